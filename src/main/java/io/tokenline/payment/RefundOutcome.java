package io.tokenline.payment;

import io.tokenline.Outcome;

/** What a wallet says of giving money back. */
public sealed interface RefundOutcome {

    /** It took the request and will tell, or is asked, under this reference; empty where it gave none. */
    record Accepted(String externalId) implements RefundOutcome {}

    /** The customer has his money again. */
    record Refunded(String externalId) implements RefundOutcome {}

    /** It says no, for good. */
    record Refused(Outcome reason) implements RefundOutcome {}

    /** Nobody knows. */
    record Unknown() implements RefundOutcome {}

    /** This request surely did not leave us, so it may be sent again. */
    record NotSent() implements RefundOutcome {}

    /** Only from a query: it never received the request, so the same one may be sent again. */
    record NotFound() implements RefundOutcome {}
}
