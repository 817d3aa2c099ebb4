package io.tokenline.console;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.Cases;
import io.tokenline.payment.KeptCallbacks;
import io.tokenline.payment.PaymentCase;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money, and news of it, that the server could not place. */
@Path("/cases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class CasesResource {

    private static final int NAME_MAX = 40;

    @Inject
    private Cases cases;

    @Inject
    private KeptCallbacks callbacks;

    @Inject
    private Caller caller;

    /** What is written down about a case, or why it is closed. */
    public record Remark(@Nullable String reason) {}

    /** Who is to look after a case; the caller where it is missing. */
    public record Owner(@Nullable String owner) {}

    /** What somebody wrote down. */
    public record Note(String author, String text, String at) {}

    /**
     * A case; {@code sale}, {@code payment} and {@code amount} are missing where there is none. {@code closingBy}: who wants
     * it closed, and waits for a second person.
     */
    public record Listed(
            long id,
            String kind,
            String wallet,
            @Nullable String sale,
            @Nullable String payment,
            @Nullable String amount,
            String detail,
            String openedAt,
            @Nullable String owner,
            List<Note> notes,
            boolean open,
            @Nullable String closingBy,
            @Nullable String closedBy,
            @Nullable String resolution) {

        static Listed of(Cases.Seen seen) {
            PaymentCase about = seen.about();
            return new Listed(
                    about.id(),
                    about.kind().name(),
                    about.provider(),
                    about.saleReference().orElse(null),
                    about.attemptId().orElse(null),
                    about.amount().map(Money::toString).orElse(null),
                    about.detail(),
                    about.openedAt().toString(),
                    about.owner().orElse(null),
                    seen.notes().stream()
                            .map(note -> new Note(
                                    note.author(), note.text(), note.at().toString()))
                            .toList(),
                    about.isOpen(),
                    about.closingBy().orElse(null),
                    about.closedBy().orElse(null),
                    about.resolution().orElse(null));
        }
    }

    /** Cases, oldest first; those that are open, or with {@code all=true} all. */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<Listed> list(
            @QueryParam("all") boolean all,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return cases.list(all, page.afterId(0), page.limit()).stream()
                .map(Listed::of)
                .toList();
    }

    /** One case. */
    @GET
    @Path("/{id}")
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public Listed find(@PathParam("id") long id) {
        return cases.find(id).map(Listed::of).orElseThrow(() -> Refusal.of(Outcome.REQUEST_UNKNOWN));
    }

    /** What a wallet told, as it came. */
    public record Callback(String wallet, String receivedAt, String path, String body) {

        /** Without what was told. */
        @Override
        public String toString() {
            return "Callback[" + wallet + ", " + receivedAt + "]";
        }
    }

    /**
     * The callback that a case is about, word for word: it may name a phone.
     *
     * @param reveal why the caller has to see it: it is written down
     */
    @GET
    @Path("/{id}/callback")
    @Allowed({Role.ADMIN, Role.AUDITOR})
    public Callback callback(@PathParam("id") long id, @QueryParam("reveal") @Nullable String reveal) {
        return callbacks
                .reveal(id, caller.name(), Reasons.checked(reveal))
                .map(told -> new Callback(told.provider(), told.receivedAt().toString(), told.path(), told.body()))
                .orElseThrow(() -> Refusal.unknown("There is no such case, or it is about no callback."));
    }

    /** Writes something down about a case. */
    @POST
    @Path("/{id}/notes")
    @Allowed({Role.SUPPORT, Role.ADMIN})
    public void note(@PathParam("id") long id, @Nullable Remark remark) {
        check(cases.note(id, reason(remark), caller.name()));
    }

    /** Says who looks after a case. */
    @PUT
    @Path("/{id}/owner")
    @Allowed({Role.SUPPORT, Role.ADMIN})
    public void own(@PathParam("id") long id, @Nullable Owner wanted) {
        String owner = wanted == null || wanted.owner() == null
                ? caller.name()
                : wanted.owner().strip();
        if (owner.isEmpty() || owner.length() > NAME_MAX) {
            throw Refusal.invalid("A person's name has 1 to " + NAME_MAX + " characters.");
        }
        check(cases.own(id, owner, caller.name()));
    }

    /** Closes a case that a person has looked after, or waits for a second one: {@code open} says which. */
    @POST
    @Path("/{id}/close")
    public Listed close(@PathParam("id") long id, @Nullable Remark remark) {
        check(cases.close(id, reason(remark), caller.name()));
        return find(id);
    }

    private static String reason(@Nullable Remark remark) {
        return Reasons.checked(remark == null ? null : remark.reason());
    }

    private static void check(Outcome outcome) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
    }
}
