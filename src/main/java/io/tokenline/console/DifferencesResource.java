package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.books.Age;
import io.tokenline.books.Difference;
import io.tokenline.books.FoundDifference;
import io.tokenline.books.Reconciliation;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where our books and the wallets' disagree: who looks after it, and how it ended. */
@Path("/books/differences")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class DifferencesResource {

    private static final int NOTE_MAX = 400;

    @Inject
    private Reconciliation reconciliation;

    @Inject
    private People people;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    @Inject
    private Clock clock;

    /** A difference; amounts in the currency's main unit, {@code since} is when the money moved or the token was made. */
    public record Listed(
            long id,
            String wallet,
            String day,
            Difference.Kind kind,
            @Nullable String sale,
            @Nullable String receipt,
            String ours,
            String theirs,
            String since,
            Age age,
            Difference.State state,
            @Nullable String owner,
            @Nullable String note,
            @Nullable String resolution,
            @Nullable String endedBy,
            @Nullable String endedAt) {}

    private Listed listed(FoundDifference found) {
        Difference difference = found.difference();
        int decimals = settings.currency().getDefaultFractionDigits();
        return new Listed(
                found.id(),
                found.provider(),
                found.day().toString(),
                difference.kind(),
                difference.sale().isEmpty() ? null : difference.sale(),
                difference.receipt().isEmpty() ? null : difference.receipt(),
                BigDecimal.valueOf(difference.oursMinor(), decimals).toPlainString(),
                BigDecimal.valueOf(difference.theirsMinor(), decimals).toPlainString(),
                found.since().toString(),
                found.age(clock.instant()),
                found.state(),
                found.owner().orElse(null),
                found.note().orElse(null),
                found.resolution().orElse(null),
                found.endedBy().orElse(null),
                found.endedAt().map(Object::toString).orElse(null));
    }

    /** Differences that wait for a person or, with {@code state}, others; oldest first; of one day with wallet and day. */
    @GET
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public List<Listed> differences(
            @QueryParam("state") @Nullable String state,
            @QueryParam("wallet") @Nullable String wallet,
            @QueryParam("day") @Nullable String day,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        long last = page.afterId(0);
        List<FoundDifference> found;
        if (wallet == null && day == null) {
            found = reconciliation.differences(state(state), last, page.limit());
        } else if (wallet == null || day == null) {
            throw Refusal.invalid("Give both wallet and day, or neither.");
        } else {
            found = reconciliation.differences(state(state), wallet, BooksDaysResource.day(day), last, page.limit());
        }
        return found.stream().map(this::listed).toList();
    }

    /** Who looks after a difference, and what is known of it; what is absent stays. */
    public record Care(@Nullable String owner, @Nullable String note) {}

    /** Gives a difference an owner, a note, or both. */
    @PUT
    @Path("/{id}")
    public void care(@PathParam("id") String id, @Nullable Care care) {
        if (care == null || (care.owner() == null && care.note() == null)) {
            throw Refusal.invalid("Give an owner, a note, or both.");
        }
        Optional<String> note = Optional.ofNullable(care.note()).map(String::strip);
        if (note.filter(text -> text.isEmpty() || text.length() > NOTE_MAX).isPresent()) {
            throw Refusal.invalid("A note has 1 to " + NOTE_MAX + " characters.");
        }
        Optional<String> owner = Optional.ofNullable(care.owner());
        if (owner.isPresent()
                && owner.flatMap(people::find).filter(Person::enabled).isEmpty()) {
            throw Refusal.of(Outcome.PERSON_UNKNOWN, "There is no person of this name who may log in.");
        }
        unlessRefused(reconciliation.care(number(id), owner, note, caller.name()));
    }

    /** What a difference was, or why it may stay. */
    public record Resolved(@Nullable String reason) {}

    /** Resolves a difference. */
    @POST
    @Path("/{id}/resolve")
    public void resolve(@PathParam("id") String id, @Nullable Resolved body) {
        String reason = Reasons.checked(body == null ? null : body.reason());
        unlessRefused(reconciliation.resolve(number(id), reason, caller.name()));
    }

    private static void unlessRefused(Outcome outcome) {
        if (outcome == Outcome.ALREADY_DECIDED) {
            throw Refusal.of(outcome, "This difference is not open any more.");
        }
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.of(Outcome.DIFFERENCE_UNKNOWN);
        }
        return Long.parseLong(id);
    }

    private static Difference.State state(@Nullable String text) {
        try {
            return text == null || text.isEmpty()
                    ? Difference.State.OPEN
                    : Difference.State.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("state is OPEN, RESOLVED or GONE.");
        }
    }
}
