package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.ussd.menu.InputType;
import io.tokenline.yaml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lints the menus of {@code -Dussd.menus=DIR}, by default those of the server; and the linter itself. */
class MenuLintTest {

    private static final MenuReader READER = new MenuReader(Vocabulary.prepaid(Map.of(
            "meter_number",
            InputType.of(18, typed -> new InputType.Accepted(typed, typed)),
            "money",
            new MoneyInput(Currency.getInstance("KES")))));

    /** A service that is right; the tests below break one thing each. */
    static final String VALID = """
            service: small
            languages: [en, sw]
            reviewed: {en: false, sw: false}
            start: main
            nav:
              back: {dial: "0", text: {en: Back, sw: Rudi}}
              home: {dial: "00", text: {en: Home, sw: Mwanzo}}
            messages:
              wrong_choice: {en: Wrong number., sw: Namba si sahihi.}
              too_many_tries: {en: "Too often. Dial {code}.", sw: "Mara nyingi mno. Piga {code}."}
              session_ended: {en: Over., sw: Umeisha.}
              wrong_code: {en: Not ours., sw: Si yetu.}
              dial_too_long: {en: Too long., sw: Ndefu mno.}
              apology: {en: Sorry., sw: Samahani.}
            screens:
              main:
                menu:
                  text: {en: Hello, sw: Habari}
                  options:
                    - {key: buy, dial: "1", text: {en: Buy, sw: Nunua}, goto: meter}
                    - {key: bye, dial: "2", text: {en: Bye, sw: Kwaheri}, goto: bye}
              meter:
                input:
                  arg: meter
                  type: meter_number
                  text: {en: "Meter?", sw: "Mita?"}
                  invalid: {en: "No meter.", sw: "Si mita."}
                  goto: amount
              amount:
                input:
                  arg: amount
                  type: money
                  min: 50
                  text: {en: "Amount?", sw: "Kiasi?"}
                  invalid: {en: "No amount.", sw: "Si kiasi."}
                  too_low: {en: "More.", sw: "Zaidi."}
                  goto: confirm
              confirm:
                confirm:
                  text: {en: "Pay {amount} for {meter}?", sw: "Lipa {amount} kwa {meter}?"}
                  yes: {text: {en: Pay, sw: Lipa}, goto: buy}
                  no: {text: {en: No, sw: Hapana}, goto: bye}
              buy:
                action:
                  name: buy
                  on:
                    OK: done
                    AMOUNT_TOO_LOW: {say: {en: "More.", sw: "Zaidi."}, goto: amount}
                    otherwise: bye
              done:
                end:
                  text: {en: "Request {reference}.", sw: "Ombi {reference}."}
              bye:
                end:
                  text: {en: Bye, sw: Kwaheri}
            """;

    @TestFactory
    Stream<DynamicTest> everyMenuOfTheFolderIsWithoutFault() throws IOException {
        Path folder = Path.of(System.getProperty("ussd.menus", "ussd-menus"));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertFalse(files.isEmpty(), "no *.yaml in " + folder);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    MenuReader.Result result = reader().read(file.toString(), Files.readString(file));
                    assertInstanceOf(MenuReader.Read.class, result, "\n" + result);
                }));
    }

    /** With {@code -Dussd.reviewed=true} every language must have been reviewed by a native speaker. */
    private static MenuReader reader() {
        return Boolean.getBoolean("ussd.reviewed") ? READER.insistingOnReview() : READER;
    }

    @Test
    void aRightMenuIsRead() {
        MenuReader.Read read = assertInstanceOf(MenuReader.Read.class, lint(VALID));
        assertEquals("small", read.menu().service());
        assertEquals(List.of("en", "sw"), read.menu().languages());
        assertEquals(7, read.menu().screens().size());
    }

    @Test
    void aServerWithoutItsMenuDoesNotStart() {
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> READER.packaged("ussd-menus/none.yaml"));
        assertEquals("the menu ussd-menus/none.yaml is not on the class path", failure.getMessage());
    }

    @Test
    void theVersionChangesWithTheContentOnly() {
        String version = version(VALID);
        assertEquals(version, version(VALID));
        assertFalse(version.equals(version(VALID.replace("Hello", "Hi there"))));
    }

    static Stream<Arguments> rightVariants() {
        return Stream.of(
                Arguments.of("one language", oneLanguage()),
                Arguments.of("a retries number", VALID.replace("start: main", "start: main\nretries: 2")),
                Arguments.of("an input without bounds", VALID.replaceAll("(?m)^ *(min|too_low):.*\n", "")),
                Arguments.of(
                        "a comment and quotes", "# ours\n" + VALID.replace("service: small", "service: \"small\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightVariants")
    void theseAreRightToo(String what, String yaml) {
        MenuReader.Result result = lint(yaml);
        assertInstanceOf(MenuReader.Read.class, result, what + "\n" + result);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                broken(
                        "service: small",
                        "service: small\ncolour: blue",
                        "m.yaml:2:1: unknown key 'colour' in the file"),
                broken("text: {en: Hello, sw: Habari}", "text: {en: Hello}", ":18:13: 'text' lacks the language sw"),
                broken("sw: Habari}", "sw: Habari, fr: Salut}", "unknown key 'fr' in 'text'; write one of en, sw"),
                broken("goto: meter}", "goto: metre}", ":20:67: there is no screen 'metre'; write one of amount, buy"),
                broken(
                        "  bye:\n    end",
                        "  lost:\n    end: {text: {en: Lost, sw: Potea}}\n  bye:\n    end",
                        "no way leads to the screen 'lost'"),
                broken("dial: \"2\"", "dial: \"1\"", "the digit 1 stands twice in the screen 'main'"),
                broken("dial: \"2\"", "dial: \"0\"", "the digit 0 means back, home or more"),
                broken("dial: \"2\"", "dial: \"*\"", "'*' cannot be dialled"),
                broken("key: bye", "key: buy", "the key 'buy' stands twice"),
                broken("type: money", "type: cash", "unknown input type 'cash'; write one of meter_number, money"),
                broken(
                        "name: buy",
                        "name: sell",
                        "unknown action 'sell'; write one of buy, find_meter, hide_meter, last_amount"),
                broken("{reference}.\", sw", "{ref}.\", sw", "{ref} is not known on every way to the screen 'done'"),
                broken(
                        "en: Bye, sw: Kwaheri}\n",
                        "en: \"{amount}\", sw: Kwaheri}\n",
                        "{amount} is not known on every way"),
                broken("{amount} for", "{amount|cash} for", "braces are for placeholders only"),
                broken("en: Hello", "en: " + "Hello ".repeat(27), "too long: "),
                broken("en: Wrong number.", "en: " + "Wrong ".repeat(25), "too long with wrong_choice: "),
                broken("en: \"More.\"", "en: \"" + "More ".repeat(31) + "\"", "too long with its screen: "),
                broken(
                        "goto: confirm\n",
                        "goto: buy\n",
                        "'buy' spends money and must stand behind the yes of a confirm"),
                broken("goto: bye}\n  meter", "goto: buy}\n  meter", "'buy' spends money and must"),
                broken("start: main", "start: buy", "'buy' spends money; begin with a menu"),
                broken("start: main", "start: home", "there is no screen 'home'"),
                broken("otherwise: bye", "PAID: bye", "has no 'otherwise'"),
                broken("otherwise: bye", "otherwise: bye\n        PAID: bye", "unknown outcome 'PAID'"),
                broken("        OK: done\n", "", "has no 'OK'"),
                broken("too_low: {en: \"More.\", sw: \"Zaidi.\"}\n", "retries: 3\n", "has no 'too_low'"),
                broken("min: 50", "min: fifty", "'min' must be a number"),
                broken("min: 50", "min: 50\n      max: 40\n      too_high: {en: a, sw: b}", "is above 'max'"),
                broken("en: Hello", "en: \"Hello \u2019\"", "not in the GSM alphabet: \u2019"),
                broken("  meter:\n    input", "  meter:\n    question", "unknown kind of screen 'question'"),
                broken("      goto: amount\n", "", "has no 'goto'"),
                broken("arg: amount", "arg: code", "'code' cannot name an answer"),
                broken("arg: amount", "arg: total", "the action 'buy' needs 'amount'"),
                broken("[en, sw]", "[en, sw, en]", "'en' cannot be a language here"),
                broken("en: Buy,", "en: \"Buy {code}\",", "an option takes no placeholder"),
                broken("apology:", "apologies:", "'messages' has no 'apology'"),
                broken("\"00\"", "\"0\"", "two keys of 'nav' have the digit 0; write 0, 00 and 98"),
                broken("goto: amount}\n", "goto: buy}\n", "'buy' is an action and shows nothing"),
                broken("start: main\n", "start: main\nstart: main\n", "'start' stands twice in the file"),
                broken("languages: [en, sw]", "languages: [en, sw", "this is not YAML"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void aFaultIsReportedWithItsPlace(String right, String wrong, String message) {
        assertTrue(VALID.contains(right), right);
        MenuReader.Faulty faulty = assertInstanceOf(MenuReader.Faulty.class, lint(VALID.replace(right, wrong)));
        assertTrue(faulty.toString().contains(message), faulty.toString());
        assertTrue(faulty.faults().stream().allMatch(f -> f.toString().matches("m\\.yaml:\\d+:\\d+: (?s).+")));
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        String yaml = VALID.replace("type: money", "type: cash")
                .replace("goto: meter}", "goto: metre}")
                .replace("sw: Habari}", "}")
                .replace("apology:", "apologies:");
        MenuReader.Faulty faulty = assertInstanceOf(MenuReader.Faulty.class, lint(yaml));
        for (String part : List.of("'cash'", "'metre'", "lacks the language sw", "'apologies'", "'apology'")) {
            assertTrue(faulty.toString().contains(part), part + " in\n" + faulty);
        }
        assertEquals(
                faulty.faults().stream().map(Fault::line).sorted().toList(),
                faulty.faults().stream().map(Fault::line).toList());
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void rubbishIsReportedNotThrown(String yaml) {
        MenuReader.Faulty faulty = assertInstanceOf(MenuReader.Faulty.class, lint(yaml));
        assertFalse(faulty.faults().isEmpty());
    }

    static Stream<String> rubbish() {
        return Stream.of(
                "",
                "# nothing",
                "42",
                "[a, b]",
                "{}",
                "service: [x]",
                "languages: []",
                "languages: {en: x}",
                "? [a]\n: b",
                "a: &x [*x]",
                "languages: [en]\nscreens: {main: 3}",
                "languages: [en]\nscreens: {main: {menu: 3}}",
                "languages: [en]\nstart: a\nscreens: {a: {action: {name: buy, on: 3}}}",
                "languages: [en]\nstart: a\nscreens: {a: {confirm: {text: {en: [1]}}}}",
                VALID.substring(0, VALID.length() / 2),
                "\u0000",
                "a: ".repeat(200_000));
    }

    @Test
    void everyPrefixOfARightFileIsReportedNotThrown() {
        for (int end = 0; end < VALID.length() - 40; end += 17) {
            assertInstanceOf(MenuReader.Faulty.class, lint(VALID.substring(0, end)));
        }
    }

    private static String oneLanguage() {
        return VALID.replace("[en, sw]", "[en]").replaceAll(", sw: (\"[^\"]*\"|[^}]*)", "");
    }

    private static Arguments broken(String right, String wrong, String message) {
        return Arguments.of(right, wrong, message);
    }

    private static MenuReader.Result lint(String yaml) {
        return READER.read("m.yaml", yaml);
    }

    private static String version(String yaml) {
        return assertInstanceOf(MenuReader.Read.class, lint(yaml)).menu().version();
    }
}
