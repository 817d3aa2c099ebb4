package io.tokenline.smpp.codec;

import java.util.Arrays;
import java.util.Map;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1), unpacked: one septet an octet.
 *
 * <p>The national shift tables of its annex A are not used: English, Swahili and Somali need no letter beyond the
 * default alphabet, and there is no table for French. What the alphabet lacks, such as ê or œ, goes out in UCS-2. Texts
 * that come in with a shift header are commands and digits, which are in the default alphabet whatever the table.
 */
public final class Gsm7 {

    /** The septet that announces a character of the extension table. */
    public static final int ESCAPE = 0x1B;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅå"
            + "Δ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ"
            + " !\"#¤%&'()*+,-./"
            + "0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNO"
            + "PQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmno"
            + "pqrstuvwxyzäöñüà";
    private static final Map<Integer, Character> EXTENSION = Map.of(
            0x0A, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2F, '\\', 0x3C, '[', 0x3D, '~', 0x3E, ']', 0x40, '|', 0x65,
            '€');
    /** What {@link #septetOf} says of a character that the alphabet lacks. */
    private static final int NONE = 0xFF;

    private static final byte[] SEPTETS = septetTable();
    private static final Map<Character, String> SIMPLER = Map.ofEntries(
            Map.entry('‘', "'"),
            Map.entry('’', "'"),
            Map.entry('‚', "'"),
            Map.entry('“', "\""),
            Map.entry('”', "\""),
            Map.entry('„', "\""),
            Map.entry('«', "\""),
            Map.entry('»', "\""),
            Map.entry('‐', "-"),
            Map.entry('‑', "-"),
            Map.entry('–', "-"),
            Map.entry('—', "-"),
            Map.entry('−', "-"),
            Map.entry('…', "..."),
            Map.entry('•', "*"),
            Map.entry('\u00A0', " "),
            Map.entry('\u2009', " "),
            Map.entry('\u202F', " "),
            Map.entry('\t', " "),
            Map.entry('`', "'"),
            Map.entry('´', "'"),
            Map.entry('ç', "Ç"));

    private Gsm7() {}

    /** The septets of a text; typographic signs become plain ones, what the alphabet lacks becomes a question mark. */
    public static byte[] encode(String text) {
        String plain = simplified(text);
        byte[] septets = new byte[2 * plain.length()];
        int length = 0;
        for (int i = 0; i < plain.length(); i++) {
            int septet = septetOf(plain.charAt(i));
            if (septet == NONE) {
                septets[length++] = '?';
                i += Character.charCount(plain.codePointAt(i)) - 1;
            } else {
                if (septet > 0x7F) {
                    septets[length++] = ESCAPE;
                }
                septets[length++] = (byte) (septet & 0x7F);
            }
        }
        return Arrays.copyOf(septets, length);
    }

    /** How many septets a text takes; a character of the extension table takes two. */
    public static int septets(String text) {
        return encode(text).length;
    }

    /** The text with plain signs for typographic ones; what else the alphabet lacks stays. */
    static String simplified(String text) {
        if (canEncode(text)) {
            return text; // no typographic sign is in the alphabet
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(SIMPLER.getOrDefault(c, String.valueOf(c)));
        }
        return plain.toString();
    }

    /** Whether a text can be sent without replacing anything. */
    public static boolean canEncode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (septetOf(text.charAt(i)) == NONE) {
                return false;
            }
        }
        return true;
    }

    /** The septets of one character, two for one of the extension table. */
    static int septetsOf(int point) {
        int septet = point > Character.MAX_VALUE ? NONE : septetOf((char) point);
        return septet != NONE && septet > 0x7F ? 2 : 1;
    }

    /**
     * The text of unpacked septets. It never fails: bit 7 is ignored, an unknown extension is read as the basic
     * character, a lonely escape as a space.
     */
    public static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            int septet = septets[i] & 0x7F;
            if (septet != ESCAPE) {
                text.append(BASIC.charAt(septet));
            } else if (i + 1 == septets.length || (septets[i + 1] & 0x7F) == ESCAPE) {
                text.append(' ');
            } else {
                i++;
                int extended = septets[i] & 0x7F;
                text.append(EXTENSION.getOrDefault(extended, BASIC.charAt(extended)));
            }
        }
        return text.toString();
    }

    /** The septet of a character, with bit 7 where it is one of the extension table. */
    private static int septetOf(char c) {
        return c < SEPTETS.length ? SEPTETS[c] & 0xFF : NONE;
    }

    /** By character, as far as the last one of the alphabet. */
    private static byte[] septetTable() {
        byte[] table = new byte['€' + 1];
        Arrays.fill(table, (byte) NONE);
        for (int i = 0; i < BASIC.length(); i++) {
            if (i != ESCAPE) {
                table[BASIC.charAt(i)] = (byte) i;
            }
        }
        EXTENSION.forEach((septet, c) -> table[c] = (byte) (septet | 0x80));
        return table;
    }
}
