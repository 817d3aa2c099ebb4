package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandStatus;
import java.util.OptionalInt;

/**
 * What became of a request that we sent to a peer.
 *
 * @param kind whether there was a response
 * @param commandStatus of the response
 * @param messageId what the peer calls the message; empty where it does not say
 */
record Answer(Kind kind, int commandStatus, String messageId) {

    /** It was not sent: the window is full, or the bind is gone. */
    static final Answer NOT_SENT = new Answer(Kind.NOT_SENT, 0, "");

    /** It was sent, and no response came in time or before the bind ended. */
    static final Answer UNKNOWN = new Answer(Kind.UNKNOWN, 0, "");

    /** Whether there was a response. */
    enum Kind {
        NOT_SENT,
        RESPONDED,
        UNKNOWN
    }

    /** The peer's response. */
    static Answer of(int commandStatus, String messageId) {
        return new Answer(Kind.RESPONDED, commandStatus, messageId);
    }

    /** What the peer said; empty where it said nothing. */
    OptionalInt status() {
        return kind == Kind.RESPONDED ? OptionalInt.of(commandStatus) : OptionalInt.empty();
    }

    /** Whether the peer accepted it. */
    boolean accepted() {
        return kind == Kind.RESPONDED && commandStatus == CommandStatus.OK;
    }
}
