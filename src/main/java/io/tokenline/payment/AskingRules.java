package io.tokenline.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Whether a wallet may be asked for or about an attempt now; in the caller's transaction, the attempt's row locked. */
@ApplicationScoped
class AskingRules {

    /** How often a request is sent again to a wallet that says of none what became of it: each may prompt the customer. */
    static final int RESENDS = 2;

    private final Settlement settlement;

    @Inject
    AskingRules(Settlement settlement) {
        this.settlement = settlement;
    }

    /** Whether it may; where it never may again, the attempt comes to its end here. */
    boolean mayAsk(PaymentAttempt attempt, Wallet wallet, Instant now) {
        return switch (attempt.state()) {
            case CAPTURING, RELEASING -> true;
            case REQUESTED -> mayRequest(attempt, now);
            default -> wallet.capabilities().contains(Wallet.Capability.QUERY) || mayResend(attempt, now);
        };
    }

    /** Nobody is prompted after his time. */
    private boolean mayRequest(PaymentAttempt attempt, Instant now) {
        if (attempt.isExpired(now)) {
            settlement.settleExpired(attempt, new PayOutcome.NotFound(), now);
            return false;
        }
        return true;
    }

    /** A wallet that cannot be asked gets the request once more, a few times; after the customer's time a person asks. */
    private boolean mayResend(PaymentAttempt attempt, Instant now) {
        if (attempt.isExpired(now)) {
            settlement.settleExpired(attempt, new PayOutcome.Unknown(), now);
            return false;
        }
        if (attempt.isResentOften(RESENDS)) {
            attempt.postponeToItsEnd();
            return false;
        }
        return true;
    }
}
