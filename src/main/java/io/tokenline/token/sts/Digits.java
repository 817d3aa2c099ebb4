package io.tokenline.token.sts;

import java.util.Optional;

/** Decimal digits as people type them: grouped by spaces or dashes. */
final class Digits {

    /** Longer input is refused unread; the longest number here has 20 digits. */
    private static final int MAX_TYPED = 64;

    private static final String[] PAIRS = pairs();

    private Digits() {}

    /** A number from 0 to 99 in two digits. */
    static String pair(int number) {
        return PAIRS[number];
    }

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

    private static String[] pairs() {
        String[] pairs = new String[100];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = Integer.toString(pairs.length + i).substring(1);
        }
        return pairs;
    }
}
