package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.vending.Purchases;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;

/** What staff do about a sale. */
@Path("/sales")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed({Role.SUPPORT, Role.ADMIN})
public class SalesResource {

    private static final Duration PAUSE = Duration.ofHours(1);

    @Inject
    private Purchases purchases;

    @Inject
    private Caller caller;

    /** Sends the tokens of a sale once more, to the phone that bought them and to no other. */
    @POST
    @Path("/{reference}/resend")
    public void resend(@PathParam("reference") String reference) {
        Outcome outcome = purchases.resend(reference, caller.name());
        switch (outcome) {
            case OK -> {}
            case REQUEST_UNKNOWN -> throw Refusal.of(outcome, "There is no sale of this reference.");
            case TOKEN_UNKNOWN -> throw Refusal.of(outcome, "This sale has no token: look at where it stands.");
            case TOO_MANY -> throw Refusal.tooMany("It was sent three times today: wait until tomorrow.", PAUSE);
            default -> throw Refusal.of(outcome);
        }
    }
}
