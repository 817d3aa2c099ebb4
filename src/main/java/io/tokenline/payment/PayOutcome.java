package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;

/** What a wallet says of a payment attempt. Silence is UNKNOWN, never a failure. */
public sealed interface PayOutcome {

    /** The wallet took the request; the customer decides now. */
    record Accepted(String externalId) implements PayOutcome {}

    /**
     * The money is taken.
     *
     * @param externalId the wallet's own reference
     * @param received what it took, which may differ from what was asked
     */
    record Paid(String externalId, Money received) implements PayOutcome {}

    /** The wallet says no, for good: no money was taken. */
    record Failed(Outcome reason) implements PayOutcome {}

    /** Nobody knows: no answer, or one that says nothing. */
    record Unknown() implements PayOutcome {}

    /** Only from a query: the wallet never received the request, so it may be asked anew. */
    record NotFound() implements PayOutcome {}
}
