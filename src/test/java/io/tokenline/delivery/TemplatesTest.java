package io.tokenline.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Outcome;
import io.tokenline.smpp.codec.Gsm7;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
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
    private static final Map<String, String> LONGEST = Map.ofEntries(
            Map.entry("meter", "0123000000077"),
            Map.entry("token", "1234 5678 9012 3456 7890"),
            Map.entry("units", "1000.0"),
            Map.entry("amount", "KES 20000.00"),
            Map.entry("received", "KES 20000.00"),
            Map.entry("minimum", "KES 50.00"),
            Map.entry("maximum", "KES 20000.00"),
            Map.entry("lines", "Energy:17241.38\nVAT 16%:2758.62"),
            Map.entry("reference", "ABCDEFGH"),
            Map.entry("code", "*120*55#"),
            Map.entry("count", "4"),
            Map.entry("number", "4"),
            Map.entry("value", "18201624"),
            Map.entry("what", "Kikomo cha tofauti ya fezi: 18201624 W"),
            Map.entry("when", "2026-03-01 12:00"));

    /** In two parts, each of which gives 7 septets to its header. */
    private static final int TWO_PARTS = 2 * 153;

    /** What may stand in the way of a sale before money moves. */
    private static final Set<Outcome> REFUSALS = EnumSet.complementOf(EnumSet.of(
            Outcome.OK,
            Outcome.PAYMENT_DECLINED,
            Outcome.PAYMENT_CANCELLED,
            Outcome.PAYMENT_EXPIRED,
            Outcome.PAYMENT_AMOUNT_MISMATCH,
            Outcome.TID_WAIT,
            Outcome.KEY_WEAK,
            Outcome.KEY_LENGTH,
            Outcome.KEY_EXISTS,
            Outcome.KEY_CHANGE_UNKNOWN,
            Outcome.VALUE_INVALID,
            Outcome.REQUEST_UNKNOWN,
            Outcome.PROPOSAL_UNKNOWN,
            Outcome.TOKEN_UNKNOWN,
            Outcome.TOO_MANY,
            Outcome.PERSON_UNKNOWN,
            Outcome.PERSON_INVALID,
            Outcome.PASSWORD_INVALID,
            Outcome.LINK_UNKNOWN,
            Outcome.LINK_INVALID,
            Outcome.OPERATOR_NAME_TAKEN,
            Outcome.ACCOUNT_UNKNOWN,
            Outcome.ACCOUNT_INVALID,
            Outcome.AGGREGATOR_UNKNOWN,
            Outcome.AGGREGATOR_INVALID,
            Outcome.PROFILE_INVALID,
            Outcome.SAME_PERSON,
            Outcome.ALREADY_DECIDED));

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
                Map<String, String> values = new HashMap<>(LONGEST);
                values.put("keys", keys(language));
                String text = templates.render(language, name, values);
                assertTrue(Gsm7.canEncode(text), () -> language + " " + name + ": " + text);
                int septets = Gsm7.septets(text);
                int room = name.equals("token.key_change") || name.equals("key_change.again") ? TWO_PARTS : 160;
                assertTrue(septets <= room, () -> language + " " + name + " has " + septets + " septets: " + text);
            }
        }
    }

    private String keys(String language) {
        return String.join("\n", Collections.nCopies(4, templates.render(language, "key_change.line", LONGEST)));
    }

    @Test
    void everyRefusalOfASaleHasATextForTheCustomerAndOneForTheOperator() {
        for (Outcome refusal : REFUSALS) {
            for (String language : List.of("en", "sw")) {
                assertFalse(templates.render(language, refusal.name(), LONGEST).isBlank());
            }
            assertTrue(refusal.explanation().length() > 20, refusal::name);
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
        assertTrue(text.contains("Or dial $1 \\ {meter}."), text);
    }
}
