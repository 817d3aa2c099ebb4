package io.tokenline.smpp.codec;

/** The ways to send a text that is too long for one message; exactly one of them is used for a message. */
public enum Concatenation {
    /** A user data header with an 8-bit reference (3GPP TS 23.040, 9.2.3.24.1). */
    UDH8(153, 67),
    /** A user data header with a 16-bit reference (3GPP TS 23.040, 9.2.3.24.8). */
    UDH16(152, 66),
    /** The sar_ parameters; the SMSC makes a header of them, of whichever size (SMPP 5.0, 4.8.4.48). */
    SAR(152, 66),
    /** message_payload: the whole text in one PDU, which the SMSC divides (SMPP 5.0, 4.8.4.36). */
    PAYLOAD(153, 67);

    private final int septets;
    private final int characters;

    Concatenation(int septets, int characters) {
        this.septets = septets;
        this.characters = characters;
    }

    /** Septets of a part in the default alphabet. */
    int septets() {
        return septets;
    }

    /** UTF-16 units of a part in UCS-2. */
    int characters() {
        return characters;
    }
}
