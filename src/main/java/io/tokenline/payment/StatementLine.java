package io.tokenline.payment;

import io.tokenline.Money;
import java.time.Instant;

/**
 * One payment in a wallet's own books.
 *
 * @param receipt the wallet's number of it
 * @param reference what stands there of ours, the sale's reference or an account; may be empty
 * @param amount what was taken
 * @param at when
 */
public record StatementLine(String receipt, String reference, Money amount, Instant at) {

    public StatementLine {
        if (receipt.isBlank()) {
            throw new IllegalArgumentException("a line of a statement has a receipt number");
        }
    }
}
