package io.tokenline.delivery;

/** What an operator said to a text. */
public enum SendResult {
    /** Accepted by the operator; on a link where he is the receiver, that is delivered. */
    ACCEPTED,
    /** Taken by the operator, who tells later by a receipt what became of it. */
    TAKEN,
    /** No bind of this account is open: nothing was sent, try again. */
    NO_LINK,
    /** As much is under way on this account's binds as they take: nothing was sent, there is room in a moment. */
    BUSY,
    /** Refused for now (throttled, queue full, temporary error). */
    REFUSED_FOR_NOW,
    /** Refused for good (bad address, bad content). */
    REFUSED,
    /** Sent, but no answer came: may have arrived; the same text may be sent again. */
    UNKNOWN
}
