package io.tokenline.tariff.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.CustomerClass;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import io.tokenline.yaml.Schema;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tariffs that come with the server, and what an editor says of them by the schema. */
class TariffFilesTest {

    private static final String SCHEMA = TariffFiles.text(TariffFiles.FOLDER.resolve("tariff.schema.json"));
    private static final Path EVERYTHING = TariffFiles.FOLDER.resolve(Path.of("examples", "everything.yaml"));
    private static final Path PAGE = Path.of("src", "site", "markdown", "tariffs.md");
    private static final int AMOUNTS = 400;

    private static Stream<DynamicTest> each(Consumer<Path> check) {
        List<Path> files = TariffFiles.below(TariffFiles.FOLDER);
        assertTrue(files.size() > 15, files.toString());
        return files.stream().map(file -> DynamicTest.dynamicTest(TariffFiles.name(file), () -> check.accept(file)));
    }

    @TestFactory
    Stream<DynamicTest> theSchemaTakesEveryFile() {
        return each(file -> assertEquals(List.of(), Schema.faults(SCHEMA, TariffFiles.text(file))));
    }

    @TestFactory
    Stream<DynamicTest> everyFileSaysWhereItsFiguresComeFrom() {
        return each(file -> assertTrue(TariffFiles.text(file).startsWith("# "), file.toString()));
    }

    @TestFactory
    Stream<DynamicTest> noTwoFilesAreTheSameVersion() {
        Set<String> versions = new HashSet<>();
        return each(file -> assertTrue(versions.add(TariffFiles.read(file).version()), file.toString()));
    }

    @TestFactory
    Stream<DynamicTest> fromItsMinimumToItsMaximumATariffPrintsLinesThatAddUpAndMoreMoneyBuysMore() {
        return each(file -> {
            Tariff tariff = TariffFiles.read(file);
            boolean isLifeline = tariff.definition().classes().stream().anyMatch(CustomerClass::lifeline);
            BigDecimal step = tariff.maximum()
                    .subtract(tariff.minimum())
                    .divide(BigDecimal.valueOf(AMOUNTS), tariff.scale(), RoundingMode.DOWN);
            long last = 0;
            for (int i = 0; i <= AMOUNTS; i++) {
                BigDecimal amount = tariff.minimum().add(step.multiply(BigDecimal.valueOf(i)));
                Breakdown breakdown = tariff.sell(Situation.NEW_METER, amount);
                assertEquals(0, breakdown.paid().compareTo(amount), amount::toString);
                assertTrue(isLifeline || breakdown.wattHours() >= last, amount::toString);
                last = breakdown.wattHours();
            }
            assertTrue(last > 0);
        });
    }

    @Test
    void theSchemaSeesWrongKeysAndWords() {
        String wrong = TariffFiles.text(EVERYTHING)
                .replace("currency: KES", "currency: shilling\ncolour: blue")
                .replace("step: 0.1", "step: 0.2")
                .replace("round: half_up}", "round: around}")
                .replace("per_kwh: 3.9875", "per_kwh: dear")
                .replace("months: 3", "months: some")
                .replace("counts: true", "counts: perhaps")
                .replace("version: \"1\"\n", "");
        List<String> faults = Schema.faults(SCHEMA, wrong);
        for (String part : List.of(
                "/currency",
                "/colour",
                "/step",
                "/lines/0/round",
                "/lines/2/per_kwh",
                "/months",
                "/counts",
                "/version")) {
            assertTrue(faults.stream().anyMatch(fault -> fault.endsWith(part)), part + " in " + faults);
        }
    }

    /** The reader says which keys it knows as soon as it meets one that it does not. */
    @Test
    void theSchemaKnowsTheKeysThatTheReaderKnowsAndNoOthers() {
        String yaml = TariffFiles.text(EVERYTHING)
                .replace("currency: KES", "currency: KES\nzzz: 1")
                .replace("{step:", "{zzz: 1, step:")
                .replace("    average_up_to: 60", "    average_up_to: 60\n    zzz: 1")
                .replace("- {up_to: 20,", "- {zzz: 1, up_to: 20,")
                .replace("- {name: Regulator,", "- {zzz: 1, name: Regulator,")
                .replace("monthly: {", "monthly: {zzz: 1, ")
                .replace("debts: {", "debts: {zzz: 1, ")
                .replace("fee: {", "fee: {zzz: 1, ")
                .replace("free: {", "free: {zzz: 1, ");
        Matcher known = Pattern.compile("unknown key 'zzz' in ([^;]+); write one of (.+)")
                .matcher(TariffReader.read("t.yaml", yaml).toString());
        Set<Set<String>> read = new HashSet<>();
        while (known.find()) {
            read.add(new TreeSet<>(List.of(known.group(2).split(", ", -1))));
        }
        Set<Set<String>> written = new HashSet<>();
        try (JsonReader json = Json.createReader(new StringReader(SCHEMA))) {
            properties(json.readObject(), written);
        }
        assertFalse(read.isEmpty());
        assertEquals(written, read);
    }

    @Test
    void theExampleOfThePageIsRightToTheCent() {
        String page = TariffFiles.text(PAGE);
        Matcher yaml = Pattern.compile("```yaml\n(.+?)```", Pattern.DOTALL).matcher(page);
        Matcher row = Pattern.compile("(?m)^homes,.+$").matcher(page);
        assertTrue(yaml.find() && row.find());
        OracleRow.parse(row.group()).check(TariffFiles.tariff(yaml.group(1)));
    }

    @Test
    void thePageSpeaksOfEveryKey() {
        Set<Set<String>> keys = new HashSet<>();
        try (JsonReader json = Json.createReader(new StringReader(SCHEMA))) {
            properties(json.readObject(), keys);
        }
        String code = String.join(
                " ",
                Pattern.compile("`([^`\n]+)`")
                        .matcher(TariffFiles.text(PAGE))
                        .results()
                        .map(match -> match.group(1))
                        .toList());
        keys.forEach(
                some -> some.forEach(key -> assertTrue(code.matches("(?s)(.*[^a-z_])?" + key + "([^a-z_].*)?"), key)));
    }

    private static void properties(JsonObject schema, Set<Set<String>> found) {
        schema.forEach((key, value) -> {
            if (value instanceof JsonObject object) {
                if (key.equals("properties")) {
                    found.add(new TreeSet<>(object.keySet()));
                }
                properties(object, found);
            }
        });
    }
}
