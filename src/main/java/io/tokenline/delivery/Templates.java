package io.tokenline.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of SMS, of every language beside each other in {@code messages/}; only {@code {name}} is replaced. */
@ApplicationScoped
public class Templates {

    /** ISO 639-1; the first is that of whoever never chose. */
    public static final List<String> LANGUAGES = List.of("en", "sw", "so", "fr", "pt", "am", "ar");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final Map<String, Properties> byLanguage = new HashMap<>();

    /** Reads all languages. */
    public Templates() {
        for (String language : LANGUAGES) {
            byLanguage.put(language, read(language));
        }
    }

    /**
     * A text with its values filled in.
     *
     * @param language English where we do not speak it
     * @param name of the template
     * @throws IllegalArgumentException where the template or a value is missing
     */
    public String render(String language, String name, Map<String, String> values) {
        Properties texts = byLanguage.getOrDefault(language, byLanguage.get(LANGUAGES.get(0)));
        String template = Objects.requireNonNull(texts).getProperty(name);
        if (template == null) {
            throw new IllegalArgumentException("no message template is named " + name);
        }
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("the message template " + name + " wants {" + match.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static Properties read(String language) {
        String resource = "/messages/" + language + ".properties";
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Templates.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
