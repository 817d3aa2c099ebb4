package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.payment.Refund;
import io.tokenline.payment.Refunds;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money that goes back: one person proposes it, another one decides. */
@Path("/refunds")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class RefundsResource {

    @Inject
    private Refunds refunds;

    @Inject
    private Caller caller;

    /** Which payment, why, and whether somebody pays it out, so that no wallet is asked. */
    public record Wanted(
            @Nullable String payment,
            @Nullable String reason,
            @Nullable Boolean byHand) {}

    /** What somebody found in the wallet's books: whether the customer has his money. */
    public record Finding(
            @Nullable Boolean refunded, @Nullable String reason) {}

    /** A step of a refund. */
    public record Step(String state, String note, String at) {}

    /** A refund as its persons see it. */
    public record Listed(
            String id,
            String sale,
            String payment,
            String wallet,
            String amount,
            String reason,
            String state,
            @Nullable String refusal,
            boolean byHand,
            String proposedBy,
            @Nullable String decidedBy,
            String createdAt,
            List<Step> steps) {

        static Listed of(Refunds.Seen seen) {
            Refund refund = seen.refund();
            return new Listed(
                    refund.id(),
                    refund.saleReference(),
                    refund.attemptId(),
                    refund.provider(),
                    refund.amount().toString(),
                    refund.reason(),
                    refund.state().name(),
                    refund.refusal().map(Outcome::name).orElse(null),
                    refund.isByHand(),
                    refund.persons().proposedBy(),
                    refund.persons().decidedBy().orElse(null),
                    refund.createdAt().toString(),
                    seen.events().stream()
                            .map(event -> new Step(
                                    event.state().name(),
                                    event.note(),
                                    event.at().toString()))
                            .toList());
        }
    }

    /** Refunds, newest first; {@code sale} keeps those of one. */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<Listed> list(
            @QueryParam("sale") @Nullable String sale,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return refunds.page(sale == null ? "" : sale, page.after(), page.limit()).stream()
                .map(Listed::of)
                .toList();
    }

    /** Proposes that a payment be given back. */
    @POST
    public Listed propose(@Nullable Wanted wanted) {
        if (wanted == null || wanted.payment() == null) {
            throw Refusal.invalid("Send payment, which a case names, and reason.");
        }
        boolean byHand = Boolean.TRUE.equals(wanted.byHand());
        return answer(refunds.propose(wanted.payment(), Reasons.checked(wanted.reason()), caller.name(), byHand));
    }

    /** Approves a refund that somebody else proposed; the wallet is asked. */
    @POST
    @Path("/{id}/approve")
    public Listed approve(@PathParam("id") String id) {
        return answer(refunds.decide(id, true, caller.name()));
    }

    /** Rejects a refund that somebody else proposed. */
    @POST
    @Path("/{id}/reject")
    public Listed reject(@PathParam("id") String id) {
        return answer(refunds.decide(id, false, caller.name()));
    }

    /** Says what the wallet's books tell about a refund that nobody knows of; two persons who agree end it. */
    @POST
    @Path("/{id}/found")
    public Listed found(@PathParam("id") String id, @Nullable Finding finding) {
        if (finding == null || finding.refunded() == null) {
            throw Refusal.invalid("Send refunded, true or false, and reason.");
        }
        return answer(refunds.vouch(id, finding.refunded(), Reasons.checked(finding.reason()), caller.name()));
    }

    private static Listed answer(Refunds.Result result) {
        if (result.outcome() != Outcome.OK) {
            throw Refusal.of(result.outcome());
        }
        return Listed.of(result.refund().orElseThrow());
    }
}
