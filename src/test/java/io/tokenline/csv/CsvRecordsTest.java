package io.tokenline.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CSV as RFC 4180 has it, and as spreadsheets write it. */
class CsvRecordsTest {

    private static List<List<String>> read(String text) throws IOException {
        CsvRecords records = new CsvRecords(new StringReader(text));
        List<List<String>> all = new ArrayList<>();
        while (records.next()) {
            assertTrue(records.problem().isEmpty(), records.problem()::toString);
            all.add(List.copyOf(records.cells()));
        }
        return all;
    }

    private static CsvRecords first(String text) throws IOException {
        CsvRecords records = new CsvRecords(new StringReader(text));
        assertTrue(records.next());
        return records;
    }

    @Test
    void cellsAreSeparatedByWhicheverSignComesFirst() throws IOException {
        assertEquals(List.of(List.of("a", "b;c"), List.of("1", "2")), read("a,b;c\n1,2\n"));
        assertEquals(List.of(List.of("a", "b,c"), List.of("1", "2")), read("a;b,c\n1;2"));
    }

    @Test
    void quotesHoldSeparatorsQuotesAndLineBreaks() throws IOException {
        assertEquals(
                List.of(List.of("a,b", "say \"so\"", "two\nlines", "")),
                read("\"a,b\",\"say \"\"so\"\"\",\"two\r\nlines\",\"\""));
    }

    @Test
    void everyEndOfLineAndAByteOrderMarkAreTaken() throws IOException {
        assertEquals(
                List.of(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"), List.of("5", "")),
                read("\uFEFFa,b\r\n1,2\r3,4\n\n\r\n5,"));
    }

    @Test
    void anEmptyTextHasNoRecords() throws IOException {
        assertEquals(List.of(), read(""));
        assertEquals(List.of(), read("\n\r\n\n"));
    }

    @Test
    void aRecordKnowsTheLineWhereItBegins() throws IOException {
        CsvRecords records = first("a,b\n\n\"x\ny\",1\nlast,2");
        assertEquals(1, records.line());
        assertTrue(records.next());
        assertEquals(3, records.line());
        assertTrue(records.next());
        assertEquals(5, records.line());
        assertFalse(records.next());
    }

    @Test
    void whatNoWriterWritesIsAProblemOfItsRowOnly() throws IOException {
        for (String bad : List.of("a\"b,c", "\"a\"b,c", "a,b\"c\"")) {
            CsvRecords records = first(bad + "\nnext,row\n");
            assertTrue(records.problem().isPresent(), bad);
            assertTrue(records.next());
            assertEquals(List.of("next", "row"), records.cells());
        }
    }

    @Test
    void aQuoteThatIsNeverClosedEndsTheReadingAndNotTheMemory() throws IOException {
        for (String bad : List.of("a,\"b\n1,2\n", "a,\"" + "x".repeat(CsvRecords.CELL_MAX + 1))) {
            CsvRecords records = first(bad);
            assertTrue(records.problem().isPresent());
            assertFalse(records.next());
        }
        CsvRecords wide = first(",".repeat(CsvRecords.CELLS_MAX + 1));
        assertTrue(wide.problem().isPresent());
        assertFalse(wide.next());
    }
}
