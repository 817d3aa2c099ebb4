package io.tokenline.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Money;
import io.tokenline.payment.StatementLine;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementCsvTest {

    private static final Currency KES = Currency.getInstance("KES");

    /** What was read, and what could not be. */
    private record Read(List<StatementLine> lines, List<StatementFault> faults) {}

    /** What was read of a file. */
    private static final class Taken implements StatementCsv.LineTaker {

        private final List<StatementLine> lines = new ArrayList<>();
        private final List<ReturnedLine> returns = new ArrayList<>();
        private boolean listsReturns;

        @Override
        public void line(int number, StatementLine line) {
            lines.add(line);
        }

        @Override
        public void back(int number, ReturnedLine line) {
            returns.add(line);
        }

        @Override
        public void listsReturns() {
            listsReturns = true;
        }
    }

    private static Read read(String... lines) {
        Taken taken = new Taken();
        return new Read(taken.lines, read(taken, lines));
    }

    private static List<StatementFault> read(Taken into, String... lines) {
        try {
            return new StatementCsv(KES, ZoneId.of("Africa/Nairobi"), into)
                    .read(new StringReader(String.join("\n", lines) + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StatementLine line(String receipt, String reference, long minor, String at) {
        return new StatementLine(receipt, reference, new Money(minor, KES), Instant.parse(at));
    }

    @Test
    void whatWentBackIsReadAndFeesAndWhatWentToTheBankAreNot() {
        Taken taken = new Taken();
        List<StatementFault> faults = read(
                taken,
                "Receipt No.,Completion Time,Transaction Status,Paid In,Withdrawn,A/C No.,Linked Transaction ID",
                "R1,2026-03-01 14:05:00,Completed,200.00,,ABCDEFGH,",
                "R1,2026-03-01 14:05:00,Completed,,-2.00,,R1",
                "R2,2026-03-01 15:00:00,Completed,,-200.00,,R1",
                "R3,2026-03-01 15:00:00,Failed,,-200.00,,R1",
                "R4,2026-03-01 16:00:00,Completed,,\"-90,000.00\",Bank,");
        assertEquals(List.of(), faults);
        assertEquals(1, taken.lines.size());
        assertEquals(
                List.of(new ReturnedLine(
                        "R2", "R1", "", new Money(200_00, KES), Instant.parse("2026-03-01T12:00:00Z"))),
                taken.returns);
        assertTrue(taken.listsReturns);
        Taken simple = new Taken();
        assertEquals(List.of(), read(simple, "receipt,time,amount,reference", "R9,2026-03-01 14:05:00,-5,ABCDEFGH"));
        assertEquals("ABCDEFGH", simple.returns.get(0).reference());
        assertTrue(simple.listsReturns);
        Taken none = new Taken();
        assertEquals(List.of(), read(none, "receipt,time,amount", "R9,2026-03-01 14:05:00,-5"));
        assertEquals(List.of(), none.returns);
        assertFalse(none.listsReturns);
    }

    @Test
    void aPlainFileIsRead() {
        assertEquals(
                new Read(
                        List.of(
                                line("R1", "S1", 200_00, "2026-03-01T11:05:00Z"),
                                line("R2", "", 50_50, "2026-03-01T12:00:00Z")),
                        List.of()),
                read(
                        "receipt,time,amount,reference",
                        "R1,2026-03-01 14:05:00,200,S1",
                        "R2,2026-03-01T12:00:00Z,50.50,"));
    }

    @Test
    void aPortalsFileIsReadWithItsLinesInFrontAndItsOwnNames() {
        Read read = read(
                "Organisation:,A utility",
                "Period:,01-03-2026 to 01-03-2026",
                "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,A/C No.",
                "R1,01-03-2026 14:05:00,Pay bill,Completed,\"1,250.00\",,04000000000",
                "R2,01-03-2026 14:06:00,Pay bill,Failed,300.00,,04000000000",
                "R3,01-03-2026 14:07:00,Charge,Completed,,-23.00,",
                "R4,01-03-2026 14:08:00,Reversal,Completed,-300.00,,");
        assertEquals(List.of(), read.faults());
        assertEquals(List.of(line("R1", "04000000000", 1_250_00, "2026-03-01T11:05:00Z")), read.lines());
    }

    @Test
    void everyLineThatCannotBeReadIsNamed() {
        Read read = read(
                "receipt;time;amount",
                ";2026-03-01 14:05:00;1",
                "R2;yesterday;1",
                "R3;2026-03-01 14:05:00;a lot",
                "R4;2026-03-01 14:05:00;1.005",
                "R5;2026-02-30 14:05:00;1",
                "R6;2026-03-01 14:05:00;1");
        assertEquals(
                List.of(2L, 3L, 4L, 5L, 6L),
                read.faults().stream().map(StatementFault::line).toList());
    }

    @Test
    void aFileWithoutNamesOfColumnsIsNone() {
        Read read = read("R1,2026-03-01 14:05:00,200");
        assertEquals(1, read.faults().size());
        assertTrue(read.faults().get(0).what().contains("receipt, time and amount"));
        assertEquals(List.of(), read.lines());
        assertEquals(1, read().faults().size());
    }

    @Test
    void aFileOfMorePaymentsThanOneMayHaveIsRefused() {
        List<String> lines = new ArrayList<>(List.of("receipt,time,amount"));
        for (int i = 0; i <= StatementCsv.LINES_MAX; i++) {
            lines.add("R" + i + ",2026-03-01T11:05:00Z,1");
        }
        assertEquals(
                List.of(StatementCsv.LINES_MAX + 2L),
                read(lines.toArray(String[]::new)).faults().stream()
                        .map(StatementFault::line)
                        .toList());
    }
}
