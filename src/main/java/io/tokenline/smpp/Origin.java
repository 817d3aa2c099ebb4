package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.smpp.codec.DeliverSm;
import java.util.concurrent.CompletableFuture;

/** The bind over which a message came, whichever side opened it. */
interface Origin {

    /** The operator account or link that every other room knows it by. */
    String account();

    /** How the gateway speaks. */
    Dialect dialect();

    /** Whether the operator speaks for this phone. */
    boolean covers(Msisdn phone);

    /** Whether a dialog or a text may begin now; it counts towards what the operator may begin in a second. */
    boolean admits();

    /** What a sequence_number is unique in. */
    Object bind();

    /** Does this once the response with this message id is on the wire. */
    void afterResponse(String messageId, Runnable action);

    /** Sends a screen. */
    CompletableFuture<Answer> show(DeliverSm message);
}
