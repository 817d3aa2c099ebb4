package io.tokenline.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.Gsm7;
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
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The texts customers read, of both languages. */
class TemplatesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /** The longest value that each placeholder can have. */
    private static final Map<String, String> LONGEST = Map.of(
            "meter", "0123000000077",
            "token", "1234 5678 9012 3456 7890",
            "units", "1000.0",
            "amount", "KES 20000.00",
            "received", "KES 20000.00",
            "minimum", "KES 50.00",
            "maximum", "KES 20000.00",
            "lines", "Energy:17241.38\nVAT 16%:2758.62",
            "reference", "ABCDEFGH",
            "code", "*120*55#");

    private final Templates templates = new Templates();

    private static Properties texts(String language) {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(
                        TemplatesTest.class.getResourceAsStream("/messages/" + language + ".properties")),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Map<String, Set<String>> placeholders(String language) {
        Map<String, Set<String>> byName = new HashMap<>();
        texts(language)
                .forEach((name, text) -> byName.put(
                        name.toString(),
                        PLACEHOLDER
                                .matcher(text.toString())
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.toSet())));
        return byName;
    }

    @Test
    void everyTextOfEnglishExistsInSwahiliWithTheSamePlaceholders() {
        Map<String, Set<String>> english = placeholders("en");
        Map<String, Set<String>> swahili = placeholders("sw");
        assertEquals(english.keySet(), swahili.keySet());
        english.forEach((name, used) -> assertEquals(used, swahili.get(name), name));
    }

    @Test
    void everyTextFitsOneSmsInTheWorstCase() {
        for (String language : List.of("en", "sw")) {
            for (String name : texts(language).stringPropertyNames()) {
                String text = templates.render(language, name, LONGEST);
                assertTrue(Gsm7.canEncode(text), () -> language + " " + name + ": " + text);
                int septets = Gsm7.septets(text);
                assertTrue(septets <= 160, () -> language + " " + name + " has " + septets + " septets: " + text);
            }
        }
    }

    @Test
    void aMissingValueOrTemplateIsABugOfTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> templates.render("en", "none such", Map.of()));
        assertThrows(IllegalArgumentException.class, () -> templates.render("en", "help", Map.of()));
    }

    @Test
    void aLanguageThatWeDoNotSpeakIsEnglish() {
        Map<String, String> values = Map.of("code", "*1#");
        assertEquals(templates.render("en", "help", values), templates.render("fr", "help", values));
    }

    @Test
    void aValueIsTakenAsItIs() {
        String text = templates.render("en", "help", Map.of("code", "$1 \\ {meter}"));
        assertTrue(text.endsWith("$1 \\ {meter}"), text);
    }
}
