package io.tokenline.ussd.menu;

/** Counts text as a USSD screen carries it: GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1). */
public final class GsmText {

    /** Septets of a screen that every gateway we know of shows whole. */
    public static final int SCREEN = 160;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "\f^{}\\[~]|€";

    private GsmText() {}

    /** Septets the text takes; a character of the extension table takes two, an unknown one counts as one. */
    public static int septets(String text) {
        return text.length()
                + (int) text.chars().filter(c -> EXTENDED.indexOf(c) >= 0).count();
    }

    /** Whether every character has a place in the alphabet. */
    public static boolean isGsm(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
    }

    /** The text with unknown characters as {@code ?}, cut to so many septets. */
    public static String fit(String text, int septets) {
        StringBuilder fitted = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            String c = text.substring(i, i + 1);
            String shown = isGsm(c) ? c : "?";
            used += septets(shown);
            if (used > septets) {
                break;
            }
            fitted.append(shown);
        }
        return fitted.toString();
    }
}
