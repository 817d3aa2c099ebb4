package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.TestClock;
import io.tokenline.vault.KeyLetter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that was restored gives out no TID a second time, on whichever make of it. */
abstract class TidFloorContract {

    private static final List<String> TABLES =
            List.of("token_identifier", "issued_token", "tid_floor", "audit_event", "audit_unlinked");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SERIAL = 4711;

    private final Database database;
    private final TestClock clock;

    /** Servers over one database, each with a memory of its own, as a server also is that was started again. */
    private final Server first;

    private final Server second;
    private final Server third;
    private final KeyLetter key = KeyLetter.of("123457", 1);

    TidFloorContract(Database database) {
        this.database = database;
        this.clock = database.clock();
        this.first = new Server(new Rooms(database));
        this.second = new Server(new Rooms(database));
        this.third = new Server(new Rooms(database));
    }

    /** A server that sells. */
    private final class Server {

        private final Desk desk;
        private final TidFloor floor;

        Server(Rooms rooms) {
            this.desk = new Desk(rooms);
            this.floor = rooms.get(TidFloor.class);
        }

        /** Minutes of the TIDs of all tokens that a meter gets, in one commit, until it has to wait. */
        List<Integer> sellOut(int serial) {
            return database.tx(() -> {
                List<Integer> minutes = new ArrayList<>();
                TokenRequest request = Desk.credit(key.meter(serial), 100);
                IssueResult result = desk.issue(request);
                while (result instanceof IssueResult.Issued issued) {
                    minutes.add(Desk.readCredit(issued.ordered(), key.key(), request.meter())
                            .tid()
                            .minutes());
                    request = Desk.credit(key.meter(serial), 100);
                    result = desk.issue(request);
                }
                assertEquals(Outcome.TID_WAIT, ((IssueResult.Wait) result).outcome());
                return minutes;
            });
        }

        /** Minutes pass in which it says that it lives. */
        void live(int minutes) {
            for (int i = 0; i < minutes; i++) {
                clock.pass(MINUTE);
                floor.alive();
            }
        }
    }

    @BeforeEach
    void start() {
        key.load(new Rooms(database));
        first.floor.begin();
        book(0);
    }

    private void book(int raised) {
        assertEquals(raised, database.count("select count(*) from audit_event where action = 'TID_FLOOR'"));
    }

    private void backUp() {
        TABLES.forEach(table -> database.execute("create table " + table + "_kept as select * from " + table));
    }

    private void putBack() {
        List<String> last = new ArrayList<>(TABLES);
        Collections.reverse(last);
        last.forEach(table -> database.execute("delete from " + table));
        TABLES.forEach(table -> database.execute("insert into " + table + " select * from " + table + "_kept"));
    }

    @AfterEach
    void throwBackupAway() {
        TABLES.forEach(table -> database.execute("drop table if exists " + table + "_kept"));
    }

    private static void allBeyond(List<Integer> lost, List<Integer> now) {
        assertEquals(61, now.size(), "an hour ahead, no less and no more");
        assertTrue(Collections.min(now) > Collections.max(lost), () -> now + " after " + lost);
        assertEquals(now.stream().sorted().distinct().toList(), now);
    }

    private Instant minute(int minutes) {
        return key.attributes().baseDate().start().plus(MINUTE.multipliedBy(minutes));
    }

    @Test
    void aNewDatabaseHasNoFloor() {
        assertEquals(Instant.EPOCH, first.floor.floor());
        assertEquals(clock.instant(), minute(first.sellOut(SERIAL).get(0)));
    }

    @Test
    void aQuickRestartChangesNothing() {
        List<Integer> before = first.sellOut(SERIAL);
        clock.pass(TidFloor.SILENCE);
        second.floor.begin();
        assertEquals(Instant.EPOCH, second.floor.floor());
        book(0);
        assertEquals(
                List.of(1 + Collections.max(before), 2 + Collections.max(before)),
                second.sellOut(SERIAL),
                "two minutes and a half have passed");
    }

    @Test
    void aLongSilenceRaisesTheFloorBeyondTheHourAndStandsInTheBook() {
        List<Integer> before = first.sellOut(SERIAL);
        clock.pass(TidFloor.SILENCE.plusMillis(1));
        second.floor.begin();
        assertTrue(second.floor.floor().isAfter(clock.instant().plus(TokenIdentifiers.AHEAD)));
        book(1);
        assertEquals(List.of("system"), database.names("select actor from audit_event where action = 'TID_FLOOR'"));
        allBeyond(before, second.sellOut(SERIAL));
        assertEquals(
                second.floor.floor().truncatedTo(ChronoUnit.MINUTES),
                minute(second.sellOut(SERIAL + 1).get(0)));
    }

    @Test
    void whatWasSoldAfterTheBackupIsNeverSoldAgain() {
        first.sellOut(SERIAL);
        backUp();
        first.live(20);
        List<Integer> lost = first.sellOut(SERIAL);
        List<Integer> lostToo = first.sellOut(SERIAL + 1);
        putBack();
        clock.pass(MINUTE);
        second.floor.begin();
        allBeyond(lost, second.sellOut(SERIAL));
        allBeyond(lostToo, second.sellOut(SERIAL + 1));
    }

    @Test
    void aServerBelowWhichTheDatabaseWasPutBackNoticesWithinAMinute() {
        first.sellOut(SERIAL);
        backUp();
        first.live(5);
        List<Integer> lost = first.sellOut(SERIAL);
        first.live(1);
        putBack();
        first.live(1);
        book(1);
        allBeyond(lost, first.sellOut(SERIAL));
    }

    @Test
    void aServerThatWasCutOffFromItsDatabaseForLongDoesNotTakeItForRestored() {
        first.sellOut(SERIAL);
        first.live(1);
        clock.pass(Duration.ofHours(1));
        first.live(1);
        book(0);
        assertEquals(Instant.EPOCH, first.floor.floor());
    }

    @Test
    void whoSaysThatHeRestoredHasTheFloorAtOnceAndInTheBook() {
        first.sellOut(SERIAL);
        backUp();
        first.live(2);
        List<Integer> lost = first.sellOut(SERIAL);
        putBack();
        second.floor.begin();
        book(0);
        Instant floor = second.floor.restored("amina", "disk lost, backup of 8:00");
        assertEquals(floor, second.floor.floor());
        assertEquals(
                List.of("amina tokens disk lost, backup of 8:00"),
                database.names("select actor || ' ' || object || ' ' || detail from audit_event"
                        + " where action = 'TID_FLOOR'"));
        allBeyond(lost, second.sellOut(SERIAL));
    }

    @Test
    void anotherServersFloorIsTakenUpWithinAMinuteAndByWhoStartsAfterwards() {
        second.floor.begin();
        Instant floor = first.floor.restored("amina", "backup");
        second.live(1);
        assertEquals(floor, second.floor.floor());
        assertEquals(floor, minute(second.sellOut(SERIAL).get(0)));
        third.floor.begin();
        assertEquals(floor, third.floor.floor());
        book(1);
    }

    @Test
    void aFloorThatIsReachedChangesNothingAnyMore() {
        Instant floor = first.floor.restored("amina", "backup");
        while (clock.instant().isBefore(floor)) {
            first.live(1);
        }
        first.live(1);
        assertEquals(clock.instant(), minute(first.sellOut(SERIAL).get(0)));
    }

    @Test
    void aClockThatWasSetBackLowersNoFloorAndNoTokenIdentifier() {
        Instant floor = first.floor.restored("amina", "backup");
        List<Integer> before = first.sellOut(SERIAL);
        clock.pass(Duration.ofHours(-3));
        first.floor.alive();
        second.floor.begin();
        assertEquals(floor, first.floor.floor());
        assertEquals(floor, second.floor.floor());
        assertEquals(List.of(), first.sellOut(SERIAL));
        book(1);
        clock.pass(Duration.ofHours(3).plus(TidFloor.SILENCE).plusMillis(1));
        second.floor.begin();
        allBeyond(before, second.sellOut(SERIAL));
    }

    @Test
    void asLongAsTheFloorLiesAheadAMeterWaitsUntilTheClockHasReachedItAndMore() {
        Instant floor = first.floor.restored("amina", "backup");
        first.sellOut(SERIAL);
        IssueResult.Wait wait = (IssueResult.Wait) first.desk.issue(Desk.credit(key.meter(SERIAL), 100));
        assertEquals(floor.plus(MINUTE), wait.until());
        clock.set(wait.until().minusMillis(1));
        assertEquals(List.of(), first.sellOut(SERIAL));
        clock.set(wait.until());
        assertEquals(1, first.sellOut(SERIAL).size());
    }

    @Test
    void aSecondRestoreOfABackupThatKnowsOfTheFirstGoesBeyondWhatTheFirstAllowed() {
        first.floor.restored("amina", "disk lost");
        backUp();
        List<Integer> lost = first.sellOut(SERIAL);
        putBack();
        clock.pass(TidFloor.SILENCE.plusMillis(1));
        second.floor.begin();
        allBeyond(lost, second.sellOut(SERIAL));
    }

    @Test
    void aSecondRestoreOfTheSameBackupBelowARunningServerGoesBeyondTheFirst() {
        first.sellOut(SERIAL);
        backUp();
        first.live(5);
        first.sellOut(SERIAL);
        first.live(1);
        putBack();
        first.live(1);
        List<Integer> lost = first.sellOut(SERIAL);
        first.live(1);
        putBack();
        first.live(1);
        allBeyond(lost, first.sellOut(SERIAL));
    }

    @Test
    void aSecondRestoreOfTheSameBackupWithinTheHourIsSafeWhereAPersonSaysSo() {
        backUp();
        putBack();
        clock.pass(TidFloor.SILENCE.plusMillis(1));
        second.floor.begin();
        List<Integer> lost = second.sellOut(SERIAL);
        putBack();
        clock.pass(TidFloor.SILENCE.plusMillis(1));
        third.floor.begin();
        third.floor.restored("amina", "the same backup, again");
        allBeyond(lost, third.sellOut(SERIAL));
    }
}
