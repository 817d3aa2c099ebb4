package io.tokenline.token.sts;

import java.util.Optional;

/** Decimal digits as people type them: grouped by spaces or dashes. */
final class Digits {

    /** Longer input is refused unread; the longest number here has 20 digits. */
    private static final int MAX_TYPED = 64;

    private Digits() {}

    /** The digits without what groups them; empty where anything else stands between or the input is too long. */
    static Optional<String> ungrouped(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c != '-' && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(digits.toString());
    }

    static boolean only(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
