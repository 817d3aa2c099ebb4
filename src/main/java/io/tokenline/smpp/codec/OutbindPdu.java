package io.tokenline.smpp.codec;

/**
 * What an outbind says: a message centre has connected and asks to be bound to (SMPP 3.4, 4.1.7). It has no response.
 *
 * @param systemId how the message centre calls itself
 * @param password its password, for nobody's eyes
 */
public record OutbindPdu(String systemId, String password) {

    /** Reads an outbind that {@link PduCheck} found well built. */
    public static OutbindPdu parse(byte[] pdu) {
        int password = BindPdu.afterString(pdu, PduCheck.HEADER);
        return new OutbindPdu(
                BindPdu.string(pdu, PduCheck.HEADER, password),
                BindPdu.string(pdu, password, BindPdu.afterString(pdu, password)));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "OutbindPdu[" + systemId + "]";
    }
}
