package io.tokenline.books;

/**
 * Where our books and a wallet's disagree.
 *
 * @param kind how
 * @param sale its reference; empty where we know of none
 * @param receipt the wallet's number of the payment; empty where there is none
 * @param oursMinor what we have as taken, in the currency's smallest unit; 0 where we have nothing
 * @param theirsMinor what the wallet has as taken; 0 where it has nothing, or was not asked
 */
public record Difference(Kind kind, String sale, String receipt, long oursMinor, long theirsMinor) {

    /** How books can disagree. */
    public enum Kind {
        /** We count a payment that no statement has. */
        MISSING_AT_WALLET,
        /** The wallet took money that we know nothing of: it lies in suspense until a person places it. */
        MISSING_HERE,
        /** Both have it, with different amounts. */
        AMOUNT_DIFF,
        /** A sale was paid more than once, or a statement has the same payment more than once. */
        DUPLICATE,
        /** A token was made and no wallet took money for it: an alarm. */
        TOKEN_WITHOUT_PAYMENT,
        /** Money was taken, and there is no token for it: {@link Age} says for how long. */
        PAYMENT_WITHOUT_TOKEN,
        /** The wallet gave a payment back, and we know nothing of it: its token may be out. */
        RETURN_UNKNOWN,
        /** We count a payment as given back, and the wallet's statement does not have it. */
        RETURN_MISSING
    }

    /** Where a difference stands. */
    public enum State {
        /** It waits for a person. */
        OPEN,
        /** A person said what it was, or why it may stay. */
        RESOLVED,
        /** A later comparison did not find it any more. */
        GONE
    }
}
