package io.tokenline.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts whose wallet is set no more: nobody can be asked about them until it is set again; in the caller's transaction. */
@ApplicationScoped
class GoneWallets {

    private static final Logger LOG = LoggerFactory.getLogger(GoneWallets.class);

    /** Wallets are entered one after another while a server starts. */
    private static final Duration STARTING = Duration.ofMinutes(1);

    private final PaymentStore store;
    private final Wallets wallets;
    private final Settlement settlement;
    private final Clock clock;
    private final Instant started;

    @Inject
    GoneWallets(PaymentStore store, Wallets wallets, Settlement settlement, Clock clock) {
        this.store = store;
        this.wallets = wallets;
        this.settlement = settlement;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** Puts off those whose time has come, or ends them; returns how many those were. */
    int setAside(int limit) {
        Instant now = clock.instant();
        if (now.isBefore(started.plus(STARTING))) {
            return 0;
        }
        List<PaymentAttempt> gone = store.dueButOf(now, limit, wallets.names());
        for (PaymentAttempt attempt : gone) {
            LOG.error("TKL-7001 sale {}: the wallet {} is not configured", attempt.saleReference(), attempt.provider());
            setAside(attempt, now);
        }
        return gone.size();
    }

    /**
     * As if the wallet did not answer, so that the pauses grow; what it was never asked for, it did not hear of. After the
     * customer's time a person looks, and it is asked for another day if it comes back.
     */
    private void setAside(PaymentAttempt attempt, Instant now) {
        switch (attempt.state()) {
            case REQUESTED -> settlement.answered(attempt, new PayOutcome.NotFound());
            case ASKING, ASKED, UNKNOWN -> {
                if (attempt.isExpired(now)) {
                    settlement.giveUp(attempt, "its wallet is not configured any more", now);
                } else {
                    settlement.answered(attempt, new PayOutcome.Unknown());
                }
            }
            case CAPTURING, RELEASING, EXPIRED, FAILED -> settlement.answered(attempt, new PayOutcome.Unknown());
            case HELD, PAID, RELEASED -> attempt.leave();
        }
    }
}
