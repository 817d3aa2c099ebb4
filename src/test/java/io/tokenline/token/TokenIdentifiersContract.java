package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.metering.MeterFixture;
import io.tokenline.token.TokenIdentifiers.Taken;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.MeterPan;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A TID never repeats for a meter and base date, on whichever database. */
abstract class TokenIdentifiersContract {

    private static final MeterPan PAN = MeterFixture.pan(1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:30Z");

    private final Database database;
    private final TokenIdentifiers identifiers;

    TokenIdentifiersContract(Database database) {
        this.database = database;
        this.identifiers = new Rooms(database).get(TokenIdentifiers.class);
    }

    private Taken take(BaseDate baseDate, Instant now) {
        return database.tx(() -> identifiers.take(PAN, baseDate, now));
    }

    private Instant minute(Instant now) {
        return assertInstanceOf(Taken.Given.class, take(BaseDate.BD2014, now))
                .tid()
                .minute();
    }

    @Test
    void theFirstTokenOfAMeterBearsItsMinute() {
        assertEquals(Instant.parse("2026-03-01T12:00:00Z"), minute(NOON));
    }

    @Test
    void aSecondTokenInTheSameMinuteBearsTheNext() {
        minute(NOON);
        assertEquals(Instant.parse("2026-03-01T12:01:00Z"), minute(NOON));
        assertEquals(Instant.parse("2026-03-01T12:05:00Z"), minute(NOON.plusSeconds(300)));
    }

    @Test
    void theReservedMinuteIsLeftOut() {
        Instant night = Instant.parse("2026-03-01T00:01:20Z");
        assertEquals(Instant.parse("2026-03-01T00:02:00Z"), minute(night));
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        assertEquals(midnight, minute(midnight));
        assertEquals(Instant.parse("2026-03-02T00:02:00Z"), minute(midnight));
    }

    @Test
    void aClockSetBackGivesTheMinuteAfterTheLast() {
        minute(NOON);
        assertEquals(Instant.parse("2026-03-01T12:01:00Z"), minute(NOON.minus(Duration.ofMinutes(30))));
    }

    @Test
    void anHourAheadOfTheClockIsTheEndOfIt() {
        minute(NOON);
        Instant before = NOON.minus(Duration.ofHours(1));
        Taken.Ahead ahead = assertInstanceOf(Taken.Ahead.class, take(BaseDate.BD2014, before));
        assertEquals(Instant.parse("2026-03-01T11:01:00Z"), ahead.until());
        assertEquals(Instant.parse("2026-03-01T12:01:00Z"), minute(ahead.until()), "at that moment it is given");
    }

    @Test
    void aBaseDateThatIsOverOrHasNotComeGivesNone() {
        assertInstanceOf(Taken.Over.class, take(BaseDate.BD1993, NOON));
        assertInstanceOf(Taken.Over.class, take(BaseDate.BD2035, NOON));
        Instant last = BaseDate.BD2014.lastMinute();
        assertEquals(last, minute(last));
        assertInstanceOf(Taken.Over.class, take(BaseDate.BD2014, last));
        assertInstanceOf(Taken.Over.class, take(BaseDate.BD2014, last.plusSeconds(60)));
    }

    @Test
    void eachBaseDateCountsForItself() {
        minute(NOON);
        Instant later = BaseDate.BD2035.start().plusSeconds(86_400);
        Taken.Given given = assertInstanceOf(Taken.Given.class, take(BaseDate.BD2035, later));
        assertEquals(later, given.tid().minute());
    }

    @Test
    void whatARollbackTookIsFreeAgain() {
        minute(NOON);
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    identifiers.take(PAN, BaseDate.BD2014, NOON);
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(Instant.parse("2026-03-01T12:01:00Z"), minute(NOON));
    }

    @Test
    void eightWhoSellToOneNewMeterAtOnceNeverGetTheSameMinute() {
        AtomicInteger elapsed = new AtomicInteger();
        AtomicInteger undone = new AtomicInteger();
        List<List<Instant>> all = Threads.together(8, thread -> () -> {
            List<Instant> mine = new ArrayList<>();
            while (mine.size() < 25) {
                Instant now = NOON.plus(Duration.ofMinutes(elapsed.getAndIncrement()));
                try {
                    if (take(BaseDate.BD2014, now) instanceof Taken.Given given) {
                        mine.add(given.tid().minute());
                    }
                } catch (PersistenceException e) {
                    undone.incrementAndGet();
                }
            }
            return mine;
        });
        all.forEach(mine -> assertEquals(mine.stream().sorted().toList(), mine, "ascending"));
        List<Instant> given = all.stream().flatMap(List::stream).toList();
        assertEquals(200, given.size());
        assertEquals(200, new HashSet<>(given).size(), "no minute twice");
        assertTrue(undone.get() < 8, "only the very first may be undone, once for each: " + undone);
    }
}
