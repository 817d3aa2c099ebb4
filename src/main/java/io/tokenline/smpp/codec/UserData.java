package io.tokenline.smpp.codec;

import java.util.Arrays;

/**
 * The user data of a message: which part of a longer one it is, and its text octets (3GPP TS 23.040, 9.2.3.24).
 *
 * @param reference what the parts of one text have in common, 0 for a message of its own
 * @param part 1 for the first or only part
 * @param parts 1 for a message of its own
 * @param text octets after the header
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
public record UserData(int reference, int part, int parts, byte[] text) {

    /** Told apart from an 8-bit reference of the same number. */
    private static final int WIDE = 0x10000;
    /** Told apart from the references of headers. */
    private static final int SAR = 0x20000;

    private static final int CONCAT_8 = 0x00;
    private static final int CONCAT_16 = 0x08;

    /**
     * Reads user data that begins with a header. Unknown elements are skipped; a header that does not fit is taken for
     * text, so that nothing is lost.
     */
    public static UserData parse(byte[] octets) {
        if (octets.length == 0 || (octets[0] & 0xFF) + 1 > octets.length) {
            return alone(octets);
        }
        int end = (octets[0] & 0xFF) + 1;
        byte[] text = Arrays.copyOfRange(octets, end, octets.length);
        int position = 1;
        while (position + 2 <= end) {
            int element = octets[position] & 0xFF;
            int length = octets[position + 1] & 0xFF;
            int last = position + 1 + length;
            if (last >= end) {
                break;
            }
            if (element == CONCAT_8 && length == 3) {
                return concatenated(octets[last - 2] & 0xFF, octets[last - 1] & 0xFF, octets[last] & 0xFF, text);
            }
            if (element == CONCAT_16 && length == 4) {
                int reference = WIDE | PduCheck.int16(octets, last - 3);
                return concatenated(reference, octets[last - 1] & 0xFF, octets[last] & 0xFF, text);
            }
            position = last + 1;
        }
        return alone(text);
    }

    /** A message of its own. */
    public static UserData alone(byte[] text) {
        return new UserData(0, 1, 1, text);
    }

    /**
     * A part that the sar_ parameters speak of; numbers that cannot be are those of a message of its own.
     *
     * @param reference 0 to 0xFFFF
     */
    public static UserData segment(int reference, int parts, int part, byte[] text) {
        return concatenated(SAR | reference, parts, part, text);
    }

    private static UserData concatenated(int reference, int parts, int part, byte[] text) {
        return parts < 2 || part == 0 || part > parts ? alone(text) : new UserData(reference, part, parts, text);
    }
}
