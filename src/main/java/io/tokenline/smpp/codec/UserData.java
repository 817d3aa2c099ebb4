package io.tokenline.smpp.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The user data of a message: which part of a longer one it is, and its text octets (3GPP TS 23.040, 9.2.3.24).
 *
 * @param part 1 for the first or only part
 * @param parts 1 for a message of its own
 * @param text octets after the header
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
public record UserData(int part, int parts, byte[] text) {

    /** Septets of a message of its own. */
    public static final int SINGLE = 160;
    /** Septets of one part of a longer message, beside its header of six octets. */
    public static final int PART = 153;
    /** The longest message that is sent, in parts. */
    public static final int MAX_PARTS = 10;

    private static final int CONCAT_8 = 0x00;
    private static final int CONCAT_16 = 0x08;

    /**
     * Reads user data that begins with a header. Unknown elements are skipped; a header that does not fit is taken for
     * text, so that nothing is lost.
     */
    public static UserData parse(byte[] octets) {
        if (octets.length == 0 || (octets[0] & 0xFF) + 1 > octets.length) {
            return new UserData(1, 1, octets);
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
            if ((element == CONCAT_8 && length == 3) || (element == CONCAT_16 && length == 4)) {
                return concatenated(octets[last - 1] & 0xFF, octets[last] & 0xFF, text);
            }
            position = last + 1;
        }
        return new UserData(1, 1, text);
    }

    /**
     * Makes the short_message of each part of a text: the septets alone where they fit one message, else parts with an
     * 8-bit reference. A text longer than {@link #MAX_PARTS} parts is cut.
     *
     * @param reference the same for all parts, different for messages that follow each other; its low octet is used
     */
    public static List<byte[]> split(String text, int reference) {
        byte[] septets = Gsm7.encode(text);
        if (septets.length <= SINGLE) {
            return List.of(septets);
        }
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < septets.length && bodies.size() < MAX_PARTS; ) {
            int end = Gsm7.cut(septets, from, PART);
            bodies.add(Arrays.copyOfRange(septets, from, end));
            from = end;
        }
        List<byte[]> messages = new ArrayList<>();
        for (byte[] body : bodies) {
            byte[] header = {5, 0, 3, (byte) reference, (byte) bodies.size(), (byte) (messages.size() + 1)};
            byte[] message = Arrays.copyOf(header, header.length + body.length);
            System.arraycopy(body, 0, message, header.length, body.length);
            messages.add(message);
        }
        return List.copyOf(messages);
    }

    /** A text cut hard to at most {@code max} septets, as octets to send; no escape pair is torn. */
    public static byte[] screen(String text, int max) {
        byte[] septets = Gsm7.encode(text);
        return Arrays.copyOf(septets, Gsm7.cut(septets, 0, max));
    }

    private static UserData concatenated(int parts, int part, byte[] text) {
        return parts == 0 || part == 0 || part > parts ? new UserData(1, 1, text) : new UserData(part, parts, text);
    }
}
