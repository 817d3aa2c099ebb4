package io.tokenline.smpp.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a text by its data_coding (SMPP 5.0, 4.7.7; 3GPP TS 23.038, 4 and 5). */
public final class TextCoding {

    /** The SMSC's default alphabet: GSM 7-bit, unpacked. */
    public static final int DEFAULT = 0x00;
    /** UCS-2, big-endian. */
    public static final int UCS2 = 0x08;
    /** The cell broadcast coding that USSD gateways use: GSM 7-bit, language unspecified. */
    public static final int USSD = 0x0F;

    private TextCoding() {}

    /**
     * Decodes what a peer sent; it never fails, an unknown coding is read as well as can be.
     *
     * @param dataCoding the octet on the wire, 0 to 255
     * @param alphabet what data_coding 0 stands for
     */
    public static String decode(int dataCoding, byte[] octets, Alphabet alphabet) {
        return switch (dataCoding & 0xFF) {
            case DEFAULT -> alphabet.decode(octets);
            case 0x01 -> new String(octets, StandardCharsets.US_ASCII);
            case 0x02, 0x03, 0x04 -> new String(octets, StandardCharsets.ISO_8859_1);
            case 0x08, 0x18, 0x48 -> ucs2(octets, 0);
            case 0x10 -> Gsm7.decode(withoutPreamble(octets, 3));
            case 0x11 -> ucs2(octets, 2);
            default -> grouped(dataCoding & 0xFF, octets);
        };
    }

    /** The groups of 3GPP TS 23.038: message class, message waiting, general data coding. */
    private static String grouped(int dataCoding, byte[] octets) {
        boolean messageClass = (dataCoding & 0xF0) == 0xF0;
        boolean general = (dataCoding & 0xC0) == 0x40;
        if (messageClass ? (dataCoding & 0x04) != 0 : general && (dataCoding & 0x0C) == 0x04) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
        if (!messageClass && (general ? (dataCoding & 0x0C) == 0x08 : (dataCoding & 0xF0) == 0xE0)) {
            return ucs2(octets, 0);
        }
        return Gsm7.decode(octets);
    }

    /** An odd octet at the end is dropped: it is half a character. */
    private static String ucs2(byte[] octets, int from) {
        int start = Math.min(from, octets.length);
        return new String(octets, start, (octets.length - start) & ~1, StandardCharsets.UTF_16BE);
    }

    private static byte[] withoutPreamble(byte[] octets, int length) {
        return octets.length < length ? octets : Arrays.copyOfRange(octets, length, octets.length);
    }
}
