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

    /**
     * The money of a sale is taken.
     *
     * @return whether the sale takes it; otherwise it was paid before, and this money is to be given back
     */
    boolean paid(String saleReference, Money received);

    /** The money of a sale is held. */
    Hold held(String saleReference, Money held);

    /** No money was taken: declined, cancelled, or (soft: money may still come) expired. */
    void unpaid(String saleReference, Outcome reason);
}
