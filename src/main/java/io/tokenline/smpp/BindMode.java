package io.tokenline.smpp;

import java.util.List;

/** How we bind to an operator's gateway. */
public enum BindMode {
    /** Each bind is a transceiver. */
    TRX,
    /** Each bind is a pair: a transmitter and a receiver. */
    TX_RX;

    /** What the gateway may do on each of the connections that make one bind. */
    List<BindKind> peers() {
        return this == TRX
                ? List.of(BindKind.TRANSCEIVER)
                // where we transmit, the gateway receives
                : List.of(BindKind.RECEIVER, BindKind.TRANSMITTER);
    }
}
