package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.vending.KeyChanges;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The key of a meter as the registry has it: what it is to become, and what to do where its owner did not enter it. */
@Path("/meters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.SUPPORT)
public class MeterKeysResource {

    @Inject
    private Meters meters;

    @Inject
    private KeyChanges keyChanges;

    @Inject
    private Caller caller;

    /** A supply group, tariff index and key revision. */
    public record Target(
            @Nullable String supplyGroup,
            @Nullable Integer tariffIndex,
            @Nullable Integer keyRevision) {

        static Target of(KeyTarget target) {
            return new Target(
                    target.sgc().digits(), target.ti().number(), target.krn().number());
        }
    }

    /**
     * A meter's key as the registry has it.
     *
     * @param target what it is to become with the next sale; absent where it is as it should be
     */
    public record Key(
            String meter, Target current, @Nullable Target target) {}

    /** Why. */
    public record Reason(@Nullable String reason) {}

    /** The key of a meter. */
    @GET
    @Path("/{meter}/key")
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public Key key(@PathParam("meter") String number) {
        return key(meter(number));
    }

    private static Key key(Meter meter) {
        MeterKeyParameters now = meter.keyParameters();
        return new Key(
                meter.drn(),
                Target.of(new KeyTarget(now.sgc(), now.ti(), now.krn())),
                meter.keyTarget().map(Target::of).orElse(null));
    }

    /** Registers what a meter's key is to become with its next sale. */
    @PUT
    @Path("/{meter}/key-target")
    @Allowed(Role.ADMIN)
    public Key target(@PathParam("meter") String number, @Nullable Target target) {
        Meter meter = meter(number);
        meters.setKeyTarget(meter, checked(target), caller.name());
        return key(number);
    }

    private static KeyTarget checked(@Nullable Target target) {
        if (target == null
                || target.supplyGroup() == null
                || target.tariffIndex() == null
                || target.keyRevision() == null) {
            throw Refusal.invalid("Send supplyGroup (six digits), tariffIndex (0 to 99) and keyRevision (1 to 9).");
        }
        try {
            return new KeyTarget(
                    new SupplyGroupCode(target.supplyGroup()),
                    new TariffIndex(target.tariffIndex()),
                    new KeyRevision(target.keyRevision()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The target cannot be: " + e.getMessage() + ".");
        }
    }

    /** Sends the tokens of the last key change to the phone that bought, again and free of charge. */
    @POST
    @Path("/{meter}/key-change/resend")
    public Key resend(@PathParam("meter") String number) {
        return done(number, keyChanges.sendAgain(meter(number), caller.name()));
    }

    /** Takes the last key change back, for a customer who never entered it. */
    @POST
    @Path("/{meter}/key-change/undo")
    public Key undo(@PathParam("meter") String number, @Nullable Reason why) {
        String reason = Reasons.checked(why == null ? null : why.reason());
        return done(number, meters.undoKeyChange(meter(number), reason, caller.name()));
    }

    private Key done(String number, Outcome outcome) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
        return key(number);
    }

    private Meter meter(String number) {
        MeterPan pan = MeterPan.parse(number).orElseThrow(() -> Refusal.of(Outcome.METER_NUMBER_INVALID));
        return meters.byPan(pan).orElseThrow(() -> Refusal.of(Outcome.METER_UNKNOWN));
    }
}
