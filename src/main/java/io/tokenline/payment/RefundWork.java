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
    private static final int RECORD_TRIES = 3;

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

    /** A wallet's word that money is gone is too dear to be lost for a moment without a database. */
    private void record(Refunds.Claimed refund, RefundOutcome outcome) {
        for (int tries = 1; ; tries++) {
            try {
                refunds.answered(refund, outcome);
                return;
            } catch (RuntimeException e) {
                if (tries >= RECORD_TRIES) {
                    LOG.atError()
                            .setCause(DatabaseAway.trace(e))
                            .log(
                                    "TKL-7029 refund {}: the wallet's answer could not be recorded, it is asked about: {}",
                                    refund.wanted().id(),
                                    DatabaseAway.reason(e));
                    return;
                }
                LOG.info(
                        "TKL-7028 refund {}: the wallet's answer is recorded once more",
                        refund.wanted().id());
            }
        }
    }
}
