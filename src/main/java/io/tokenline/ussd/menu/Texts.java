package io.tokenline.ussd.menu;

import java.util.Map;

/**
 * One text of a menu in every language of its service.
 *
 * @param byLanguage language code to text; {@code {name}} stands for a value
 */
public record Texts(Map<String, String> byLanguage) {

    public Texts {
        byLanguage = Map.copyOf(byLanguage);
    }

    /** The text in one language; empty where the file lacks it, which the reader reports. */
    public String in(String language) {
        return byLanguage.getOrDefault(language, "");
    }
}
