package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.books.Reconciliation;
import io.tokenline.books.StatementFault;
import io.tokenline.books.StatementFile;
import io.tokenline.books.Statements;
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
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What wallets say they took: sent as files, or asked of them. */
@Path("/books/statements")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class StatementsResource {

    private static final int FAULTY = 400;

    @Inject
    private Reconciliation reconciliation;

    @Inject
    private Statements statements;

    @Inject
    private Wallets wallets;

    @Inject
    private Caller caller;

    /**
     * What became of a statement.
     *
     * @param error what to do where it was refused; absent where it was not
     */
    public record Taken(@Nullable String error, int lines, int added, boolean repeated, List<StatementFault> faults) {}

    /** Takes in a statement that was downloaded from a wallet's portal: all of it, or nothing. */
    @POST
    @Path("/{wallet}")
    @Consumes({MeterImportsResource.CSV, MediaType.APPLICATION_OCTET_STREAM})
    public Response take(@PathParam("wallet") String wallet, @QueryParam("day") @Nullable String day, InputStream csv) {
        Optional<LocalDate> told =
                day == null || day.isEmpty() ? Optional.empty() : Optional.of(BooksDaysResource.day(day));
        String provider = wallet(wallet).provider();
        try {
            return answer(statements.read(provider, csv, told, caller.name()));
        } catch (IOException e) {
            throw Refusal.invalid("The file did not arrive whole, so nothing was begun: send it again.");
        }
    }

    /** Has a wallet list a day, where it can. */
    @POST
    @Path("/{wallet}/{day}")
    public Response pull(@PathParam("wallet") String wallet, @PathParam("day") String day) {
        Wallet asked = wallet(wallet);
        if (!asked.capabilities().contains(Wallet.Capability.STATEMENT)) {
            throw Refusal.invalid("This wallet lists nothing: download its statement and send it as CSV.");
        }
        try {
            return answer(statements.pull(asked, BooksDaysResource.day(day), caller.name()));
        } catch (IllegalStateException e) { // it does not list all of the day
            throw Refusal.of(Outcome.WALLET_UNAVAILABLE, "The wallet does not list this day now: try again later.");
        }
    }

    private static Response answer(Statements.Result result) {
        Taken body = result.taken()
                .map(taken -> new Taken(null, taken.lines(), taken.added(), taken.repeated(), List.of()))
                .orElseGet(() -> new Taken(
                        "Nothing was taken in: correct the faults and send the file again.",
                        0,
                        0,
                        false,
                        result.faults()));
        return Response.status(body.error() == null ? Response.Status.OK.getStatusCode() : FAULTY)
                .entity(body)
                .build();
    }

    /** A statement that was read, and the time that it tells of. */
    public record Read(
            long id, String wallet, String from, String until, int lines, int added, String readBy, String readAt) {

        static Read of(StatementFile file) {
            return new Read(
                    file.id(),
                    file.provider(),
                    file.coversFrom().toString(),
                    file.coversUntil().toString(),
                    file.lines(),
                    file.added(),
                    file.readBy(),
                    file.readAt().toString());
        }
    }

    /** Statements that were read, newest first. */
    @GET
    @Allowed({Role.ADMIN, Role.AUDITOR})
    public List<Read> statements(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return reconciliation.files(page.afterId(Long.MAX_VALUE), page.limit()).stream()
                .map(Read::of)
                .toList();
    }

    private Wallet wallet(String provider) {
        return wallets.named(provider).orElseThrow(() -> Refusal.unknown("There is no wallet of this name."));
    }
}
