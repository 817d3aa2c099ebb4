package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;
import java.time.Duration;

/** What a wallet says of a payment attempt. Silence is UNKNOWN, never a failure. */
public sealed interface PayOutcome {

    /** The wallet took the request; the customer decides now. */
    record Accepted(String externalId) implements PayOutcome {}

    /**
     * The money is taken.
     *
     * @param externalId the wallet's own reference of the request
     * @param received what it took, which may differ from what was asked
     * @param receipt the wallet's number of this payment, which belongs to one payment only; empty where it gave none
     */
    record Paid(String externalId, Money received, String receipt) implements PayOutcome {

        /** Of a wallet that numbers no payments. */
        public Paid(String externalId, Money received) {
            this(externalId, received, "");
        }
    }

    /**
     * The money is held for us: the customer cannot spend it, and it is ours once we capture it.
     *
     * @param externalId by which it is captured or released
     * @param held how much
     */
    record Held(String externalId, Money held) implements PayOutcome {}

    /** The wallet says no, for good: no money was taken. */
    record Failed(Outcome reason) implements PayOutcome {}

    /**
     * The wallet says no where it has been wrong before: believed when it says so a second time.
     *
     * @param then what it means when it is believed: Failed or Again
     * @param again how long to wait before it is asked once more
     */
    record Doubtful(PayOutcome then, Duration again) implements PayOutcome {

        public Doubtful {
            if (!(then instanceof Failed) && !(then instanceof Again)) {
                throw new IllegalArgumentException("only a no is doubted");
            }
        }
    }

    /**
     * No money was taken, and it is worth asking anew for the same sale.
     *
     * @param pause how long to wait
     * @param most how often at most
     */
    record Again(Outcome reason, Duration pause, int most) implements PayOutcome {}

    /** Nobody knows: no answer, or one that says nothing. */
    record Unknown() implements PayOutcome {}

    /** The wallet has the request and will never say what became of it: a person has to look at its books. */
    record Untold() implements PayOutcome {}

    /** The wallet never received the request, so the same one may be sent again. */
    record NotFound() implements PayOutcome {}

    /** Only from a release: what was held is the customer's again. */
    record Released() implements PayOutcome {}
}
