package io.tokenline.ussd.menu;

import java.util.Map;

/**
 * One row that an action gave for a list, such as a saved meter.
 *
 * @param key stable and normalised, 1 to {@value #KEY} characters; becomes the answer, and is what a direct dial names
 *     the row by
 * @param values texts by column
 */
public record Row(String key, Map<String, String> values) {

    /** The most characters of a key. */
    public static final int KEY = 24;

    public Row {
        values = Map.copyOf(values);
        if (key.isBlank() || key.length() > KEY) {
            throw new IllegalArgumentException("a row needs a key of 1 to " + KEY + " characters");
        }
    }
}
