package io.tokenline.tariff;

import java.util.Map;

/**
 * The name of a receipt line.
 *
 * @param name as it is printed where there is nothing better, and as everything else in a tariff calls the line
 * @param byLanguage language code to the name in that language; may be empty
 */
public record Title(String name, Map<String, String> byLanguage) {

    public Title {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a receipt line has a name");
        }
        byLanguage = Map.copyOf(byLanguage);
    }

    /** A name that is the same in every language. */
    public Title(String name) {
        this(name, Map.of());
    }

    /** What is printed for customers of a language. */
    public String in(String language) {
        return byLanguage.getOrDefault(language, name);
    }
}
