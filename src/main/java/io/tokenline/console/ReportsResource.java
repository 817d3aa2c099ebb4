package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.Trouble;
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

/** Faults that customers reported and nobody has closed yet. */
@Path("/reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed({Role.SUPPORT, Role.ADMIN})
public class ReportsResource {

    @Inject
    private Subscribers subscribers;

    @Inject
    private Caller caller;

    /** A report; the phone is masked, and {@code meter} is missing where none is known. */
    public record Listed(
            long id,
            String reference,
            String msisdn,
            @Nullable String meter,
            String fault,
            String createdAt) {

        static Listed of(Trouble report) {
            return new Listed(
                    report.id(),
                    report.reference(),
                    report.msisdn().masked(),
                    report.meter().map(Meter::drn).orElse(null),
                    report.fault().name(),
                    report.createdAt().toString());
        }
    }

    /** Reports that are open, oldest first. */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<Listed> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return subscribers.openReports(page.afterId(0), page.limit()).stream()
                .map(Listed::of)
                .toList();
    }

    /** Closes a report. */
    @POST
    @Path("/{reference}/close")
    public void close(@PathParam("reference") String reference) {
        Outcome outcome = subscribers.close(reference, caller.name());
        if (outcome == Outcome.REQUEST_UNKNOWN) {
            throw Refusal.of(outcome, "There is no report of this reference.");
        }
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome, "This report was closed before.");
        }
    }
}
