package io.tokenline.smpp;

/** How a connection of a link to an operator stands. */
public enum BindState {
    /** It is being opened. */
    CONNECTING,
    /** It is bound. */
    BOUND,
    /** The gateway could not be reached, or the connection broke; it is tried again soon. */
    UNREACHABLE,
    /** The gateway said no; it is tried again, slowly where only somebody's change can help. */
    REFUSED,
    /** The password cannot be read: the key store is closed. */
    LOCKED,
    /** The gateway is to call, by an outbind. */
    WAITING,
    /** It is to stay closed. */
    CLOSED
}
