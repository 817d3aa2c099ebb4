package io.tokenline.tariff.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.yaml.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lints the tariffs of {@code -Dtariff.files=DIR}, by default those of the server; and the linter itself. */
class TariffLintTest {

    /** A tariff that is right; the tests break one thing each. */
    static final String VALID = """
            tariff: small
            version: "1"
            from: 2026-01-01
            currency: KES
            minimum: 50.00
            maximum: 20000
            units: {step: 0.1, round: down}
            classes:
              - name: little
                average_up_to: 30
                blocks: [{up_to: 20, rate: 8, lifeline: true}, {rate: 16}]
                instead: {Rent: 10}
              - name: much
                blocks:
                  - {up_to: 50, rate: 10}
                  - {up_to: 80, rate: 15}
                  - {rate: 20}
            new_meters: much
            lines:
              - {name: {en: Energy, sw: Umeme}, energy: true}
              - {name: Levy, per_kwh: 1.25, round: down}
              - {name: Rent, per_month: 100}
              - {name: VAT, percent: 16, of: [Energy, Rent], round: rest}
            monthly: {months: 1, at_most: 50}
            debts: {at_most: 40}
            fee: {name: Channel, fixed: 1, percent: 1, least: 2, most: 9, on_top: true}
            free: {kwh: 50, counts: true}
            """;

    @TestFactory
    Stream<DynamicTest> everyTariffOfTheFolderIsWithoutFault() {
        Path folder = Path.of(System.getProperty("tariff.files", TariffFiles.FOLDER.toString()));
        List<Path> files = TariffFiles.below(folder);
        assertFalse(files.isEmpty(), "no *.yaml in " + folder);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    TariffReader.Result result = TariffReader.read(file.toString(), TariffFiles.text(file));
                    assertInstanceOf(TariffReader.Read.class, result, "\n" + result);
                }));
    }

    @Test
    void aRightTariffIsRead() {
        TariffReader.Read read = assertInstanceOf(TariffReader.Read.class, lint(VALID));
        assertEquals("small/1", read.tariff().version());
        assertEquals(4, read.tariff().definition().lines().size());
    }

    static Stream<Arguments> rightVariants() {
        return Stream.of(
                Arguments.of(
                        "a head without units, fee, free and debts",
                        VALID.replaceAll("(?m)^(units|fee|free|debts):.*\n", "")),
                Arguments.of("charges that pile up", VALID.replace("months: 1,", "months: all,")),
                Arguments.of("charges without a share", VALID.replace(", at_most: 50", "")),
                Arguments.of("a charge that is the maximum", VALID.replace("per_month: 100", "per_month: 20000")),
                Arguments.of("one amount only", VALID.replace("50.00", "20000")),
                Arguments.of("a fee that is always the same", VALID.replace("most: 9", "most: 2")),
                Arguments.of("a long name", VALID.replace("Levy", "L".repeat(40))),
                Arguments.of("numbers in quotes", VALID.replace("rate: 10}", "rate: \"10.00\"}")),
                Arguments.of("a version that is a number", VALID.replace("\"1\"", "1")),
                Arguments.of("a currency whose decimals are said", VALID.replace("KES", "XCG\ndecimals: 2")),
                Arguments.of("the class of new meters left out", VALID.replace("new_meters: much\n", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightVariants")
    void theseAreRightToo(String what, String yaml) {
        assertFalse(yaml.equals(VALID), what);
        TariffReader.Result result = lint(yaml);
        assertInstanceOf(TariffReader.Read.class, result, what + "\n" + result);
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        TariffReader.Faulty faulty = assertInstanceOf(
                TariffReader.Faulty.class,
                lint(VALID.replace("minimum: 50.00", "minimum: fifty")
                        .replace("rate: 15", "rate: dear")
                        .replace("round: rest", "round: remainder")
                        .replace("new_meters: much", "new_meters: many")
                        .replace("counts: true", "counts: perhaps")));
        assertEquals(
                List.of(5, 16, 18, 23, 27),
                faulty.faults().stream().map(Fault::line).toList(),
                faulty.toString());
    }

    @Test
    void oneMistakeIsOneFault() {
        for (String[] mistake : new String[][] {
            {"round: rest", "round: remainder"},
            {"up_to: 50", "up_to: fifty"},
            {"energy: true", "energy: yes"},
            {"name: Levy", "name: [Levy]"},
            {"lines:\n", "line:\n"}
        }) {
            TariffReader.Faulty faulty =
                    assertInstanceOf(TariffReader.Faulty.class, lint(VALID.replace(mistake[0], mistake[1])));
            int expected = mistake[0].startsWith("lines") ? 2 : 1;
            assertEquals(expected, faulty.faults().size(), faulty.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("rubbish")
    void rubbishIsReportedNotThrown(String yaml) {
        TariffReader.Faulty faulty = assertInstanceOf(TariffReader.Faulty.class, lint(yaml));
        assertFalse(faulty.faults().isEmpty());
    }

    static Stream<String> rubbish() {
        return Stream.of(
                "",
                "# nothing",
                "42",
                "[a, b]",
                "{}",
                "tariff: [x]",
                "? [a]\n: b",
                "a: &x [*x]",
                VALID.replace("lines:", "lines: 3\nother:"),
                VALID.replace("- {name: Levy", "- 3\n  - {name: Levy"),
                VALID.replace("classes:", "classes: {}\nother:"),
                VALID.replace("      - {rate: 20}", "      - 20"),
                VALID.replace("free: {kwh: 50, counts: true}", "free: 50"),
                VALID.replace("{months: 1, at_most: 50}", "1"),
                VALID.replace("fee: {", "fee: [{").replace("on_top: true}", "on_top: true}]"),
                "\u0000",
                "a: ".repeat(200_000));
    }

    @Test
    void everyPrefixOfARightFileIsReadOrReportedNotThrown() {
        int faulty = 0;
        for (int end = 0; end < VALID.length(); end += 7) {
            faulty += lint(VALID.substring(0, end)) instanceof TariffReader.Faulty ? 1 : 0;
        }
        assertTrue(faulty > VALID.length() / 10);
    }

    @Test
    void whoNeedsARightTariffIsToldEveryFault() {
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> TariffReader.faultless(
                        "t.yaml", VALID.replace("KES", "kes").replace("rate: 15", "rate: 0")));
        assertTrue(String.valueOf(failure.getMessage()).contains("t.yaml:4:11: "), failure.getMessage());
        assertTrue(String.valueOf(failure.getMessage()).contains("t.yaml:16:"), failure.getMessage());
    }

    static TariffReader.Result lint(String yaml) {
        return TariffReader.read("t.yaml", yaml);
    }
}
