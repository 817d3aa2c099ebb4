package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who guesses is slowed, who does not is left alone. */
class FailedLoginsTest {

    private static final String OFFICE = "10.0.0.1";
    private static final String ELSEWHERE = "192.0.2.7";
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestClock clock = new TestClock();
    private final FailedLogins failures = new FailedLogins(clock);

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            failures.failed(name, address);
        }
    }

    private boolean waits(String name, String address) {
        return failures.pause(name, address).isPresent();
    }

    @Test
    void theTenthFailureBeginsAPauseThatEnds() {
        fail(FailedLogins.MAX - 1, "wanjiku", OFFICE);
        assertFalse(waits("wanjiku", OFFICE));
        assertTrue(failures.failed("wanjiku", OFFICE));
        assertEquals(Optional.of(FailedLogins.PAUSE), failures.pause("wanjiku", OFFICE));
        clock.pass(FailedLogins.PAUSE.minus(MOMENT));
        assertEquals(Optional.of(MOMENT), failures.pause("wanjiku", OFFICE));
        clock.pass(MOMENT);
        assertFalse(waits("wanjiku", OFFICE));
        fail(FailedLogins.MAX - 1, "wanjiku", OFFICE);
        assertFalse(waits("wanjiku", OFFICE), "after the pause the count begins anew");
    }

    @Test
    void failuresThatAreFarApartAddUpToNothing() {
        for (int i = 0; i < 3 * FailedLogins.MAX; i++) {
            assertFalse(failures.failed("wanjiku", OFFICE));
            clock.pass(FailedLogins.WINDOW.dividedBy(FailedLogins.MAX - 1).plus(MOMENT));
        }
        assertFalse(waits("wanjiku", OFFICE));
    }

    @Test
    void tenFailuresWithinAnyMinuteAreTooMany() {
        fail(1, "wanjiku", OFFICE);
        clock.pass(FailedLogins.WINDOW.minus(MOMENT));
        fail(FailedLogins.MAX / 2, "wanjiku", OFFICE);
        assertFalse(waits("wanjiku", OFFICE));
        clock.pass(MOMENT.multipliedBy(2));
        fail(FailedLogins.MAX / 2 - 1, "wanjiku", OFFICE);
        assertFalse(waits("wanjiku", OFFICE));
        fail(1, "wanjiku", OFFICE);
        assertTrue(waits("wanjiku", OFFICE));
    }

    @Test
    void aNameIsGuessedAtFromManyAddressesNoFasterThanFromOne() {
        for (int i = 0; i < FailedLogins.MAX; i++) {
            fail(1, "wanjiku", "192.0.2." + i);
        }
        assertTrue(waits("wanjiku", "198.51.100.1"));
        assertFalse(waits("otieno", "192.0.2.1"));
    }

    @Test
    void anAddressTriesManyNamesNoFasterThanOne() {
        for (int i = 0; i < FailedLogins.MAX; i++) {
            fail(1, "name" + i, ELSEWHERE);
        }
        assertTrue(waits("another", ELSEWHERE));
        assertFalse(waits("name1", OFFICE));
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        for (int i = 0; i < FailedLogins.MAX; i++) {
            fail(1, "name" + i, "2001:db8:0:1::" + i);
        }
        assertTrue(waits("another", "2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assertFalse(waits("another", "2001:db8:0:2::1"));
    }

    @Test
    void whoIsAtHomeIsNotShutOutByOthers() {
        failures.succeeded("wanjiku", OFFICE);
        fail(FailedLogins.MAX, "wanjiku", ELSEWHERE);
        fail(FailedLogins.MAX, "otieno", OFFICE);
        assertTrue(waits("wanjiku", ELSEWHERE));
        assertTrue(waits("otieno", OFFICE));
        assertFalse(waits("wanjiku", OFFICE));
    }

    @Test
    void atHomeOneMayGuessNoMoreThanElsewhere() {
        failures.succeeded("wanjiku", OFFICE);
        fail(FailedLogins.MAX, "wanjiku", OFFICE);
        assertTrue(waits("wanjiku", OFFICE));
        assertFalse(waits("otieno", OFFICE), "the neighbours are not slowed by it");
        assertFalse(waits("wanjiku", ELSEWHERE));
    }

    @Test
    void aLoginOfOnesOwnPaysForNoGuesses() {
        fail(FailedLogins.MAX - 1, "wanjiku", OFFICE);
        failures.succeeded("otieno", OFFICE);
        fail(1, "wanjiku", OFFICE);
        assertTrue(waits("wanjiku", OFFICE));
    }

    @Test
    void whereANameMustNotBeShutOutOthersOnlySlowIt() {
        for (int i = 0; i < FailedLogins.MAX; i++) {
            assertTrue(failures.turn("operator", OFFICE));
            fail(1, "operator", "192.0.2." + i);
        }
        assertEquals(Optional.empty(), failures.pauseAt("operator", OFFICE));
        assertTrue(failures.turn("operator", OFFICE));
        assertFalse(failures.turn("operator", ELSEWHERE), "one try a second, whoever comes");
        clock.pass(FailedLogins.TURN);
        assertTrue(failures.turn("operator", ELSEWHERE));
        failures.succeeded("operator", OFFICE);
        assertTrue(failures.turn("operator", OFFICE), "at home there is no queue");
        assertTrue(failures.turn("another", ELSEWHERE));
    }

    @Test
    void anAddressThatGuessesHasAPauseOfItsOwn() {
        fail(FailedLogins.MAX, "operator", ELSEWHERE);
        assertTrue(failures.pauseAt("operator", ELSEWHERE).isPresent());
        assertTrue(failures.pauseAt("another", ELSEWHERE).isPresent());
        assertEquals(Optional.empty(), failures.pauseAt("operator", OFFICE));
    }

    @Test
    void memoryIsBounded() {
        int many = 30_000;
        for (int i = 0; i < many; i++) {
            failures.failed("name" + i, "address" + i);
            failures.succeeded("name" + i, "address" + i);
        }
        assertTrue(failures.size() < many, () -> "kept " + failures.size());
        fail(FailedLogins.MAX, "wanjiku", OFFICE);
        assertTrue(waits("wanjiku", OFFICE));
    }
}
