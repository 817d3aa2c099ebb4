package io.tokenline.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a wallet may be asked for or about an attempt now; in the caller's transaction, the attempt's row locked. */
@ApplicationScoped
class AskingRules {

    /** How often a request is sent again to a wallet that says of none what became of it: each may prompt the customer. */
    static final int RESENDS = 2;

    /** Whoever holds another attempt of the sale does so for a moment only. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final PaymentStore store;
    private final Settlement settlement;

    @Inject
    AskingRules(PaymentStore store, Settlement settlement) {
        this.store = store;
        this.settlement = settlement;
    }

    /** Whether it may; where it never may again, the attempt comes to its end here. */
    boolean mayAsk(PaymentAttempt attempt, Wallet wallet, Instant now) {
        return switch (attempt.state()) {
            case CAPTURING, RELEASING -> true;
            case HELD, PAID, RELEASED -> false;
            case FAILED -> attempt.isLookedAfter(); // else it ended a moment ago, for the sake of another of its sale
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
        return attempt.push() == 1 || isStillWanted(attempt, now);
    }

    /**
     * Whether no earlier push has brought the money. While somebody settles one of them, its outcome is not known here, and he
     * may want this one's row: nobody waits for him.
     */
    private boolean isStillWanted(PaymentAttempt attempt, Instant now) {
        List<PaymentAttempt> free = store.lockFree(attempt.saleReference());
        if (free.size() < store.count(attempt.saleReference())) {
            attempt.postpone(now.plus(MOMENT));
            return false;
        }
        Optional<PaymentAttempt> settled =
                free.stream().filter(other -> other.state().isSettled()).findFirst();
        settled.ifPresent(paid -> settlement.endUnsent(paid, now));
        return settled.isEmpty();
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
