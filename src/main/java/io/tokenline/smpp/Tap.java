package io.tokenline.smpp;

/** Sees every PDU of a connection, as it came or went; it must neither block nor throw. */
interface Tap {

    /** Sees nothing. */
    Tap NONE = new Tap() {
        @Override
        public void received(byte[] pdu) {}

        @Override
        public void sent(byte[] pdu) {}
    };

    /** A whole PDU of the peer's, sound or not. */
    void received(byte[] pdu);

    /** A PDU of ours that was handed to the network. */
    void sent(byte[] pdu);
}
