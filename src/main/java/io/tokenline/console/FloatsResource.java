package io.tokenline.console;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.payment.floats.AgentFloat;
import io.tokenline.payment.floats.FloatEntry;
import io.tokenline.payment.floats.Floats;
import io.tokenline.payment.floats.TopUp;
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

/** What agents have paid in: accounts, ledgers, and top-ups, which two persons book. */
@Path("/floats")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class FloatsResource {

    @Inject
    private Floats floats;

    @Inject
    private Caller caller;

    @Inject
    private Settings settings;

    /** An account to open: the agent's name and phone, and below how much somebody has to hear of it. */
    public record Wanted(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String low) {}

    /** What an agent paid in, and where that is to be seen. */
    public record PaidIn(@Nullable String amount, @Nullable String reason) {}

    /** An account; the phone's last digits only. */
    public record Listed(String name, String phone, String balance, String held, String low, boolean isLow) {

        static Listed of(AgentFloat account) {
            return new Listed(
                    account.name(),
                    account.phone().toString(),
                    account.balance().toString(),
                    account.held().toString(),
                    account.low().toString(),
                    account.isLow());
        }
    }

    /** An account, how many hours it lasts as it was spent in the last 24, and its newest top-ups. */
    public record Whole(Listed account, @Nullable Long hoursLeft, List<Proposal> topUps) {}

    /** A top-up. */
    public record Proposal(
            String id,
            String amount,
            String reason,
            String state,
            String proposedBy,
            @Nullable String decidedBy) {}

    /** A line of the ledger. */
    public record Line(long id, String kind, String reference, String change, String held, String balance, String at) {}

    /** Accounts by name. */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<Listed> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return floats.page(page.after(), page.limit()).stream().map(Listed::of).toList();
    }

    /** One account. */
    @GET
    @Path("/{name}")
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public Whole find(@PathParam("name") String name, @QueryParam("limit") @Nullable String limit) {
        Floats.Seen seen =
                floats.find(name, Page.of(null, limit).limit()).orElseThrow(() -> Refusal.of(Outcome.FLOAT_UNKNOWN));
        return new Whole(
                Listed.of(seen.account()),
                seen.hoursLeft().orElse(null),
                seen.topUps().stream().map(this::proposal).toList());
    }

    /** The ledger, oldest first. */
    @GET
    @Path("/{name}/entries")
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<Line> entries(
            @PathParam("name") String name,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return floats.entries(name, page.afterId(0), page.limit()).stream()
                .map(this::line)
                .toList();
    }

    /** Opens an account. */
    @POST
    public Listed open(@Nullable Wanted wanted) {
        if (wanted == null || wanted.name() == null || wanted.phone() == null) {
            throw Refusal.invalid("Send name, phone and low.");
        }
        String name = wanted.name().strip();
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{1,39}")) {
            throw Refusal.invalid("A name has 2 to 40 letters, digits, spaces, dots and dashes.");
        }
        check(floats.open(
                name,
                Phones.checked(wanted.phone(), settings),
                money(wanted.low() == null ? "0" : wanted.low()),
                caller.name()));
        return floats.find(name, 1).map(seen -> Listed.of(seen.account())).orElseThrow();
    }

    /** Says that an agent has paid in. */
    @POST
    @Path("/{name}/top-ups")
    public Proposal propose(@PathParam("name") String name, @Nullable PaidIn paid) {
        if (paid == null || paid.amount() == null) {
            throw Refusal.invalid("Send amount and reason.");
        }
        return answer(floats.propose(name, money(paid.amount()), Reasons.checked(paid.reason()), caller.name()));
    }

    /** Books a top-up that somebody else proposed. */
    @POST
    @Path("/{name}/top-ups/{id}/approve")
    public Proposal approve(@PathParam("id") String id) {
        return answer(floats.decide(id, true, caller.name()));
    }

    /** Rejects a top-up that somebody else proposed. */
    @POST
    @Path("/{name}/top-ups/{id}/reject")
    public Proposal reject(@PathParam("id") String id) {
        return answer(floats.decide(id, false, caller.name()));
    }

    private Money money(String typed) {
        return Money.parse(typed, settings.currency())
                .orElseThrow(() -> Refusal.invalid("An amount is written 500 or 500.00."));
    }

    private Money money(long minor) {
        return new Money(minor, settings.currency());
    }

    private Proposal proposal(TopUp topUp) {
        return new Proposal(
                topUp.id(),
                money(topUp.amountMinor()).toString(),
                topUp.reason(),
                topUp.state().name(),
                topUp.persons().proposedBy(),
                topUp.persons().decidedBy().orElse(null));
    }

    private Line line(FloatEntry entry) {
        return new Line(
                entry.id(),
                entry.kind().name(),
                entry.reference(),
                money(entry.balanceChange()).toString(),
                money(entry.heldChange()).toString(),
                money(entry.balanceAfter()).toString(),
                entry.at().toString());
    }

    private Proposal answer(Floats.Result result) {
        check(result.outcome());
        return proposal(result.topUp().orElseThrow());
    }

    private static void check(Outcome outcome) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
    }
}
