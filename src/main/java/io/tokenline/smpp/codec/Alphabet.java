package io.tokenline.smpp.codec;

import java.nio.charset.StandardCharsets;

/** What data_coding 0 stands for with a peer: the SMSC's default alphabet, which SMPP leaves open. */
public enum Alphabet {
    /** The GSM 7-bit default alphabet, one septet an octet. */
    GSM,
    /** ISO 8859-1. */
    LATIN1,
    /** 7-bit ASCII. */
    ASCII;

    /** Reads octets of data_coding 0; what cannot be read becomes a replacement. */
    public String decode(byte[] octets) {
        return switch (this) {
            case GSM -> Gsm7.decode(octets);
            case LATIN1 -> new String(octets, StandardCharsets.ISO_8859_1);
            case ASCII -> new String(octets, StandardCharsets.US_ASCII);
        };
    }

    /** Writes a text that {@link #holds}. */
    byte[] encode(String text) {
        return switch (this) {
            case GSM -> Gsm7.encode(text);
            case LATIN1 -> Gsm7.simplified(text).getBytes(StandardCharsets.ISO_8859_1);
            case ASCII -> Gsm7.simplified(text).getBytes(StandardCharsets.US_ASCII);
        };
    }

    /**
     * Whether a text, typographic signs made plain, loses nothing in this alphabet. Whatever the alphabet on the line,
     * the network sends GSM 7-bit to the phone, so a text must fit that, too.
     */
    boolean holds(String text) {
        String plain = Gsm7.simplified(text);
        return Gsm7.canEncode(plain)
                && switch (this) {
                    case GSM -> true;
                    case LATIN1 -> StandardCharsets.ISO_8859_1.newEncoder().canEncode(plain);
                    case ASCII -> StandardCharsets.US_ASCII.newEncoder().canEncode(plain);
                };
    }
}
