package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandId;

/** What a peer binds for. */
public enum BindKind {
    /** It sends to us. */
    TRANSMITTER,
    /** It receives from us. */
    RECEIVER,
    /** Both. */
    TRANSCEIVER;

    /** Whether we may send messages to it. */
    public boolean receives() {
        return this != TRANSMITTER;
    }

    /** Whether it may send messages to us. */
    public boolean sends() {
        return this != RECEIVER;
    }

    /** What we are to a peer of this kind, and he is to us. */
    BindKind counterpart() {
        return switch (this) {
            case TRANSMITTER -> RECEIVER;
            case RECEIVER -> TRANSMITTER;
            case TRANSCEIVER -> TRANSCEIVER;
        };
    }

    /** The command_id of the bind. */
    int command() {
        return switch (this) {
            case TRANSMITTER -> CommandId.BIND_TRANSMITTER;
            case RECEIVER -> CommandId.BIND_RECEIVER;
            case TRANSCEIVER -> CommandId.BIND_TRANSCEIVER;
        };
    }

    static BindKind of(int commandId) {
        return switch (commandId) {
            case CommandId.BIND_TRANSMITTER -> TRANSMITTER;
            case CommandId.BIND_RECEIVER -> RECEIVER;
            case CommandId.BIND_TRANSCEIVER -> TRANSCEIVER;
            default -> throw new IllegalArgumentException("no bind: " + commandId);
        };
    }
}
