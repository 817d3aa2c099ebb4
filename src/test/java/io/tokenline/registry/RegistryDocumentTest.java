package io.tokenline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.csv.CsvRecords;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written down about files of meters is true. */
class RegistryDocumentTest {

    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "registry.md");

    @Test
    void theExampleIsAFileWithoutFault() throws IOException {
        String text = Files.readString(DOCUMENT);
        String example = text.substring(text.indexOf("drn,account"));
        CsvRecords records = new CsvRecords(new StringReader(example.substring(0, example.indexOf("```"))));
        List<RowFault> faults = new ArrayList<>();
        assertTrue(records.next());
        Header header =
                Header.read(records.line(), records.cells(), faults::add).orElseThrow();
        RowReader reader = new RowReader(
                header,
                "254",
                Currency.getInstance("KES"),
                Instant.parse("2026-03-01T08:00:00Z"),
                YearMonth.of(2026, 3),
                faults::add);
        int rows = 0;
        while (records.next()) {
            assertEquals(Optional.empty(), records.problem());
            assertTrue(reader.read(records.line(), records.cells()).isPresent(), faults::toString);
            rows++;
        }
        assertEquals(3, rows);
        assertEquals(List.of(), faults);
    }

    @Test
    void everyColumnIsExplained() throws IOException {
        String text = Files.readString(DOCUMENT);
        assertEquals(
                List.of(),
                Arrays.stream(Column.values())
                        .map(Column::title)
                        .filter(title -> !text.contains("`" + title + "`"))
                        .toList());
    }
}
