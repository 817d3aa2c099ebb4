package io.tokenline.vending;

import io.tokenline.payment.PaymentListener;
import java.util.EnumSet;
import java.util.Set;

/** Where a sale stands. An arrow that is not here is a bug. */
public enum SaleState {
    /** Confirmed; the wallet is asked, or the customer decides. */
    PAYMENT_REQUESTED,
    /** The wallet has not said whether it took the money, and is asked on, or a person looks: money still buys the token. */
    PAYMENT_UNKNOWN,
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
    MANUAL_REVIEW,
    /** Somebody wants the money to go back, and waits for a second person. */
    REFUND_PENDING,
    /** The wallet is asked to give the money back. */
    REFUND_REQUESTED,
    /** Nobody knows whether the money went back. */
    REFUND_UNKNOWN,
    /** The wallet does not give the money back: a person decides. */
    REFUND_FAILED,
    /** The customer has his money again. */
    REFUNDED;

    private static final Set<SaleState> LATE = EnumSet.of(PAYMENT_FAILED, CANCELLED, PAYMENT_EXPIRED);

    /** Where the return of its money leads a sale. */
    static SaleState of(PaymentListener.Returning step) {
        return switch (step) {
            case PROPOSED -> REFUND_PENDING;
            case WITHDRAWN -> MANUAL_REVIEW;
            case REQUESTED -> REFUND_REQUESTED;
            case UNKNOWN -> REFUND_UNKNOWN;
            case FAILED -> REFUND_FAILED;
        };
    }

    /** Where a sale may go from here. */
    Set<SaleState> next() {
        return switch (this) {
            case PAYMENT_REQUESTED ->
                EnumSet.of(PAYMENT_UNKNOWN, PAYMENT_FAILED, CANCELLED, PAYMENT_EXPIRED, HELD, PAID, MANUAL_REVIEW);
            case PAYMENT_UNKNOWN -> EnumSet.of(PAYMENT_FAILED, CANCELLED, PAYMENT_EXPIRED, HELD, PAID, MANUAL_REVIEW);
            case PAYMENT_FAILED, CANCELLED, PAYMENT_EXPIRED -> EnumSet.of(HELD, PAID, MANUAL_REVIEW);
            case HELD -> EnumSet.of(TOKEN_ISSUED, PAYMENT_FAILED);
            case PAID -> EnumSet.of(TOKEN_ISSUED, MANUAL_REVIEW);
            case MANUAL_REVIEW -> EnumSet.of(PAID, REFUND_PENDING, REFUND_REQUESTED);
            case REFUND_FAILED -> EnumSet.of(REFUND_PENDING, REFUND_REQUESTED);
            case REFUND_PENDING -> EnumSet.of(REFUND_REQUESTED, MANUAL_REVIEW);
            case REFUND_REQUESTED -> EnumSet.of(REFUNDED, REFUND_UNKNOWN, REFUND_FAILED);
            case REFUND_UNKNOWN -> EnumSet.of(REFUNDED, REFUND_REQUESTED, REFUND_FAILED);
            case TOKEN_ISSUED, REFUNDED -> EnumSet.noneOf(SaleState.class);
        };
    }

    /** Whether money would still buy the token; later it is too much. */
    boolean takesMoney() {
        return mayBePaid() || isLate();
    }

    /** Whether nobody knows yet whether money comes, or has come. */
    boolean mayBePaid() {
        return this == PAYMENT_REQUESTED || this == PAYMENT_UNKNOWN;
    }

    /** Whether no money came in its time: money that comes now is late. */
    boolean isLate() {
        return LATE.contains(this);
    }

    /** What is to become of money that is held for it. */
    PaymentListener.Hold hold() {
        return switch (this) {
            case HELD -> PaymentListener.Hold.KEEP;
            case TOKEN_ISSUED -> PaymentListener.Hold.CAPTURE;
            default -> PaymentListener.Hold.RELEASE;
        };
    }

    /** Whether its money may go back, or is on the way. */
    boolean mayGiveBack() {
        return this == MANUAL_REVIEW || isReturning();
    }

    /** Whether its money is on the way back, or was. */
    boolean isReturning() {
        return this == REFUND_PENDING || this == REFUND_REQUESTED || this == REFUND_UNKNOWN || this == REFUND_FAILED;
    }

    /** Whether the wallet took money for it, even if that went back. */
    boolean wasTaken() {
        return this == REFUNDED || (isPaid() && this != HELD);
    }

    /** Whether money is here, or held, and the token is to come. */
    boolean waitsForToken() {
        return this == HELD || this == PAID;
    }

    /** Whether it waits until a person has decided. */
    boolean isForAPerson() {
        return this == MANUAL_REVIEW || isReturning();
    }

    /** Whether the wallet's money is with us, or held for us. */
    public boolean isPaid() {
        return this == HELD || this == PAID || this == TOKEN_ISSUED || this == MANUAL_REVIEW || isReturning();
    }
}
