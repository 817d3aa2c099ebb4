package io.tokenline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files of meters that are taken in: all of them, or nothing; on whichever database. */
abstract class ImportContract {

    private static final int MANY = 100_000;
    private static final long SEED = 62055;
    private static final int GARBAGE = 40;

    private final ImportBed bed;

    ImportContract(Database database) {
        this.bed = new ImportBed(database);
    }

    private static String cell(int serial, int cell, String value) {
        String[] cells = MeterFile.row(serial).split(",", -1);
        cells[cell] = value;
        return String.join(",", cells);
    }

    private static void ended(String state, ImportView file) {
        assertEquals(state, file.state(), file::toString);
    }

    @Test
    void aFileBringsMetersWithAllThatBelongsToThem() {
        ImportView file = bed.taken(MeterFile.of(20), ImportBed.ALL);
        ended("DONE", file);
        assertEquals(List.of(20L, 0L, 0L), List.of(file.created(), file.updated(), file.unchanged()));
        assertEquals("19", bed.one("select count(*) from customer"), "one of them has two meters");
        assertEquals("12", bed.one("select count(*) from meter_phone"));
        assertEquals(
                "4 450 1000 0.100000",
                bed.one(
                        "select (select count(*) from debt) || ' ' || remaining_minor || ' ' || fixed_minor || ' ' || rate"
                                + " from debt d join meter m on m.id = d.meter_id where m.drn = '" + MeterFile.drn(4)
                                + "'"));
        assertEquals(
                "2026-03-01 77",
                bed.one("select calendar_month || ' ' || units_tenths from meter_month o join meter m"
                        + " on m.id = o.meter_id where m.drn = '" + MeterFile.drn(7) + "'"));
        assertEquals(
                "6000007",
                bed.one("select last_tid from token_identifier t join meter m on m.pan = t.pan where m.drn = '"
                        + MeterFile.drn(7) + "'"));
        assertEquals("1", bed.one("select count(*) from audit_event where action = 'METERS_IMPORTED'"));
    }

    @Test
    void aBrokenRowInTheMiddleOfAHundredThousandChangesNothingAndIsNamed() {
        int line = MANY / 2;
        MeterFile file = MeterFile.of(MANY).with(line, cell(line - 1, 5, "12"));
        List<String> before = bed.contents();
        MeterImports.Result result = bed.take(file, ImportBed.ALL);
        ended("REFUSED", result.file().orElseThrow());
        assertEquals(MANY, result.file().orElseThrow().rowsRead());
        assertEquals(before, bed.contents());
        assertEquals(1, result.faults().size());
        ImportView.Fault fault = result.faults().get(0);
        assertEquals(line, fault.line());
        assertEquals("key_revision", fault.column());
        assertEquals("write a whole number from 1 to 9", fault.advice());
    }

    @Test
    void theSameFileASecondTimeChangesNothingAndGivesTheFirstResult() {
        MeterFile file = MeterFile.of(30);
        ImportView first = bed.taken(file, ImportBed.ALL);
        bed.database.execute("update meter set tariff = 'changed since'");
        List<String> before = bed.contents();
        MeterImports.Result second = bed.take(file, ImportBed.ALL);
        assertTrue(second.repeated());
        assertEquals(first, second.file().orElseThrow());
        assertEquals(before, bed.contents());
        assertFalse(bed.take(file, ImportBed.KEYS).repeated(), "that is another wish");
    }

    @Test
    void whatIsHandedOutAndTakenInAgainChangesNothing() {
        ended("DONE", bed.taken(MeterFile.of(5_000), ImportBed.ALL));
        bed.database.execute(
                "update meter set hidden = true, free_tenths = 505, meter_group = '=1+1' where id % 3 = 0",
                "update meter set status = 'BLOCKED', block_reason = 'said \"no\", twice; so' where id % 7 = 0",
                "update meter set target_supply_group_code = '000042', target_tariff_index = 3, target_key_revision = 2"
                        + " where id % 5 = 0",
                "update customer set name = '" + bed.database.seals().name("-Ann, the \"second\"")
                        + "' where id % 4 = 0",
                "update customer set name = '" + bed.database.seals().name("'=Ann") + "' where id % 11 = 0",
                "update meter_month set fixed_owed_minor = 1234, free_tenths = 7 where meter_id % 2 = 0",
                "update meter set status = 'BLOCKED', replaced_by = (select max(id) from meter)"
                        + " where id = (select min(id) from meter)");
        String handedOut = bed.exported(true);
        List<String> before = bed.contents();
        ImportView again = bed.take(handedOut.getBytes(StandardCharsets.UTF_8), ImportBed.KEYS)
                .file()
                .orElseThrow();
        ended("DONE", again);
        assertEquals(
                List.of(0L, 0L, 5_000L, 0L),
                List.of(again.created(), again.updated(), again.unchanged(), again.keysChanged()));
        assertEquals(before, bed.contents());
        assertEquals(handedOut, bed.exported(true));
    }

    @Test
    void anotherRegistryTakesInWhatThisOneHandsOut() {
        ended("DONE", bed.taken(MeterFile.of(300), ImportBed.ALL));
        bed.database.execute("update meter set status = 'BLOCKED', replaced_by = (select max(id) from meter)"
                + " where id = (select min(id) from meter)");
        String handedOut = bed.exported(true);
        ImportBed other = new ImportBed(bed.database); // empties the tables
        ended(
                "DONE",
                other.take(handedOut.getBytes(StandardCharsets.UTF_8), ImportBed.ALL)
                        .file()
                        .orElseThrow());
        assertEquals(handedOut, other.exported(true));
    }

    @Test
    void whoMayNotSeePhonesCannotHandThemOnEither() {
        ended("DONE", bed.taken(MeterFile.of(10), ImportBed.ALL));
        String masked = bed.exported(false);
        assertFalse(masked.contains("254700000001"), "a whole number");
        MeterImports.Result again = bed.take(masked.getBytes(StandardCharsets.UTF_8), ImportBed.ALL);
        ended("REFUSED", again.file().orElseThrow());
        assertEquals("phones", again.faults().get(0).column());
    }

    @Test
    void aMeterThatIsThereIsUpdatedAndTheRestCountsAsUnchanged() {
        ended("DONE", bed.taken(MeterFile.of(10), ImportBed.ALL));
        MeterFile changes = new MeterFile()
                .with(1, "drn;tariff;hidden;phones;debts;name")
                .with(MeterFile.drn(3) + ";business;yes;0722000111|0722000222;Fine:7:1;Brian, \"B\"")
                .with(MeterFile.drn(4) + ";demo;no;;;")
                .with(MeterFile.drn(5) + ";;;-;-;");
        ImportView file = bed.taken(changes, ImportBed.ALL);
        ended("REFUSED", file);
        changes.with(2, MeterFile.drn(3) + ";business;yes;0722000111|0722000222;Fine:7:1;\"Brian \"\"B\"\"\"");
        file = bed.taken(changes, ImportBed.ALL);
        ended("DONE", file);
        assertEquals(List.of(0L, 2L, 1L), List.of(file.created(), file.updated(), file.unchanged()));
        assertEquals(
                "business true " + bed.sealedName("Brian \"B\""),
                bed.one(
                        "select tariff || ' ' || case when hidden then 'true' else 'false' end || ' ' || c.name from meter m"
                                + " join customer c on c.id = m.customer_id where drn = '" + MeterFile.drn(3) + "'"));
        assertEquals(
                Set.of(bed.sealedNumber("254722000111"), bed.sealedNumber("254722000222")),
                Set.copyOf(bed.database.names(
                        "select msisdn from meter_phone p join meter m on m.id = p.meter_id where m.drn = '"
                                + MeterFile.drn(3) + "'")));
        assertEquals(
                "0",
                bed.one("select count(*) from meter_phone p join meter m on m.id = p.meter_id where m.drn = '"
                        + MeterFile.drn(5) + "'"));
    }

    @Test
    void keyParametersOfAMeterThatIsThereChangeOnlyWhereThatIsWanted() {
        ended("DONE", bed.taken(MeterFile.of(3), ImportBed.ALL));
        MeterFile file = new MeterFile().with(cell(2, 5, "7"));
        MeterImports.Result left = bed.take(file, ImportBed.ALL);
        ended("DONE", left.file().orElseThrow());
        assertEquals(1, left.file().orElseThrow().unchanged());
        assertEquals(
                List.of("NOTICE"),
                left.faults().stream().map(ImportView.Fault::kind).toList());
        assertEquals("1", bed.one("select max(key_revision) from meter"));
        MeterImports.Result changed = bed.take(file, ImportBed.KEYS);
        assertEquals(1, changed.file().orElseThrow().keysChanged());
        assertEquals(1, changed.faults().size());
        assertEquals("7", bed.one("select max(key_revision) from meter"));
        MeterFile cipher = new MeterFile().with(1, "drn,dkga").with(MeterFile.drn(2) + ",2");
        ended("REFUSED", bed.taken(cipher, ImportBed.KEYS));
    }

    @Test
    void aTidAndTheUnitsOfAMonthNeverGoBack() {
        ended("DONE", bed.taken(MeterFile.of(3), ImportBed.ALL));
        String earlier = cell(2, 11, "5").replace(",2.2,", ",1.0,");
        assertNotEquals(earlier, cell(2, 11, "5"), "the units stand in the row, too");
        MeterImports.Result file = bed.take(new MeterFile().with(earlier), ImportBed.ALL);
        ended("DONE", file.file().orElseThrow());
        assertEquals(
                List.of("last_tid"),
                file.faults().stream().map(ImportView.Fault::column).toList());
        assertEquals("6000001", bed.one("select min(last_tid) from token_identifier"));
        assertEquals("11", bed.one("select min(units_tenths) from meter_month"));
        ended("DONE", bed.taken(new MeterFile().with(cell(2, 11, "6100000")), ImportBed.ALL));
        assertEquals("6100000", bed.one("select max(last_tid) from token_identifier"));
    }

    @Test
    void ofAFileWithFaultsTheGoodRowsAreTakenWhereThatIsWanted() {
        MeterFile file = MeterFile.of(10).with(3, cell(2, 0, "123")).with(MeterFile.row(7));
        ImportView partly = bed.taken(file, ImportBed.PARTIAL);
        ended("DONE", partly);
        assertEquals(
                List.of(8L, 3L), List.of(partly.created(), partly.refusedRows()), "both rows of meter 7 are refused");
        assertEquals("8", bed.one("select count(*) from meter"));
    }

    @Test
    void aFileThatIsOnlyCheckedChangesNothing() {
        List<String> before = bed.contents();
        ImportView file = bed.taken(MeterFile.of(10), ImportBed.CHECK);
        ended("CHECKED", file);
        assertEquals(10, file.created(), "it says what it would do");
        assertEquals(before, bed.contents());
        ended("DONE", bed.taken(MeterFile.of(10), ImportBed.ALL));
    }

    @Test
    void everyFaultOfARowIsNamedWithItsColumn() {
        Map<Integer, List<String>> wrong = Map.ofEntries(
                Map.entry(0, List.of("", "07000000000", "1234567890", "1.2E+10", "abc")),
                Map.entry(2, List.of("x".repeat(121), "\"two\nlines\"")),
                Map.entry(3, List.of("12345", "1234567", "abcdef")),
                Map.entry(4, List.of("100", "-1", "1.5")),
                Map.entry(5, List.of("0", "10")),
                Map.entry(6, List.of("9", "x")),
                Map.entry(7, List.of("3", "2")),
                Map.entry(8, List.of("2014", "15")),
                Map.entry(9, List.of("x".repeat(41))),
                Map.entry(10, List.of("07", "254700000001|nobody", "2547****001")),
                Map.entry(11, List.of("16777216", "-1", "16000000")),
                Map.entry(12, List.of("-1", "1.23", "1e5")),
                Map.entry(13, List.of("-0.01", "1.234", "KES 5")),
                Map.entry(14, List.of("Loan", "Loan:1", "Loan:-1:1", "Loan:1:0", "A:1:1|A:1:1", "A:1:0:1.5")));
        String[] titles = MeterFile.TITLES.split(",", -1);
        wrong.forEach((place, values) -> values.forEach(value -> {
            MeterImports.Result result = bed.take(new MeterFile().with(cell(1, place, value)), ImportBed.CHECK);
            assertEquals(
                    List.of(titles[place]),
                    result.faults().stream().map(ImportView.Fault::column).toList(),
                    value);
            assertEquals(2, result.faults().get(0).line());
            assertFalse(value.length() > 6 && result.faults().toString().contains(value), "it repeats the cell");
        }));
    }

    @Test
    void rowsThatContradictEachOtherAreNamed() {
        MeterFile names = MeterFile.of(2).with(3, cell(2, 1, "A-0"));
        assertEquals(List.of(2L, 3L), lines(names), "one account, two names");
        MeterFile missing = new MeterFile().with(cell(1, 9, ""));
        assertEquals(List.of(2L), lines(missing), "a new meter without a tariff");
        MeterFile replaced = new MeterFile()
                .with(1, "drn,status,replaced_by")
                .with(MeterFile.drn(1) + ",BLOCKED," + MeterFile.drn(2));
        ended("DONE", bed.taken(MeterFile.of(1), ImportBed.ALL));
        assertEquals(List.of(2L), lines(replaced), "nobody has the meter that hangs there");
    }

    private List<Long> lines(MeterFile file) {
        MeterImports.Result result = bed.take(file, ImportBed.ALL);
        ended("REFUSED", result.file().orElseThrow());
        return result.faults().stream().map(ImportView.Fault::line).toList();
    }

    @Test
    void metersOfOneAccountHaveOneCustomerAndOneWithoutAccountKeepsHis() {
        ended("DONE", bed.taken(new MeterFile().with(cell(1, 1, "")).with(cell(2, 1, "")), ImportBed.ALL));
        assertEquals("2", bed.one("select count(*) from customer"));
        MeterFile together = new MeterFile()
                .with(1, "drn,account,name")
                .with(MeterFile.drn(1) + ",A-1,Amina")
                .with(MeterFile.drn(2) + ",A-1,Amina");
        assertEquals(2, bed.taken(together, ImportBed.ALL).updated());
        assertEquals("1", bed.one("select count(distinct customer_id) from meter"));
        ended(
                "DONE",
                bed.taken(
                        new MeterFile().with(1, "drn,account,name").with(MeterFile.drn(2) + ",A-2,Brian"),
                        ImportBed.ALL));
        assertEquals(
                List.of(bed.sealedName("Amina"), bed.sealedName("Brian")),
                bed.database.names(
                        "select c.name from meter m join customer c on c.id = m.customer_id order by m.drn"));
    }

    @Test
    void aGroupOfMetersWithoutAVendingKeyIsSaid() {
        MeterFile file = MeterFile.of(3).with(3, cell(2, 3, "654321")).with(4, cell(3, 3, "654321"));
        MeterImports.Result result = bed.take(file, ImportBed.ALL);
        ended("DONE", result.file().orElseThrow());
        assertEquals(1, result.file().orElseThrow().notices());
        assertTrue(result.faults().get(0).reason().endsWith("of 2 new meters"), result.faults()::toString);
    }

    @Test
    void garbageNeverDoesAnythingHalf() {
        Random random = new Random(SEED);
        int done = 0;
        for (int i = 0; i < GARBAGE; i++) {
            byte[] octets = spoiled(MeterFile.of(1 + random.nextInt(40)).octets(), random);
            List<String> before = bed.contents();
            long rows = Long.parseLong(bed.one("select count(*) from meter"));
            ImportView file = bed.take(octets, new ImportOptions(random.nextInt(4) == 0, false, random.nextBoolean()))
                    .file()
                    .orElseThrow();
            if (file.state().equals("DONE")) {
                done++;
                assertEquals(rows + file.created(), Long.parseLong(bed.one("select count(*) from meter")));
                assertEquals(
                        file.rowsRead() - file.refusedRows(),
                        file.created() + file.updated() + file.unchanged(),
                        file::toString);
            } else {
                ended("REFUSED", file);
                assertTrue(file.faults() > 0, file::toString);
                assertEquals(before, bed.contents(), file::toString);
            }
        }
        assertTrue(done > 0 && done < GARBAGE, done + " of " + GARBAGE + " were taken in");
    }

    /** Octets changed, lost, doubled and mixed. */
    private static byte[] spoiled(byte[] good, Random random) {
        byte[] octets = good.clone();
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            int at = random.nextInt(octets.length);
            int length = Math.min(random.nextInt(60), octets.length - at);
            switch (random.nextInt(4)) {
                case 0 -> octets[at] = (byte) random.nextInt(256);
                case 1 -> octets[at] = (byte) "\",;\n\r'=|:".charAt(random.nextInt(9));
                case 2 -> System.arraycopy(octets, at, octets, random.nextInt(octets.length - length), length);
                default -> octets = java.util.Arrays.copyOf(octets, Math.max(1, octets.length - length));
            }
        }
        return octets;
    }

    @Test
    void anImportThatWasBrokenOffChangesNothingAndIsShown() {
        ImportJournal journal = bed.rooms.get(ImportJournal.class);
        Spool.Received file = received(MeterFile.of(5));
        ImportView begun = journal.begin(file, ImportBed.ALL, "root").file();
        assertEquals(
                Outcome.IMPORT_RUNNING, bed.take(MeterFile.of(3), ImportBed.ALL).outcome());
        List<String> before = bed.contents();
        bed.rooms.get(MeterImports.class).begin(); // as the server does when it starts again
        ended("BROKEN_OFF", journal.find(begun.id()).orElseThrow());
        Imports.Task task = new Imports.Task(begun.id(), file, ImportBed.ALL, "root");
        Imports imports = bed.rooms.get(Imports.class);
        FaultBook book = new FaultBook(journal, begun.id());
        Spool.Received again = received(MeterFile.of(5));
        Imports.Task late = new Imports.Task(task.id(), again, ImportBed.ALL, "root");
        assertThrows(IllegalStateException.class, () -> imports.run(late, book), "whatever still runs cannot commit");
        assertEquals(before, bed.contents());
        ended("DONE", bed.taken(MeterFile.of(3), ImportBed.ALL));
    }

    private Spool.Received received(MeterFile file) {
        try {
            return bed.rooms.get(Spool.class).receive(new ByteArrayInputStream(file.octets()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatBreaksWhileItIsWrittenLeavesNothingBehind() {
        bed.database.execute("alter table meter_phone add constraint broken check (msisdn <> '"
                + bed.database.seals().number("254700000002") + "')");
        try {
            List<String> before = bed.contents();
            ended("FAILED", bed.taken(MeterFile.of(10), ImportBed.ALL));
            assertEquals(before, bed.contents());
            assertEquals(
                    Optional.of("FAILED"),
                    bed.rooms.get(ImportJournal.class).page(Long.MAX_VALUE, 1).stream()
                            .map(ImportView::state)
                            .findFirst());
        } finally {
            bed.database.execute("alter table meter_phone drop constraint broken");
        }
        ended("DONE", bed.taken(MeterFile.of(10), ImportBed.ALL));
    }

    @Test
    void faultsAreHandedOutPageByPage() {
        MeterFile file = new MeterFile();
        for (int serial = 1; serial <= 120; serial++) {
            file.with(cell(serial, 5, "x"));
        }
        ImportView refused = bed.taken(file, ImportBed.ALL);
        assertEquals(120, refused.faults());
        ImportJournal journal = bed.rooms.get(ImportJournal.class);
        List<ImportView.Fault> last = journal.faults(refused.id(), 100, 50);
        assertEquals(20, last.size());
        assertEquals(102, last.get(0).line());
    }
}
