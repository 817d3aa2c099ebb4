package io.tokenline.vending;

import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.token.TokenBean;
import io.tokenline.token.TokenOrder;
import io.tokenline.token.TokenRequest;
import io.tokenline.token.sts.MeterKeyParameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** Meters that are hung in the place of others: what {@link Engineering} does for a REPLACEMENT besides its token. */
@ApplicationScoped
class Replacements {

    private final EntityManager entities;
    private final Meters meters;
    private final SaleStore sales;
    private final TokenBean tokens;
    private final Audit audit;

    @Inject
    Replacements(EntityManager entities, Meters meters, SaleStore sales, TokenBean tokens, Audit audit) {
        this.entities = entities;
        this.meters = meters;
        this.sales = sales;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * Whether a meter can be hung in the place of another one.
     *
     * @param leftTenths what was left on the old one, in 0.1 kWh
     * @return OK, METER_REPLACED, METER_EXISTS, SALE_UNDER_WAY, VALUE_INVALID, or why no token could be made for the new one
     */
    Outcome judge(Meter old, MeterKeyParameters next, long leftTenths) {
        if (old.replacedBy().isPresent()) {
            return Outcome.METER_REPLACED;
        }
        if (meters.byPan(next.pan()).isPresent()) {
            return Outcome.METER_EXISTS;
        }
        if (sales.isUnderWay(old)) {
            return Outcome.SALE_UNDER_WAY;
        }
        if (leftTenths == 0) {
            return Outcome.OK;
        }
        Optional<TokenOrder> order = EngineeringKind.REPLACEMENT.order(leftTenths);
        return order.map(credit -> tokens.judge(new TokenRequest("", next, Optional.empty(), credit)))
                .orElse(Outcome.VALUE_INVALID);
    }

    /** Remembers the new meter of a request. */
    void plan(EngineeringRequest request, MeterKeyParameters next) {
        entities.persist(new Replacement(request.reference(), next));
    }

    /** The new meter of a request; empty where it is for something else. */
    Optional<MeterKeyParameters> next(EngineeringRequest request) {
        return request.kind() == EngineeringKind.REPLACEMENT
                ? Optional.ofNullable(entities.find(Replacement.class, request.reference()))
                        .map(Replacement::key)
                : Optional.empty();
    }

    /** Hangs the new meter in the place of the old one, which the caller has locked. */
    void install(Meter old, MeterKeyParameters key, EngineeringRequest request, String person) {
        Meter next = meters.replace(old, key);
        audit.record(new AuditEvent(
                person,
                "METER_REPLACED",
                "meter " + old.drn(),
                "in its place: meter " + next.drn() + ", " + request.reference() + ", left on it: "
                        + Quote.kilowattHours(request.value()) + " kWh"));
    }
}
