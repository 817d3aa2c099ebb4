package io.tokenline.tariff.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.tariff.Tariff;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;

/**
 * Receipts that others printed, against tariff files: {@code DIR/receipts.csv} and {@code DIR/*.yaml} of
 * {@code -Dtariff.oracles=DIR}. A row may also name a tariff that comes with the server, as all of ours do.
 */
class TariffOracleTest {

    private static final Path OURS = Path.of("src", "test", "resources", "tariffs", "oracles");
    private static final Path FOLDER = Path.of(System.getProperty("tariff.oracles", OURS.toString()));
    private static final String COMMENT = "#";

    private static int passed;
    private static int ran;

    @TestFactory
    Stream<DynamicTest> theTariffPrintsTheSameReceipt() {
        List<String> lines = TariffFiles.text(FOLDER.resolve("receipts.csv"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(COMMENT))
                .toList();
        assertEquals(OracleRow.HEADER, lines.get(0).replace(" ", ""));
        assertFalse(lines.size() < 2, "no rows in " + FOLDER);
        Map<String, Path> files = files();
        return lines.stream()
                .skip(1)
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    ran++;
                    OracleRow row = OracleRow.parse(line);
                    row.check(tariff(files, row.tariff()));
                    passed++;
                }));
    }

    /** Those of the server first, so that a file of the folder with the same name wins. */
    private static Map<String, Path> files() {
        Map<String, Path> files = new HashMap<>();
        Stream.of(TariffFiles.FOLDER, FOLDER)
                .filter(Files::isDirectory)
                .flatMap(folder -> TariffFiles.below(folder).stream())
                .forEach(file -> files.put(TariffFiles.name(file), file));
        return files;
    }

    private static Tariff tariff(Map<String, Path> files, String name) {
        return Optional.ofNullable(files.get(name))
                .map(TariffFiles::read)
                .orElseThrow(() -> new AssertionFailedError("there is no tariff " + name + ".yaml"));
    }

    @AfterAll
    static void tellHowManyRan() {
        System.out.println("tariff oracles of " + FOLDER + ": " + ran + " rows ran, " + passed + " as printed");
    }

    @Test
    void aRowThatNamesNoTariffFails() {
        assertThrows(AssertionFailedError.class, () -> tariff(files(), "nowhere"));
    }

    @Test
    void aRowThatIsACentOffFailsUnlessItCarriesATolerance() {
        String right = "demo,200,0,0,true,8.6,Energy=172.41;VAT 16%=27.59,";
        Tariff demo = tariff(files(), "demo");
        OracleRow.parse(right).check(demo);
        OracleRow off = OracleRow.parse(right.replace("172.41", "172.42").replace("27.59", "27.58"));
        assertThrows(AssertionFailedError.class, () -> off.check(demo));
        OracleRow.parse("demo,200,0,0,true,8.6,Energy=172.42;VAT 16%=27.58,0.01")
                .check(demo);
        OracleRow.parse("demo,200,0,0,true,8.5,,0.01").check(demo);
        for (String wrong : List.of(
                right.replace("8.6", "8.5"),
                right.replace("8.6", "8.7"),
                right.replace("VAT 16%", "VAT"),
                right.replace(";VAT 16%=27.59", ""),
                right.replace("=27.59", "=27.59;REP=0.00"),
                right.replace(",0,0,true,8.6", ",150,0,true,"))) {
            OracleRow row = OracleRow.parse(wrong);
            assertThrows(AssertionFailedError.class, () -> row.check(demo), wrong);
        }
    }

    @Test
    void unitsFinerThanWhatIsSoldAreRoundedAsTheTariffRounds() {
        Tariff demo = tariff(files(), "demo");
        OracleRow.parse("demo,200,0,0,true,8.6999,,").check(demo);
        OracleRow finer = OracleRow.parse("demo,200,0,0,true,8.5999,,");
        assertThrows(AssertionFailedError.class, () -> finer.check(demo));
    }
}
