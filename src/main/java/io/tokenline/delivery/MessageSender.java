package io.tokenline.delivery;

import java.util.concurrent.CompletionStage;

/** The way out to the operators; implemented by the room that speaks their protocol. */
public interface MessageSender {

    /** Instead of an account's name: whichever account is bound. */
    String ANY_LINK = "*";

    /**
     * Sends a text without waiting for the operator's answer.
     *
     * @return completes, within the link's response time, on a thread that must not be kept; never exceptionally
     */
    CompletionStage<Sent> send(OutboundText text);
}
