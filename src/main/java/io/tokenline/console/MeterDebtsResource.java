package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.registry.DebtTerms;
import io.tokenline.registry.Figures;
import io.tokenline.registry.MeterView;
import io.tokenline.registry.Registry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a meter owes: entered, and adjusted with a reason. */
@Path("/meters/{drn}/debts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class MeterDebtsResource {

    @Inject
    private Registry registry;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    /** A debt as it is to be, see {@link DebtTerms}; of one that is there, what is missing stays as it is. */
    public record Wanted(
            @Nullable String name,
            @Nullable String remaining,
            @Nullable String fixed,
            @Nullable String rate,
            @Nullable String least,
            @Nullable String most,
            @Nullable String reason) {}

    /** Enters a debt behind those that the meter has. */
    @POST
    public MeterView.Whole add(@PathParam("drn") String drn, @Nullable Wanted wanted) {
        if (wanted == null || wanted.name() == null || wanted.remaining() == null) {
            throw Refusal.invalid("Send name, remaining, at least one of fixed, rate and least, and reason.");
        }
        DebtTerms none = new DebtTerms("none", 0, 1, BigDecimal.ZERO, 0, Optional.empty());
        String fixed = wanted.fixed() == null ? "0" : wanted.fixed();
        DebtTerms debt = terms(none, wanted, wanted.name(), fixed);
        return done(drn, registry.owe(MetersResource.pan(drn), debt, by(wanted)));
    }

    /** Adjusts a debt. */
    @PUT
    @Path("/{name}")
    public MeterView.Whole adjust(
            @PathParam("drn") String drn, @PathParam("name") String name, @Nullable Wanted wanted) {
        if (wanted == null) {
            throw Refusal.invalid("Send what is to change of remaining, fixed, rate, least and most, and reason.");
        }
        return done(
                drn,
                registry.adjust(
                        MetersResource.pan(drn),
                        name,
                        before -> terms(before, wanted, name, wanted.fixed()),
                        by(wanted)));
    }

    private DebtTerms terms(DebtTerms before, Wanted wanted, String name, @Nullable String fixed) {
        try {
            return new DebtTerms(
                    name,
                    money(wanted.remaining(), before.remaining()),
                    money(fixed, before.fixed()),
                    wanted.rate() == null ? before.rate() : rate(wanted.rate()),
                    money(wanted.least(), before.least()),
                    most(wanted.most(), before.most()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The debt cannot be: " + e.getMessage() + ".");
        }
    }

    /** An empty text takes the limit away. */
    private Optional<Long> most(@Nullable String text, Optional<Long> before) {
        if (text == null) {
            return before;
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(money(text, 0));
    }

    private static BigDecimal rate(String text) {
        return Figures.rate(text)
                .orElseThrow(() -> Refusal.invalid("rate is a text from \"0\" to \"1\", such as \"0.25\"."));
    }

    private long money(@Nullable String text, long otherwise) {
        return text == null
                ? otherwise
                : Figures.minor(text, settings.currency())
                        .orElseThrow(() -> Refusal.invalid(
                                "Amounts are texts of 0 or more, such as \"1500.00\", with no more decimals than "
                                        + settings.currency() + " has."));
    }

    private Registry.By by(Wanted wanted) {
        return new Registry.By(caller.name(), Reasons.checked(wanted.reason()));
    }

    private MeterView.Whole done(String drn, Outcome outcome) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
        return registry.find(MetersResource.pan(drn)).orElseThrow(() -> Refusal.of(Outcome.METER_UNKNOWN));
    }
}
