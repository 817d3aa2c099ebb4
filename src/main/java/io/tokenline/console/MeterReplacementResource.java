package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.Meters;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.vending.Engineering;
import io.tokenline.vending.EngineeringKind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Meters that are hung in the place of others: asked for by one engineer, approved by another as all his tokens are. */
@Path("/meters/{drn}/replace")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ENGINEER)
public class MeterReplacementResource {

    @Inject
    private Engineering engineering;

    @Inject
    private Meters meters;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    /**
     * The meter that is to hang there; key parameters that are missing are those of the old one.
     *
     * @param meter its number
     * @param creditTenths what was left on the old one, in 0.1 kWh; missing where nothing was
     * @param reason why
     * @param to the phone that gets the token; missing to have it shown once
     */
    public record Wanted(
            @Nullable String meter,
            @Nullable String supplyGroup,
            @Nullable Integer tariffIndex,
            @Nullable Integer keyRevision,
            @Nullable Integer keyType,
            @Nullable Integer algorithm,
            @Nullable Integer dkga,
            @Nullable String baseDate,
            @Nullable Long creditTenths,
            @Nullable String reason,
            @Nullable String to) {}

    /** Asks for it; {@code /api/engineering/{reference}/approve} by somebody else does it, and makes the token. */
    @POST
    public Engineering.View propose(@PathParam("drn") String drn, @Nullable Wanted wanted) {
        if (wanted == null || wanted.meter() == null) {
            throw Refusal.invalid(
                    "Send meter (the new one), creditTenths, reason, to (a phone) or nothing, and those key"
                            + " parameters that the old meter does not have.");
        }
        Optional<Msisdn> to = Optional.ofNullable(wanted.to()).map(typed -> Phones.checked(typed, settings));
        Engineering.Wish wish = new Engineering.Wish(
                drn,
                EngineeringKind.REPLACEMENT,
                wanted.creditTenths() == null ? 0 : wanted.creditTenths(),
                Reasons.checked(wanted.reason()),
                to);
        Engineering.Result result = engineering.replace(wish, key(drn, wanted), caller.name());
        if (result.outcome() != Outcome.OK) {
            throw Refusal.of(result.outcome());
        }
        return result.request().orElseThrow();
    }

    private MeterKeyParameters key(String drn, Wanted wanted) {
        MeterKeyParameters old = meters.byPan(MetersResource.pan(drn))
                .orElseThrow(() -> Refusal.of(Outcome.METER_UNKNOWN))
                .keyParameters();
        try {
            return new MeterKeyParameters(
                    MetersResource.pan(String.valueOf(wanted.meter())),
                    wanted.algorithm() == null ? old.ea() : EncryptionAlgorithm.ofCode(wanted.algorithm()),
                    wanted.dkga() == null ? old.dkga() : Dkga.ofCode(wanted.dkga()),
                    wanted.baseDate() == null ? old.baseDate() : BaseDate.ofCode(wanted.baseDate()),
                    wanted.supplyGroup() == null ? old.sgc() : new SupplyGroupCode(wanted.supplyGroup()),
                    wanted.tariffIndex() == null ? old.ti() : new TariffIndex(wanted.tariffIndex()),
                    wanted.keyRevision() == null ? old.krn() : new KeyRevision(wanted.keyRevision()),
                    wanted.keyType() == null ? old.kt() : KeyType.ofCode(wanted.keyType()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The new meter cannot be: " + e.getMessage() + ".");
        }
    }
}
