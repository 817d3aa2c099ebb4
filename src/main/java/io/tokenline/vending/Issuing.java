package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.metering.KeyChangePolicy;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.payment.Cases;
import io.tokenline.token.IssueResult;
import io.tokenline.token.TokenBean;
import io.tokenline.token.TokenOrder;
import io.tokenline.token.TokenRequest;
import io.tokenline.token.sts.Amount16;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the token of a paid sale made, or says why there is none; in the caller's transaction. */
@ApplicationScoped
class Issuing {

    private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);

    /** Wallets do not say how long they hold money; a customer who has it again can buy again. */
    private static final Duration HOLD_PATIENCE = Duration.ofMinutes(5);

    /** Whoever makes a token that had to wait comes a little later. */
    private static final Duration HOLD_GRACE = Duration.ofMinutes(1);

    /** So many sales at most are remembered; one that is forgotten fails once more. */
    private static final int FAULTS_MAX = 1_000;

    private final Set<String> faults = Collections.newSetFromMap(Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > FAULTS_MAX;
        }
    }));

    private final SaleStore store;
    private final TokenBean tokens;
    private final Meters meters;
    private final Reservations reservations;
    private final Notices notices;
    private final Cases cases;
    private final Clock clock;

    @Inject
    Issuing(
            SaleStore store,
            TokenBean tokens,
            Meters meters,
            Reservations reservations,
            Notices notices,
            Cases cases,
            Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.meters = meters;
        this.reservations = reservations;
        this.notices = notices;
        this.cases = cases;
        this.clock = clock;
    }

    /** Whether a token could be made now. */
    Outcome judge(Meter meter, Amount16 amount) {
        return isKeyChangeRefused(meter) ? Outcome.KEY_CHANGE_REFUSED : tokens.judge(request("", meter, amount));
    }

    private boolean isKeyChangeRefused(Meter meter) {
        return meter.keyTarget().isPresent()
                && meters.keyChangePolicy(meter.keyParameters().sgc()) == KeyChangePolicy.REFUSE;
    }

    private static TokenRequest request(String owner, Meter meter, Amount16 amount) {
        return new TokenRequest(owner, meter.keyParameters(), meter.keyTarget(), new TokenOrder.Credit(amount));
    }

    /**
     * Makes the token of a sale whose money is proved this moment, in the same commit. Where a fault undoes that commit, the
     * proof is what must not be lost: the next one keeps it alone, and the token is made afterwards.
     */
    void issueWithProof(Sale sale) {
        if (faults.contains(sale.requestKey())) {
            LOG.warn("TKL-4034 sale {}: {} alone, the token is made afterwards", sale.reference(), sale.state());
            sale.waitUntil(Outcome.INTERNAL_ERROR, clock.instant());
            return;
        }
        try {
            issue(sale);
            store.flush(); // what the database refuses is a fault here, too
        } catch (RuntimeException e) {
            faults.add(sale.requestKey());
            throw e;
        }
    }

    /** Another try has failed for a fault of the server: it is tried later, and not for ever. */
    void failed(Sale sale) {
        if (sale.tokenFailed(clock.instant())) {
            LOG.warn("TKL-4035 sale {}: the token could not be made, it is tried again", sale.reference());
        } else {
            refuse(sale, Outcome.INTERNAL_ERROR);
        }
    }

    /** Makes the token of a sale whose money is here or held. */
    void issue(Sale sale) {
        if (sale.isHeldLongerThan(HOLD_PATIENCE.plus(HOLD_GRACE), clock.instant())) {
            refuse(sale, sale.reason().orElse(Outcome.INTERNAL_ERROR));
            return;
        }
        Meter meter = sale.meter().keyTarget().isPresent() ? meters.lock(sale.meter()) : sale.meter();
        Optional<Amount16> amount = Amount16.atLeast(sale.unitsTenths());
        if (amount.isEmpty() || isKeyChangeRefused(meter)) {
            refuse(sale, amount.isEmpty() ? Outcome.AMOUNT_NOT_ENCODABLE : Outcome.KEY_CHANGE_REFUSED);
            return;
        }
        IssueResult result = tokens.issue(request(sale.reference(), meter, amount.get()));
        if (result instanceof IssueResult.Issued issued) {
            issued.newKey().ifPresent(next -> meters.changeKey(meter, next, sale.reference()));
            sale.issued(clock.instant());
            notices.token(sale, issued.tokens());
            if (sale.wasReviewed()) {
                cases.tokenMade(sale.reference());
            }
            LOG.info(
                    "TKL-4004 sale {}: {}{}",
                    sale.reference(),
                    sale.state(),
                    issued.newKey().map(next -> ", with a key change").orElse(""));
        } else if (result instanceof IssueResult.Wait wait) {
            await(sale, wait);
        } else if (result instanceof IssueResult.Refused refused) {
            refuse(sale, refused.outcome());
        }
    }

    private void await(Sale sale, IssueResult.Wait wait) {
        if (sale.state() == SaleState.HELD
                && wait.until().isAfter(clock.instant().plus(HOLD_PATIENCE))) {
            refuse(sale, wait.outcome());
            return;
        }
        sale.waitUntil(wait.outcome(), wait.until());
        LOG.info("TKL-4005 sale {}: the token waits until {} ({})", sale.reference(), wait.until(), wait.outcome());
    }

    /** There is no token: money that is held goes back at once, money that was taken is for a person to decide on. */
    private void refuse(Sale sale, Outcome reason) {
        if (sale.state() != SaleState.HELD) {
            review(sale, reason, sale.received());
            cases.tokenRefused(sale.reference(), sale.received(), reason);
            return;
        }
        reservations.giveBack(sale);
        sale.released(reason, clock.instant());
        notices.released(sale);
        LOG.warn("TKL-4030 sale {}: {} {}, the money is let go", sale.reference(), sale.state(), reason);
    }

    /** A person has to decide. */
    void review(Sale sale, Outcome reason, Money received) {
        sale.review(reason, received, clock.instant());
        notices.review(sale, reason);
        LOG.warn("TKL-4006 sale {}: {} {}", sale.reference(), sale.state(), reason);
    }
}
