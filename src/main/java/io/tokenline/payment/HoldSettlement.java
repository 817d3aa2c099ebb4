package io.tokenline.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a wallet's answer means for money that is to be taken or let go; in the caller's transaction, its row locked. */
@ApplicationScoped
class HoldSettlement {

    private static final Logger LOG = LoggerFactory.getLogger(HoldSettlement.class);

    private final ReceiptRules receipts;
    private final Cases cases;
    private final Clock clock;

    @Inject
    HoldSettlement(ReceiptRules receipts, Cases cases, Clock clock) {
        this.receipts = receipts;
        this.cases = cases;
        this.clock = clock;
    }

    /** Whatever a capture fails for, the token is out: it is tried until it succeeds. */
    void captured(PaymentAttempt attempt, PayOutcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof PayOutcome.Paid paid) {
            String receipt = receipts.isFree(attempt, paid.receipt()) ? paid.receipt() : "";
            attempt.paid(paid.externalId(), receipt, paid.received(), now);
            cases.settled(PaymentCase.Kind.CAPTURE_FAILED, attempt, "it succeeded in the end");
            LOG.info("TKL-7014 sale {}: the money is taken", attempt.saleReference());
        } else {
            tryAgain(attempt, PaymentCase.Kind.CAPTURE_FAILED, Settlement.name(outcome), now);
        }
    }

    void released(PaymentAttempt attempt, PayOutcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof PayOutcome.Released) {
            attempt.released(now);
            cases.settled(PaymentCase.Kind.RELEASE_FAILED, attempt, "it succeeded in the end");
            LOG.info("TKL-7015 sale {}: the money is let go", attempt.saleReference());
        } else {
            tryAgain(attempt, PaymentCase.Kind.RELEASE_FAILED, Settlement.name(outcome), now);
        }
    }

    private void tryAgain(PaymentAttempt attempt, PaymentCase.Kind kind, String said, Instant now) {
        attempt.tryAgain(now);
        LOG.warn("TKL-7016 sale {}: {}, {}; it is tried again", attempt.saleReference(), kind, said);
        if (attempt.isAlarming()) {
            cases.open(kind, attempt, "the wallet answers " + said + "; it is tried on");
        }
    }
}
