package io.tokenline.ussd.menu;

/** Counts text as a USSD screen carries it: in the GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1), or in UCS-2. */
public final class GsmText {

    /** Septets of a screen that every gateway we know of shows whole. */
    public static final int SCREEN = 160;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";
    /** Septets by character, 0 for one that is not in the alphabet; the euro is the last that is. */
    private static final byte[] SEPTETS = table();

    private GsmText() {}

    /** Septets the text takes; a character of the extension table takes two, an unknown one counts as one. */
    public static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            septets += Math.max(1, septets(text.charAt(i)));
        }
        return septets;
    }

    /** Whether every character has a place in the alphabet; a text with any other goes out in UCS-2. */
    public static boolean isGsm(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (septets(text.charAt(i)) == 0) {
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

    private static int septets(char c) {
        return c < SEPTETS.length ? SEPTETS[c] : 0;
    }

    private static byte[] table() {
        byte[] table = new byte['€' + 1];
        BASIC.chars().forEach(c -> table[c] = 1);
        EXTENDED.chars().forEach(c -> table[c] = 2);
        return table;
    }
}
