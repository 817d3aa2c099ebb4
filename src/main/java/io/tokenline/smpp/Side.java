package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandId;

/**
 * Which end of a bind we are. Operators send us submit_sm where they bind to us, and deliver_sm where we bind to them;
 * bodies are the same (SMPP 5.0, 4.2.1 and 4.3.1). The two are told apart where a PDU leaves or enters the wire, and
 * nowhere else: every session behind it speaks as a message centre.
 */
enum Side {
    /** They bound to us: we are the message centre. */
    LISTENER,
    /** We bound to them: we are the ESME. */
    LINK;

    /** A command as the session behind the wire knows it, or as the wire does: the same turn both ways. */
    int turned(int commandId) {
        if (this == LISTENER) {
            return commandId;
        }
        return switch (commandId & ~CommandId.RESPONSE) {
            case CommandId.DELIVER_SM -> (commandId & CommandId.RESPONSE) | CommandId.SUBMIT_SM;
            case CommandId.SUBMIT_SM -> (commandId & CommandId.RESPONSE) | CommandId.DELIVER_SM;
            default -> commandId;
        };
    }
}
