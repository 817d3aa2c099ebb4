package io.tokenline.smpp.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text as it goes out: in the default alphabet where that loses nothing, else in UCS-2; in one message where it fits,
 * else in parts. No part ends in the middle of an escaped or a surrogate pair.
 *
 * @param dataCoding of every part
 * @param parts at most {@link #MAX_PARTS}
 */
public record LongText(int dataCoding, List<Part> parts) {

    /** Septets of a message of its own. */
    public static final int SINGLE = 160;
    /** The longest message that is sent; what is beyond is cut. */
    public static final int MAX_PARTS = 10;

    private static final int SINGLE_UCS2 = 70;
    private static final int SCREEN_OCTETS = 160;
    private static final int UDHI = 0x40;

    /**
     * One message.
     *
     * @param esmClass 0x40 where the text begins with a header
     * @param text short_message
     * @param parameters that say which part it is, or hold the text
     */
    @SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
    public record Part(int esmClass, byte[] text, List<Tlv> parameters) {

        public Part {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * One screen.
     *
     * @param unicode whether it is in UCS-2
     * @param cut whether something is missing
     */
    @SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
    public record Screen(boolean unicode, byte[] octets, boolean cut) {}

    public LongText {
        parts = List.copyOf(parts);
    }

    /**
     * Divides a text.
     *
     * @param alphabet of data_coding 0
     * @param reference the same for all parts, different for messages that follow each other; as many low bits of it
     *     are used as there is room for
     */
    public static LongText of(String text, Alphabet alphabet, Concatenation way, int reference) {
        boolean unicode = !alphabet.holds(text);
        String plain = unicode ? text : Gsm7.simplified(text);
        int single = unicode ? SINGLE_UCS2 : SINGLE;
        List<String> pieces = end(plain, 0, single, unicode) == plain.length()
                ? List.of(plain)
                : pieces(plain, unicode ? way.characters() : way.septets(), unicode);
        List<byte[]> bodies =
                pieces.stream().map(piece -> octets(piece, alphabet, unicode)).toList();
        return new LongText(
                unicode ? TextCoding.UCS2 : TextCoding.DEFAULT,
                bodies.size() == 1 ? List.of(new Part(0, bodies.get(0), List.of())) : parts(bodies, way, reference));
    }

    /**
     * A text cut hard to one screen.
     *
     * @param alphabet of the coding that screens are sent in
     * @param maxSeptets of a screen, each an octet for the gateway; UCS-2 takes two of them, and 160 are the most
     */
    public static Screen screen(String text, Alphabet alphabet, int maxSeptets) {
        boolean unicode = !alphabet.holds(text);
        String plain = unicode ? text : Gsm7.simplified(text);
        int end = end(plain, 0, unicode ? Math.min(SCREEN_OCTETS, maxSeptets) / 2 : maxSeptets, unicode);
        return new Screen(unicode, octets(plain.substring(0, end), alphabet, unicode), end < plain.length());
    }

    private static List<String> pieces(String text, int max, boolean unicode) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length() && pieces.size() < MAX_PARTS; ) {
            int end = end(text, from, max, unicode);
            pieces.add(text.substring(from, end));
            from = end;
        }
        return pieces;
    }

    /** Where a piece must end that begins here and has at most so many septets, or units of UCS-2. */
    private static int end(String text, int from, int max, boolean unicode) {
        int position = from;
        int used = 0;
        while (position < text.length()) {
            int point = text.codePointAt(position);
            used += unicode ? Character.charCount(point) : Gsm7.septetsOf(point);
            if (used > max) {
                return position;
            }
            position += Character.charCount(point);
        }
        return position;
    }

    private static byte[] octets(String text, Alphabet alphabet, boolean unicode) {
        return unicode ? text.getBytes(StandardCharsets.UTF_16BE) : alphabet.encode(text);
    }

    private static List<Part> parts(List<byte[]> bodies, Concatenation way, int reference) {
        if (way == Concatenation.PAYLOAD) {
            byte[] whole = bodies.stream().reduce(new byte[0], LongText::joined);
            return List.of(new Part(0, new byte[0], List.of(new Tlv(Tlv.MESSAGE_PAYLOAD, whole))));
        }
        List<Part> parts = new ArrayList<>();
        for (byte[] body : bodies) {
            parts.add(part(body, way, reference, bodies.size(), parts.size() + 1));
        }
        return parts;
    }

    private static Part part(byte[] body, Concatenation way, int reference, int total, int number) {
        byte high = (byte) (reference >> 8);
        byte low = (byte) reference;
        return switch (way) {
            case UDH16 ->
                new Part(UDHI, joined(new byte[] {6, 8, 4, high, low, (byte) total, (byte) number}, body), List.of());
            case SAR ->
                new Part(
                        0,
                        body,
                        List.of(
                                new Tlv(Tlv.SAR_MESSAGE_REFERENCE, new byte[] {high, low}),
                                new Tlv(Tlv.SAR_TOTAL_SEGMENTS, new byte[] {(byte) total}),
                                new Tlv(Tlv.SAR_SEGMENT_SEQNUM, new byte[] {(byte) number})));
            default -> new Part(UDHI, joined(new byte[] {5, 0, 3, low, (byte) total, (byte) number}, body), List.of());
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
