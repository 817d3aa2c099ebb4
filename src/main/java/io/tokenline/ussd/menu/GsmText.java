package io.tokenline.ussd.menu;

import java.util.HashMap;
import java.util.Map;

/** Counts text as a USSD screen carries it: in the GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1), or in UCS-2. */
public final class GsmText {

    /** Septets of a screen that every gateway we know of shows whole. */
    public static final int SCREEN = 160;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    private static final Map<Character, Integer> SEPTETS = table();

    private GsmText() {}

    /** Septets the text takes; a character of the extension table takes two, an unknown one counts as one. */
    public static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            septets += SEPTETS.getOrDefault(text.charAt(i), 1);
        }
        return septets;
    }

    /** Whether every character has a place in the alphabet; a text with any other goes out in UCS-2. */
    public static boolean isGsm(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!SEPTETS.containsKey(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The text with unknown characters as {@code ?}. */
    public static String reduced(String text) {
        if (isGsm(text)) {
            return text;
        }
        StringBuilder reduced = new StringBuilder();
        text.codePoints().forEach(point -> {
            String c = Character.toString(point);
            reduced.append(isGsm(c) ? c : "?");
        });
        return reduced.toString();
    }

    /** The first characters of a value that take no more than so many septets, on one line. */
    public static String fit(String value, int septets) {
        StringBuilder fitted = new StringBuilder();
        int used = 0;
        for (int i = 0; i < value.length(); ) {
            int point = value.codePointAt(i);
            String c = Character.isISOControl(point) ? " " : Character.toString(point);
            used += septets(c);
            if (used > septets) {
                break;
            }
            fitted.append(c);
            i += Character.charCount(point);
        }
        return fitted.toString();
    }

    private static Map<Character, Integer> table() {
        Map<Character, Integer> table = new HashMap<>();
        BASIC.chars().forEach(c -> table.put((char) c, 1));
        EXTENDED.chars().forEach(c -> table.put((char) c, 2));
        return Map.copyOf(table);
    }
}
