package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.LocalCache;
import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many meters a phone may look up in an hour and in a day. */
class LookUpCountsTest {

    private static final Msisdn PHONE = new Msisdn("254700123456");
    private static final int HOUR = 5;
    private static final int DAY = 12;
    private static final Duration SLOT = Duration.ofMinutes(5);

    private final TestClock clock = new TestClock();
    private final LookUpCache cache = new LookUpCache(LocalCache.fresh());
    private final LookUpCounts counts = server();

    private LookUpCounts server() {
        return new LookUpCounts(cache, new Settings.Registry(HOUR, DAY, 1), clock);
    }

    private boolean ask() {
        return counts.count(PHONE).isEmpty();
    }

    private void exhaust(int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(ask(), "look-up " + i);
        }
    }

    @Test
    void whoHasAskedTooOftenInAnHourHearsWhenToComeBackAndMayThen() {
        exhaust(HOUR);
        Instant next = counts.count(PHONE).orElseThrow();
        Duration wait = Duration.between(clock.instant(), next);
        assertTrue(wait.compareTo(Duration.ofHours(1)) >= 0
                && wait.compareTo(Duration.ofHours(1).plus(SLOT)) <= 0);
        assertEquals(next, counts.next(PHONE));
        clock.set(next.minusSeconds(1));
        assertFalse(ask());
        clock.set(next);
        exhaust(HOUR);
    }

    @Test
    void whoHasAskedTooOftenInADayWaitsForTheNextOne() {
        exhaust(HOUR);
        clock.pass(Duration.ofHours(2));
        exhaust(HOUR);
        clock.pass(Duration.ofHours(2));
        exhaust(DAY - 2 * HOUR);
        Instant next = counts.count(PHONE).orElseThrow();
        assertTrue(Duration.between(clock.instant(), next).compareTo(Duration.ofHours(20)) >= 0);
        clock.set(next);
        exhaust(HOUR);
    }

    @Test
    void inNoHourAndNoDayAreThereMoreHoweverTheyAreSpread() {
        Random random = new Random(62055);
        Deque<Instant> answered = new ArrayDeque<>();
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            clock.pass(Duration.ofSeconds(random.nextInt(1_800)));
            if (ask()) {
                answered.addLast(clock.instant());
            } else {
                refused++;
            }
            answered.removeIf(at -> at.isBefore(clock.instant().minus(Duration.ofDays(1))));
            long hour = answered.stream()
                    .filter(at -> at.isAfter(clock.instant().minus(Duration.ofHours(1))))
                    .count();
            assertTrue(hour <= HOUR && answered.size() <= DAY, () -> hour + " and " + answered.size());
        }
        assertTrue(refused > 0);
    }

    @Test
    void serversThatShareTheCacheCountTogetherAndAllAtOnceLoseNone() {
        AtomicInteger answered = new AtomicInteger();
        IntStream.range(0, 8).parallel().forEach(i -> {
            LookUpCounts other = server();
            for (int n = 0; n < HOUR; n++) {
                if (other.count(PHONE).isEmpty()) {
                    answered.incrementAndGet();
                }
            }
        });
        assertTrue(answered.get() <= HOUR && answered.get() > 0, answered::toString);
    }

    @Test
    void phonesAreCountedEachForItself() {
        exhaust(HOUR);
        assertFalse(ask());
        assertEquals(Optional.empty(), counts.count(new Msisdn("254700123457")));
    }
}
