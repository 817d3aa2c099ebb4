package io.tokenline.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.sandbox.meter.StsMeter;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.ClearTamperCondition;
import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SetMaximumPowerLimit;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Meters that are switched off after every token, on whichever database. */
abstract class VirtualMetersContract {

    private static final TokenCodec CODEC = new TokenCodec(StaTables.sample());

    private final Database database;
    private final VirtualMeters meters;

    VirtualMetersContract(Database database) {
        this.database = database;
        Rooms rooms = new Rooms(database);
        this.meters = rooms.get(VirtualMeters.class);
        try {
            rooms.get(SandboxData.class).fill();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<DemoMeters.Demo> demos(String scenario) {
        return DemoMeters.all().stream()
                .filter(demo -> demo.scenario().equals(scenario))
                .toList();
    }

    private static String drn(DemoMeters.Demo demo) {
        return demo.pan().drn().digits();
    }

    private static MeterKeyParameters parameters(DemoMeters.Demo demo, KeyRevision revision) {
        return demo.keys().parameters(demo.pan(), demo.keys().tariffIndex(), revision);
    }

    private static DecoderKey key(DemoMeters.Demo demo, KeyRevision revision) {
        return KeyDerivation.derive(demo.keys().vendingKey(revision.number()), parameters(demo, revision));
    }

    private static TokenIdentifier tid(int minutes) {
        return new TokenIdentifier(BaseDate.BD2014, minutes);
    }

    private static String credit(int minute, long tenths, DecoderKey key) {
        Amount16 amount = Amount16.atLeast(tenths).orElseThrow();
        return digits(new TransferCredit(Commodity.ELECTRICITY, 0, tid(minute), amount), key);
    }

    private static String digits(StsToken token, DecoderKey key) {
        return CODEC.encode(token, key).digits();
    }

    /** The tokens that bring a meter to its target. */
    private static List<String> change(DemoMeters.Demo demo) {
        DemoMeters.Target target = demo.target().orElseThrow();
        DecoderKey current = key(demo, demo.revision());
        KeyChange change = KeyChange.between(
                parameters(demo, demo.revision()),
                current,
                demo.keys().parameters(demo.pan(), target.tariffIndex(), target.revision()),
                key(demo, target.revision()),
                new KeyExpiryNumber(TestKeys.EXPIRY));
        return change.tokens().stream().map(token -> digits(token, current)).toList();
    }

    private MeterEntry enter(DemoMeters.Demo demo, String token) {
        return meters.enter(drn(demo), token).orElseThrow();
    }

    private MeterDisplay display(DemoMeters.Demo demo) {
        return meters.display(drn(demo)).orElseThrow();
    }

    @Test
    void aMeterThatIsBehindGetsItsKeyByTokensAndThenItsCredit() {
        for (DemoMeters.Demo demo : demos(DemoMeters.KEY_CHANGE)) {
            boolean ea11 = demo.keys() == TestKeys.EA11;
            List<String> tokens = change(demo);
            assertEquals(ea11 ? 4 : 2, tokens.size());
            for (int i = 0; i < tokens.size(); i++) {
                assertEquals(1, display(demo).keyRevision());
                MeterEntry entry = enter(demo, tokens.get(i));
                assertEquals(List.of("ACCEPTED", "KEY_CHANGE"), List.of(entry.result(), entry.kind()));
                assertEquals(i + 1, entry.sectionsTaken());
                assertEquals(tokens.size(), entry.sectionsNeeded());
            }
            MeterDisplay display = display(demo);
            assertEquals(2, display.keyRevision());
            assertEquals(demo.keys().tariffIndex().number(), display.tariffIndex());
            assertEquals(ea11 ? demo.keys().group().digits() : "000000", display.supplyGroupCode());
            DecoderKey next = key(demo, demo.target().orElseThrow().revision());
            assertEquals(
                    "REJECTED",
                    enter(demo, credit(1, 10, key(demo, demo.revision()))).result());
            assertEquals("1.0", enter(demo, credit(1, 10, next)).balanceKwh());
            assertEquals("USED", enter(demo, credit(1, 10, next)).result());
        }
    }

    @Test
    void keyChangeTokensThatComeTooFarApartAreForgotten() {
        DemoMeters.Demo demo = demos(DemoMeters.KEY_CHANGE).get(0);
        List<String> tokens = change(demo);
        enter(demo, tokens.get(0));
        database.clock().pass(StsMeter.KEY_CHANGE_TIME.minusMillis(1));
        assertEquals(2, enter(demo, tokens.get(1)).sectionsTaken());
        database.clock().pass(StsMeter.KEY_CHANGE_TIME.minusMillis(1));
        assertEquals(2, enter(demo, tokens.get(2)).sectionsTaken());
    }

    @Test
    void limitsAndTheOpenCoverAreRemembered() {
        DemoMeters.Demo demo = demos(DemoMeters.NORMAL).get(0);
        DecoderKey key = key(demo, demo.revision());
        assertNull(display(demo).powerLimitW());
        MeterEntry limit = enter(
                demo,
                digits(
                        new SetMaximumPowerLimit(
                                0, tid(1), Amount16.atLeast(5_000).orElseThrow()),
                        key));
        assertEquals(List.of("POWER_LIMIT", "5000"), List.of(limit.kind(), String.valueOf(limit.value())));
        assertEquals(5_000, display(demo).powerLimitW());
        assertTrue(meters.tamper(drn(demo)).orElseThrow().tampered());
        assertTrue(display(demo).tampered());
        assertEquals(
                "CLEAR_TAMPER",
                enter(demo, digits(new ClearTamperCondition(0, tid(2)), key)).kind());
        assertEquals(false, display(demo).tampered());
        assertEquals("ACCEPTED", display(demo).lastResult());
    }

    @Test
    void noMeterIsNoMeter() {
        assertEquals(Optional.empty(), meters.enter("no such meter", "1"));
        assertEquals(Optional.empty(), meters.display("no such meter"));
        assertEquals(Optional.empty(), meters.tamper("no such meter"));
    }

    @Test
    void fiftyTidsAreKnownAfterEachSwitchOff() {
        DemoMeters.Demo demo = demos(DemoMeters.NORMAL).get(1);
        DecoderKey key = key(demo, demo.revision());
        for (int minute = 1; minute <= 52; minute++) {
            assertEquals("ACCEPTED", enter(demo, credit(minute, 1, key)).result());
        }
        assertEquals(50, database.count("select count(*) from sandbox_meter_tid"));
        assertEquals("OLD", enter(demo, credit(2, 1, key)).result());
        assertEquals("USED", enter(demo, credit(3, 1, key)).result());
        assertEquals("5.2", display(demo).balanceKwh());
    }

    @Test
    void aTokenTypedTwiceAtOnceCountsOnce() {
        DemoMeters.Demo demo = demos(DemoMeters.NORMAL).get(2);
        String token = credit(1, 10, key(demo, demo.revision()));
        List<String> results =
                Threads.together(2, thread -> () -> enter(demo, token).result());
        assertEquals(List.of("ACCEPTED", "USED"), results.stream().sorted().toList());
        assertEquals("1.0", display(demo).balanceKwh());
    }

    @Test
    void aMeterOfTheFirstSandboxGetsItsKeyWhenItIsUsed() {
        DemoMeters.Demo demo = demos(DemoMeters.NORMAL).get(3);
        String keyless = "select count(*) from sandbox_meter where secrets is null";
        assertEquals(0, database.count(keyless));
        database.execute("update sandbox_meter set secrets = null");
        assertEquals(
                "1.0", enter(demo, credit(1, 10, key(demo, demo.revision()))).balanceKwh());
        assertEquals(DemoMeters.all().size() - 1, database.count(keyless));
    }

    @Test
    void theFirstSandboxsMetersKeepTheirCreditAndTheirTids() {
        String schema = "first_sandbox";
        migrate(schema, "1");
        try {
            String meter = "\"" + schema + "\".sandbox_meter";
            database.execute(
                    "insert into " + meter + " values"
                            + " ('07000000013', '600727070000000135', 'normal', 'A', 11, '600675', 7, 1, 143, 'USED')",
                    "insert into " + meter + "_tid values ('07000000013', 6397234)");
            migrate(schema, "latest");
            assertEquals(
                    List.of("electricity 143", "electricity_currency 0"),
                    database.names("select register || ' ' || amount from " + meter + "_register order by register"));
            assertEquals(
                    List.of("2 255 used"),
                    database.names("select key_type || ' ' || key_expiry || ' ' || last_result from " + meter
                            + " where secrets is null and not tampered"));
            assertEquals(List.of("6397234"), database.names("select tid from " + meter + "_tid"));
        } finally {
            database.execute("drop schema \"" + schema + "\" cascade");
        }
    }

    private void migrate(String schema, String version) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/sandbox")
                .schemas(schema)
                .target(version)
                .load()
                .migrate();
    }
}
