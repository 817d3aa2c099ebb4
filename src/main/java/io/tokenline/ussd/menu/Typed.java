package io.tokenline.ussd.menu;

/** What phones send for what their owners pressed. */
final class Typed {

    private Typed() {}

    /** Without space around it, and with the digits of every script as 0 to 9: Arabic phones send their own. */
    static String plain(String typed) {
        String stripped = typed.strip();
        if (stripped.chars().allMatch(c -> c < 0x80)) {
            return stripped;
        }
        StringBuilder plain = new StringBuilder(stripped.length());
        stripped.codePoints().forEach(point -> {
            int digit = Character.digit(point, 10);
            if (digit >= 0) {
                plain.append((char) ('0' + digit));
            } else {
                plain.appendCodePoint(point);
            }
        });
        return plain.toString();
    }
}
