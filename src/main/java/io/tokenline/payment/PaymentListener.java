package io.tokenline.payment;

import io.tokenline.Money;
import io.tokenline.Outcome;

/** Told, inside the transaction that records it, what became of the money; implemented by the room that sells. */
public interface PaymentListener {

    /** The money of a sale is taken. */
    void paid(String saleReference, Money received);

    /** No money was taken: declined, cancelled, or (soft: money may still come) expired. */
    void unpaid(String saleReference, Outcome reason);
}
