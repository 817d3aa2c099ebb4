package io.tokenline.vending;

import java.util.EnumSet;
import java.util.Set;

/** Where a sale stands. An arrow that is not here is a bug. */
public enum SaleState {
    /** Confirmed; the wallet is asked, or the customer decides. */
    PAYMENT_REQUESTED,
    /** The wallet said no, for good or so it seems: money that arrives after all still counts. */
    PAYMENT_FAILED,
    /** The customer said no. */
    CANCELLED,
    /** The customer's time is over; late money counts. */
    PAYMENT_EXPIRED,
    /** The wallet holds the money for us until the token is made; without a token it lets go. */
    HELD,
    /** The money is here, the token is not made yet. */
    PAID,
    /** The token is made and its SMS is owed. */
    TOKEN_ISSUED,
    /** The money is here and no token can be made, or money came that nobody asked for: a person decides. */
    MANUAL_REVIEW;

    /** Where a sale may go from here. */
    Set<SaleState> next() {
        return switch (this) {
            case PAYMENT_REQUESTED -> EnumSet.of(PAYMENT_FAILED, CANCELLED, PAYMENT_EXPIRED, HELD, PAID, MANUAL_REVIEW);
            case PAYMENT_FAILED, CANCELLED, PAYMENT_EXPIRED -> EnumSet.of(HELD, PAID, MANUAL_REVIEW);
            case HELD -> EnumSet.of(TOKEN_ISSUED, PAYMENT_FAILED);
            case PAID -> EnumSet.of(TOKEN_ISSUED, MANUAL_REVIEW);
            case TOKEN_ISSUED, MANUAL_REVIEW -> EnumSet.noneOf(SaleState.class);
        };
    }

    /** Whether the wallet's money is with us, or held for us. */
    public boolean isPaid() {
        return this == HELD || this == PAID || this == TOKEN_ISSUED || this == MANUAL_REVIEW;
    }
}
