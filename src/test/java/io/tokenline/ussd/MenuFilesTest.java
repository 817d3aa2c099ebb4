package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.yaml.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whole menu files, right and wrong, each with the report it gets; and what an editor says of them by the schema. */
class MenuFilesTest {

    private static final Path VALID = Everything.FOLDER.resolve("valid");
    private static final Path INVALID = Everything.FOLDER.resolve("invalid");

    @TestFactory
    Stream<DynamicTest> aValidFileIsRead() throws IOException {
        List<Path> files = files(VALID);
        assertTrue(files.size() >= 8, files.toString());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    MenuReader.Result result = Everything.reader().read(name(file), Everything.read(file));
                    assertInstanceOf(MenuReader.Read.class, result, "\n" + result);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anInvalidFileGetsExactlyItsReport() throws IOException {
        List<Path> files = files(INVALID);
        assertTrue(files.size() >= 10, files.toString());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    String expected = Everything.read(INVALID.resolve(name(file).replace(".yaml", ".txt")));
                    MenuReader.Result result = Everything.reader().read(name(file), Everything.read(file));
                    assertEquals(expected, result + "\n");
                }));
    }

    @TestFactory
    Stream<DynamicTest> theSchemaTakesEveryFileThatTheReaderTakes() throws IOException {
        List<Path> files = new ArrayList<>(files(VALID));
        files.addAll(files(Path.of("ussd-menus")));
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> assertEquals(List.of(), schemaFaults(file))));
    }

    @Test
    void theSchemaSeesWrongWordsAndMissingParts() {
        List<String> faults = schemaFaults(INVALID.resolve("wrong-words.yaml"));
        for (String part : List.of(
                "/colour",
                "/languages/1",
                "/limits/gsm",
                "/limits/lines",
                "/main/question",
                "/pin/input/type",
                "/apology")) {
            assertTrue(faults.stream().anyMatch(fault -> fault.endsWith(part)), part + " in " + faults);
        }
    }

    @Test
    void aLanguageThatNobodyReviewedIsAFaultForWhoInsists() {
        String yaml = Everything.read(VALID.resolve("buying.yaml"));
        MenuReader insisting = Everything.reader().insistingOnReview();
        assertEquals(
                "buying.yaml:4:12: no native speaker has reviewed en; let one read it, then write en: true",
                insisting.read("buying.yaml", yaml).toString());
        assertInstanceOf(
                MenuReader.Read.class, insisting.read("buying.yaml", yaml.replace("{en: false}", "{en: true}")));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<String> schemaFaults(Path file) {
        return Schema.faults(Everything.read(Path.of("ussd-menus", "menu.schema.json")), Everything.read(file));
    }
}
