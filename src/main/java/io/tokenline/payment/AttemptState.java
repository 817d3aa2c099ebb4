package io.tokenline.payment;

/** Where a payment attempt stands. */
public enum AttemptState {
    /** To be asked. */
    REQUESTED,
    /** Being asked now; if nobody says how it went, it is UNKNOWN. */
    ASKING,
    /** The wallet accepted the request; the customer decides. */
    ASKED,
    /** To be found out by a query. */
    UNKNOWN,
    /** The money is held for us, and the token waits. */
    HELD,
    /** The token is made: what is held is to be taken. */
    CAPTURING,
    /** There is no token: what is held is to be let go. */
    RELEASING,
    /** The money is taken. */
    PAID,
    /** What was held is the customer's again. */
    RELEASED,
    /** No money was taken; where only the phone was not reached, the wallet is asked once more: its prompt may arrive late. */
    FAILED,
    /** The customer's time is over; soft: late money still counts, and the wallet is asked for it for a day. */
    EXPIRED;

    /** Whether the wallet is still to be heard of. */
    boolean isOpen() {
        return this == REQUESTED || this == ASKING || this == ASKED || this == UNKNOWN;
    }

    /** Whether the money is, or was, taken or held. */
    boolean isSettled() {
        return this == HELD || this == CAPTURING || this == RELEASING || this == PAID || this == RELEASED;
    }
}
