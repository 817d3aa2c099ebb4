package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.books.BooksDay;
import io.tokenline.books.Compared;
import io.tokenline.books.Reconciliation;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.Wallets;
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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days of our books beside the wallets': compared, and closed by a person. */
@Path("/books/days")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class BooksDaysResource {

    @Inject
    private Reconciliation reconciliation;

    @Inject
    private Wallets wallets;

    @Inject
    private Caller caller;

    /** A wallet's day; its {@code id} is the day, a dot and the wallet. */
    public record Day(
            String id,
            String wallet,
            String day,
            long matched,
            long late,
            String comparedAt,
            @Nullable String closedBy,
            @Nullable String closedAt) {

        static Day of(BooksDay day) {
            return new Day(
                    day.day() + "." + day.provider(),
                    day.provider(),
                    day.day().toString(),
                    day.matched(),
                    day.late(),
                    day.comparedAt().toString(),
                    day.closedBy().orElse(null),
                    day.closedAt().map(Object::toString).orElse(null));
        }
    }

    /** Days that were compared, newest first. */
    @GET
    @Allowed({Role.ADMIN, Role.AUDITOR})
    public List<Day> days(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        int dot = page.after().indexOf('.');
        Optional<LocalDate> last = page.after().isEmpty()
                ? Optional.empty()
                : Optional.of(day(page.after().substring(0, Math.max(dot, 0))));
        return reconciliation.days(last, page.after().substring(dot + 1), page.limit()).stream()
                .map(Day::of)
                .toList();
    }

    /** A day as a comparison left it, and how many of its differences wait. */
    public record Standing(Day day, long open) {}

    /** Compares a day anew. */
    @POST
    @Path("/{wallet}/{day}/compare")
    public Standing compare(@PathParam("wallet") String wallet, @PathParam("day") String day) {
        return unlessRefused(reconciliation.compare(wallet(wallet).provider(), day(day)));
    }

    /** Compares a day once more and closes it, where it is over and none of its differences is open. */
    @POST
    @Path("/{wallet}/{day}/close")
    public Standing close(@PathParam("wallet") String wallet, @PathParam("day") String day) {
        return unlessRefused(reconciliation.close(wallet(wallet).provider(), day(day), caller.name()));
    }

    private static Standing unlessRefused(Compared compared) {
        if (compared.outcome() != Outcome.OK) {
            throw Refusal.of(compared.outcome());
        }
        return new Standing(Day.of(compared.day().orElseThrow()), compared.open());
    }

    private Wallet wallet(String provider) {
        return wallets.named(provider).orElseThrow(() -> Refusal.unknown("There is no wallet of this name."));
    }

    /** A day as it is written in paths and parameters. */
    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("A day is written as 2026-03-01.");
        }
    }
}
