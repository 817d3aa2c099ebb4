package io.tokenline.console;

import io.tokenline.delivery.Outbox;
import io.tokenline.vending.Vending;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Sales by what became of them, counted from the tables. */
@Path("/totals")
@RequestScoped
@Allowed
public class TotalsResource {

    @Inject
    private Vending vending;

    @Inject
    private Outbox outbox;

    /**
     * Whole numbers of sales.
     *
     * @param paid the money is with us
     * @param issued a token was made
     * @param sent an operator took the token's SMS
     * @param delivered it reached the phone
     * @param refunded the money went back
     * @param openCases a person has to decide
     */
    public record Totals(long paid, long issued, long sent, long delivered, long refunded, long openCases) {}

    /** The totals now. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Totals totals() {
        Vending.Counts sales = vending.counts();
        Outbox.Counts messages = outbox.counts();
        return new Totals(
                sales.paid(),
                sales.issued(),
                messages.sent(),
                messages.delivered(),
                vending.refunded(),
                sales.openCases());
    }
}
