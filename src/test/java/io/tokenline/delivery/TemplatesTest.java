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
import java.text.Bidi;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts customers read, of every language. */
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
            Map.entry("wallets", "M-Pesa, Airtel"),
            Map.entry("when", "2026-03-01 12:00"),
            Map.entry("until", "2026-03-08 12:00"),
            Map.entry("meters", String.join("\n", Collections.nCopies(5, "0123000000077 mama mzazi 1"))));

    private static final boolean REVIEWED_ONLY = Boolean.getBoolean("ussd.reviewed");

    /** Languages whose letters are not in the GSM alphabet. */
    private static final Set<String> UNICODE = Set.of("am", "ar");

    /** What may stand in the way of a sale before money moves. */
    private static final Set<Outcome> REFUSALS = EnumSet.complementOf(EnumSet.of(
            Outcome.OK,
            Outcome.PAYMENT_DECLINED,
            Outcome.PAYMENT_CANCELLED,
            Outcome.PAYMENT_EXPIRED,
            Outcome.PAYMENT_UNKNOWN,
            Outcome.PAYMENT_NO_FUNDS,
            Outcome.PAYMENT_WRONG_PIN,
            Outcome.PAYMENT_UNREACHABLE,
            Outcome.PAYMENT_BUSY,
            Outcome.PAYMENT_LIMIT,
            Outcome.PAYMENT_NOT_REGISTERED,
            Outcome.PAYMENT_AMOUNT_MISMATCH,
            Outcome.PHONE_NOT_REGISTERED,
            Outcome.REFUND_UNSUPPORTED,
            Outcome.REFUND_REFUSED,
            Outcome.REFUND_NOT_DUE,
            Outcome.INTERNAL_ERROR,
            Outcome.MONEY_NOT_BACK,
            Outcome.TOKEN_NOT_DUE,
            Outcome.WALLET_UNKNOWN,
            Outcome.REGISTRATION_REFUSED,
            Outcome.FLOAT_UNKNOWN,
            Outcome.FLOAT_EXISTS,
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
            Outcome.QUOTE_CHANGED,
            Outcome.TARIFF_UNKNOWN,
            Outcome.TARIFF_EXISTS,
            Outcome.TARIFF_CURRENCY,
            Outcome.TARIFF_BACKDATED,
            Outcome.TARIFF_IN_FORCE,
            Outcome.SAME_PERSON,
            Outcome.ALREADY_DECIDED,
            Outcome.DIFFERENCE_UNKNOWN,
            Outcome.DIFFERENCES_OPEN,
            Outcome.DIFFERENCES_TOO_MANY,
            Outcome.DAY_NOT_OVER,
            Outcome.STATEMENT_MISSING,
            Outcome.STATEMENT_INCOMPLETE,
            Outcome.METER_REPLACED,
            Outcome.METER_EXISTS,
            Outcome.ACCOUNT_TAKEN,
            Outcome.DEBT_UNKNOWN,
            Outcome.DEBT_EXISTS,
            Outcome.SALE_UNDER_WAY,
            Outcome.IMPORT_RUNNING,
            Outcome.FILE_TOO_LARGE));

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
        assertTrue(
                Set.of(REVIEWED_ONLY ? "true" : "false", "true").contains(String.valueOf(texts.remove("reviewed"))),
                "a native speaker has to review messages/" + language + ".properties, and say so in it");
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
    void everyTextOfEnglishExistsInEachLanguageWithTheSamePlaceholders() {
        Map<String, Set<String>> english = placeholders("en");
        for (String language : Templates.LANGUAGES) {
            Map<String, Set<String>> translated = placeholders(language);
            assertEquals(english.keySet(), translated.keySet(), language);
            // a script of long SMS may leave out what it has no room for, but never a token
            english.forEach((name, used) -> {
                Set<String> mine = translated.getOrDefault(name, Set.of());
                assertTrue(used.containsAll(mine), language + " " + name);
                assertEquals(used.contains("{token}"), mine.contains("{token}"), language + " " + name);
                assertEquals(used.contains("{keys}"), mine.contains("{keys}"), language + " " + name);
            });
        }
    }

    @Test
    void everyTextIsAsShortAsItsScriptAllows() {
        for (String language : Templates.LANGUAGES) {
            for (String name : texts(language).stringPropertyNames()) {
                String text = worst(language, name);
                boolean gsm = Gsm7.canEncode(text);
                assertTrue(gsm || UNICODE.contains(language), () -> language + " " + name + ": " + text);
                int length = gsm ? Gsm7.septets(text) : text.length();
                assertTrue(
                        length <= room(language, name), () -> language + " " + name + " has " + length + ": " + text);
            }
        }
    }

    private String worst(String language, String name) {
        Map<String, String> values = new HashMap<>(LONGEST);
        values.put("keys", keys(language));
        return templates.render(language, name, values);
    }

    /** One SMS; those of a key change two. In UCS-2 an SMS has 70 characters, and a part of more 67. */
    private static int room(String language, String name) {
        boolean keyChange = name.equals("token.key_change") || name.equals("key_change.again");
        if (!UNICODE.contains(language)) {
            return keyChange ? 2 * 153 : 160;
        }
        if (name.equals("help") || name.equals("token.short") || name.equals("language.choose")) {
            return 70;
        }
        return 67 * (keyChange ? 4 : name.equals("meters") ? 3 : 2);
    }

    @Test
    void aPhoneThatWritesFromRightToLeftShowsDigitsAndCodesInTheirOrder() {
        for (String name : texts("ar").stringPropertyNames()) {
            for (String line : worst("ar", name).split("\n", -1)) {
                String shown = shownFromRightToLeft(line).replace("\u200E", "");
                Stream.of("token", "code", "amount", "received", "when", "until", "reference", "units")
                        .map(LONGEST::get)
                        .filter(line::contains)
                        .forEach(value -> assertTrue(shown.contains(value), name + " shows " + shown));
            }
        }
    }

    /** As a phone whose own language is written so lays a line out (UAX #9). */
    private static String shownFromRightToLeft(String line) {
        Bidi bidi = new Bidi(line, Bidi.DIRECTION_RIGHT_TO_LEFT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        String[] parts = new String[runs];
        for (int i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String run = line.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            parts[i] =
                    levels[i] % 2 == 0 ? run : new StringBuilder(run).reverse().toString();
        }
        Bidi.reorderVisually(levels, 0, parts, 0, runs);
        return String.join("", parts);
    }

    @Test
    void withoutMarksTheGroupsOfATokenWouldBeTurnedRound() {
        assertEquals("9012 5678 1234", shownFromRightToLeft("1234 5678 9012"));
    }

    private String keys(String language) {
        return String.join("\n", Collections.nCopies(4, templates.render(language, "key_change.line", LONGEST)));
    }

    @Test
    void everyRefusalOfASaleHasATextForTheCustomerAndOneForTheOperator() {
        for (Outcome refusal : REFUSALS) {
            for (String language : Templates.LANGUAGES) {
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
        assertEquals(templates.render("en", "help", values), templates.render("xx", "help", values));
    }

    @Test
    void aValueIsTakenAsItIs() {
        String text = templates.render("en", "help", Map.of("code", "$1 \\ {meter}"));
        assertTrue(text.contains("Or dial $1 \\ {meter}."), text);
    }
}
