package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;

/** Told, inside the transaction that records it, what became of the money; implemented by the room that sells. */
public interface PaymentListener {

    /** What is to be done with money that a wallet holds for us. */
    enum Hold {
        /** Nothing yet: the token waits. */
        KEEP,
        /** The token is made: take it. */
        CAPTURE,
        /** There will be no token: let go of it. */
        RELEASE
    }

    /** What a sale does with money that a wallet has taken for it. */
    enum Taken {
        /** It buys the token. */
        SOLD,
        /** It is another amount than was asked: a person decides. */
        OTHER_AMOUNT,
        /** It came late and buys something else by now: it goes back. */
        TOO_LATE,
        /** The sale was paid before: it goes back. */
        TWICE
    }

    /** How the return of a sale's own money stands. */
    enum Returning {
        PROPOSED,
        WITHDRAWN,
        REQUESTED,
        UNKNOWN,
        FAILED
    }

    /** The money of a sale is taken. */
    Taken paid(String saleReference, Money received);

    /** The money of a sale is held. */
    Hold held(String saleReference, Money held);

    /** Whether a sale's money is to go back: a person looks after the sale, and it has no token. */
    boolean mayGiveBack(String saleReference);

    /** A sale's own money is about to go back, or not. */
    void returning(String saleReference, Returning step);

    /**
     * Money went back to the customer.
     *
     * @param refundId names the refund: told once more, it is the same
     * @param own whether it is what the sale was paid with; else it came twice
     */
    void refunded(String saleReference, String refundId, Money returned, boolean own);

    /**
     * No money was taken: declined, cancelled, or (soft: money may still come) expired. PAYMENT_UNKNOWN where the wallet has
     * not said so: another reason follows once it has, or the money does.
     */
    void unpaid(String saleReference, Outcome reason);
}
