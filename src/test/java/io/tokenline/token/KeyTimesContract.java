package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.TestClock;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.vault.KeyLetter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A key begins and ends at its moment, on whichever database. */
abstract class KeyTimesContract {

    private static final int SERIAL = 4711;

    /** KEN is compared with the upper 8 of a TID's 24 bits. */
    private static final int KEN_UNIT = 1 << 16;

    private final Rooms rooms;
    private final TestClock clock;
    private final Desk desk;

    KeyTimesContract(Database database) {
        this.rooms = new Rooms(database);
        this.clock = database.clock();
        this.desk = new Desk(rooms);
    }

    private static KeyLetter letter(int revision) {
        return KeyLetter.of("123457", revision);
    }

    private static TokenRequest credit(KeyLetter key) {
        return Desk.credit(key.meter(SERIAL), 100);
    }

    private static TokenRequest change(KeyLetter from, KeyLetter to) {
        return Desk.creditAt(from.meter(SERIAL), to.target());
    }

    @Test
    void aKeyIsOverFromTheMinuteWhoseUpperBitsExceedItsExpiryNumber() {
        int ken = 100;
        KeyLetter key = letter(1).ken(ken).load(rooms);
        Instant over = BaseDate.BD2014.start().plus((ken + 1L) * KEN_UNIT, ChronoUnit.MINUTES);
        clock.set(over.minusMillis(1));
        TokenRequest last = credit(key);
        int tid = Desk.readCredit(desk.issued(last).ordered(), key.key(), last.meter())
                .tid()
                .minutes();
        assertEquals(ken, tid >>> 16);
        assertEquals(0xFFFF, tid & 0xFFFF, "the last minute of all");
        clock.set(over);
        desk.refuses(Outcome.KEY_EXPIRED, credit(key));
    }

    @Test
    void aTokenIdentifierThatRanAheadPastTheExpiryIsRefused() {
        int ken = 100;
        KeyLetter key = letter(1).ken(ken).load(rooms);
        clock.set(BaseDate.BD2014
                .start()
                .plus((ken + 1L) * KEN_UNIT, ChronoUnit.MINUTES)
                .minusSeconds(30));
        desk.issued(credit(key));
        assertEquals(Outcome.OK, desk.judge(credit(key)), "by the clock there is time");
        assertEquals(new IssueResult.Refused(Outcome.KEY_EXPIRED), desk.issue(credit(key)));
        desk.issued(Desk.credit(key.meter(SERIAL + 1), 100));
    }

    @Test
    void anExpiryNumberOf255OutlastsItsBaseDateAndNotByAMinute() {
        KeyLetter key = letter(1).load(rooms);
        clock.set(BaseDate.BD2014.lastMinute().plusSeconds(59));
        desk.issued(credit(key));
        clock.set(BaseDate.BD2014.lastMinute().plusSeconds(60));
        desk.refuses(Outcome.KEY_EXPIRED, credit(key));
    }

    @Test
    void aKeyIsOverAtItsIssueUntilToTheMillisecond() {
        Instant until = TestClock.START.plusMillis(123);
        KeyLetter key = letter(1).issueUntil(until).load(rooms);
        clock.set(until.minusMillis(1));
        desk.issued(credit(key));
        clock.set(until);
        desk.refuses(Outcome.KEY_EXPIRED, credit(key));
    }

    @Test
    void aKeyBeginsAtItsActiveFromToTheMillisecond() {
        Instant from = TestClock.START.plusMillis(456);
        KeyLetter key = letter(1).activeFrom(from).load(rooms);
        clock.set(from.minusMillis(1));
        desk.refuses(Outcome.KEY_NOT_ACTIVE, credit(key));
        clock.set(from);
        desk.issued(credit(key));
    }

    @Test
    void aBaseDateThatIsOverIsRefused() {
        KeyLetter key = letter(1).baseDate(BaseDate.BD1993).load(rooms);
        assertTrue(clock.instant().isAfter(BaseDate.BD1993.lastMinute()));
        desk.refuses(Outcome.KEY_EXPIRED, credit(key));
        clock.set(BaseDate.BD1993.lastMinute());
        desk.issued(credit(key));
    }

    @Test
    void aBaseDateThatHasNotComeIsRefusedWhateverTheKeysActiveFromSays() {
        KeyLetter key =
                letter(1).baseDate(BaseDate.BD2035).activeFrom(Instant.EPOCH).load(rooms);
        desk.refuses(Outcome.KEY_NOT_ACTIVE, credit(key));
        clock.set(BaseDate.BD2035.start().minusMillis(1));
        desk.refuses(Outcome.KEY_NOT_ACTIVE, credit(key));
        clock.set(BaseDate.BD2035.start());
        desk.issued(credit(key));
    }

    @Test
    void aKeyThatIsNotActiveYetLeadsNowhereEither() {
        letter(1).activeFrom(TestClock.START.plusMillis(1)).load(rooms);
        letter(2).load(rooms);
        desk.refuses(Outcome.KEY_NOT_ACTIVE, change(letter(1), letter(2)));
        desk.refuses(Outcome.KEY_NOT_ACTIVE, change(letter(2), letter(1)));
        clock.pass(Duration.ofMillis(1));
        desk.issued(change(letter(1), letter(2)));
    }
}
