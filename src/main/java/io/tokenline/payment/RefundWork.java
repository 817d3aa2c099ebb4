package io.tokenline.payment;

import io.tokenline.DatabaseAway;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks wallets to give money back, or whether they did, with no transaction open while they answer. */
final class RefundWork {

    private static final Logger LOG = LoggerFactory.getLogger(RefundWork.class);
    private static final int BATCH = 8;

    private final Refunds refunds;
    private final Executor executor;

    RefundWork(Refunds refunds, Executor executor) {
        this.refunds = refunds;
        this.executor = executor;
    }

    /** Hands what is due to the executor; returns how much that was. */
    int drain() {
        List<Refunds.Claimed> claimed = refunds.claim(BATCH);
        for (Refunds.Claimed refund : claimed) {
            try {
                executor.execute(() -> ask(refund));
            } catch (RejectedExecutionException e) {
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
