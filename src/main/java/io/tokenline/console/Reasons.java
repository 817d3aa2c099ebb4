package io.tokenline.console;

import org.jspecify.annotations.Nullable;

/** Why somebody does what is written down. */
final class Reasons {

    private static final int MIN = 5;
    private static final int MAX = 200;

    private Reasons() {}

    /**
     * A reason that says something.
     *
     * @throws Refusal where it is missing, or has fewer than 5 or more than 200 characters
     */
    static String checked(@Nullable String reason) {
        String text = reason == null ? "" : reason.strip();
        if (text.length() < MIN || text.length() > MAX) {
            throw Refusal.invalid("Say why: a reason has " + MIN + " to " + MAX + " characters.");
        }
        return text;
    }
}
