package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.token.sts.Token20;
import io.tokenline.vault.VaultException;
import io.tokenline.vending.Engineering;
import io.tokenline.vending.EngineeringKind;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Engineering tokens: asked for by one engineer, approved by another. */
@Path("/engineering")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ENGINEER)
public class EngineeringResource {

    @Inject
    private Engineering engineering;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    /**
     * A token that is asked for.
     *
     * @param meter its number
     * @param kind see {@link EngineeringKind}
     * @param value watts, register, 0.1 kWh or digits, as the kind says; 0 where it says nothing
     * @param reason why
     * @param to the phone that gets it; missing to have it shown once
     */
    public record Wanted(
            @Nullable String meter,
            @Nullable String kind,
            @Nullable Long value,
            @Nullable String reason,
            @Nullable String to) {}

    /** A token, this once. */
    public record Shown(String reference, String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Shown[" + reference + "]";
        }
    }

    /** Requests in the order of entry, never with their tokens. */
    @GET
    @Allowed({Role.ENGINEER, Role.AUDITOR})
    public List<Engineering.View> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return engineering.page(page.afterId(0), page.limit());
    }

    /** Asks for a token. */
    @POST
    public Engineering.View propose(@Nullable Wanted wanted) {
        if (wanted == null || wanted.meter() == null || wanted.kind() == null) {
            throw Refusal.invalid("Send meter, kind (" + kinds() + "), value, reason, and to (a phone) or nothing.");
        }
        EngineeringKind kind = Arrays.stream(EngineeringKind.values())
                .filter(k -> k != EngineeringKind.REPLACEMENT && k.name().equals(wanted.kind()))
                .findAny()
                .orElseThrow(() -> Refusal.invalid("The kinds are " + kinds() + "."));
        Engineering.Wish wish = new Engineering.Wish(
                wanted.meter(),
                kind,
                wanted.value() == null ? 0 : wanted.value(),
                Reasons.checked(wanted.reason()),
                phone(wanted.to()));
        return answer(engineering.propose(wish, caller.name()));
    }

    private Optional<Msisdn> phone(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        Optional<Msisdn> phone = Msisdn.parse(typed, settings.countryCode());
        if (phone.isEmpty()) {
            throw Refusal.invalid("A phone number is written 07…, 254… or +254….");
        }
        return phone;
    }

    private static String kinds() {
        return String.join(
                ", ",
                Arrays.stream(EngineeringKind.values())
                        .filter(kind -> kind != EngineeringKind.REPLACEMENT)
                        .map(Enum::name)
                        .toList());
    }

    /** Approves a request of somebody else; the token is made. */
    @POST
    @Path("/{reference}/approve")
    public Engineering.View approve(@PathParam("reference") String reference) {
        return answer(engineering.decide(reference, true, caller.name()));
    }

    /** Rejects a request of somebody else. */
    @POST
    @Path("/{reference}/reject")
    public Engineering.View reject(@PathParam("reference") String reference) {
        return answer(engineering.decide(reference, false, caller.name()));
    }

    /** Shows the token, once, to one of the two who wanted it. */
    @POST
    @Path("/{reference}/show")
    public Shown show(@PathParam("reference") String reference) {
        try {
            return engineering
                    .show(reference, caller.name())
                    .map(Token20::grouped)
                    .map(token -> new Shown(reference, token))
                    .orElseThrow(() -> Refusal.of(
                            Outcome.REQUEST_UNKNOWN,
                            "There is no token to show: it was shown, went by SMS, was not made, or is not yours."));
        } catch (VaultException e) {
            throw Refusal.of(Outcome.VAULT_CLOSED);
        }
    }

    private static Engineering.View answer(Engineering.Result result) {
        if (result.outcome() != Outcome.OK) {
            throw Refusal.of(result.outcome());
        }
        return result.request().orElseThrow();
    }
}
