package io.tokenline.payment;

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
                refunds.answered(refund, new RefundOutcome.NotSent());
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
        refunds.answered(refund, outcome);
    }
}
