package io.tokenline.payment;

import io.tokenline.DatabaseAway;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks wallets to give money back, or whether they did, with no transaction open while they answer. */
final class RefundWork {

    private static final Logger LOG = LoggerFactory.getLogger(RefundWork.class);
    private static final int BATCH = 8;
    /** Those who wait for money to go back leave the other threads to those who buy. */
    static final int IN_FLIGHT = 16;

    private final Refunds refunds;
    private final Executor executor;
    private final AtomicInteger inFlight = new AtomicInteger();

    RefundWork(Refunds refunds, Executor executor) {
        this.refunds = refunds;
        this.executor = executor;
    }

    /** Hands what is due to the executor; returns how much that was. */
    int drain() {
        int room = Math.min(BATCH, IN_FLIGHT - inFlight.get());
        if (room <= 0) {
            return 0;
        }
        List<Refunds.Claimed> claimed = refunds.claim(room);
        for (Refunds.Claimed refund : claimed) {
            inFlight.incrementAndGet();
            try {
                executor.execute(() -> {
                    try {
                        ask(refund);
                    } finally {
                        inFlight.decrementAndGet();
                    }
                });
            } catch (RejectedExecutionException e) {
                inFlight.decrementAndGet();
                record(refund, new RefundOutcome.NotSent());
            }
        }
        return claimed.size();
    }

    private void ask(Refunds.Claimed refund) {
        RefundOutcome outcome;
        try {
            outcome = refund.ask();
        } catch (RuntimeException e) {
            LOG.error(
                    "TKL-7022 refund {}: {} failed",
                    refund.wanted().id(),
                    refund.wallet().provider(),
                    e);
            outcome = new RefundOutcome.Unknown();
        }
        record(refund, outcome);
    }

    private void record(Refunds.Claimed refund, RefundOutcome outcome) {
        String id = refund.wanted().id();
        Recording.of(
                () -> refunds.answered(refund, outcome),
                () -> LOG.info("TKL-7028 refund {}: the wallet's answer is recorded once more", id),
                e -> LOG.atError()
                        .setCause(DatabaseAway.trace(e))
                        .log(
                                "TKL-7029 refund {}: the wallet's answer could not be recorded, it is asked about: {}",
                                id,
                                DatabaseAway.reason(e)));
    }
}
