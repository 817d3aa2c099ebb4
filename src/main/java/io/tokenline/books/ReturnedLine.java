package io.tokenline.books;

import io.tokenline.Money;
import java.time.Instant;

/**
 * Money that went back by a wallet's own books.
 *
 * @param receipt the wallet's number of the return
 * @param original its number of the payment that went back; empty where the statement does not say
 * @param reference what stands there of ours, a sale's reference or that of a payment or refund; may be empty
 * @param amount how much, more than nothing
 * @param at when
 */
record ReturnedLine(String receipt, String original, String reference, Money amount, Instant at) {

    ReturnedLine {
        if (receipt.isBlank() || amount.minor() <= 0) {
            throw new IllegalArgumentException("a return has a receipt number and an amount");
        }
    }

    /** Whether it says whose money went back; a wallet's fees and what goes to the bank say nothing of the kind. */
    static boolean isOne(String receipt, String original, String reference) {
        return (!original.isEmpty() && !original.equals(receipt)) || BillReference.isOurs(reference);
    }
}
