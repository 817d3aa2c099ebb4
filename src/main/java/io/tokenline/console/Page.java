package io.tokenline.console;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: {@code ?after=&limit=}. A list is an array of objects, each with the key ({@code id}
 * or {@code name}) that asks, as {@code after}, for what follows it; a page that is not full is the last.
 *
 * @param after the key of the last one that the caller has; empty at the beginning
 * @param limit how many he wants, 1 to 500
 */
public record Page(String after, int limit) {

    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 500;
    private static final int AFTER_MAX = 120;

    public Page {
        if (limit < 1 || limit > LIMIT_MAX || after.length() > AFTER_MAX) {
            throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " lines");
        }
    }

    /**
     * Reads the two parameters, of which either may be missing.
     *
     * @throws Refusal where one cannot be
     */
    public static Page of(@Nullable String after, @Nullable String limit) {
        String key = after == null ? "" : after;
        if (key.length() > AFTER_MAX) {
            throw Refusal.invalid("after is the id or name of the last line of the page before.");
        }
        if (limit == null || limit.isEmpty()) {
            return new Page(key, LIMIT_DEFAULT);
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > LIMIT_MAX) {
            throw Refusal.invalid("limit is a whole number from 1 to " + LIMIT_MAX + ".");
        }
        return new Page(key, Integer.parseInt(limit));
    }

    /**
     * The key where keys are numbers.
     *
     * @param beginning what stands for the beginning of the list
     * @throws Refusal where it is no number
     */
    public long afterId(long beginning) {
        if (after.isEmpty()) {
            return beginning;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw Refusal.invalid("after is the id of the last line of the page before, a whole number.");
        }
        return Long.parseLong(after);
    }
}
