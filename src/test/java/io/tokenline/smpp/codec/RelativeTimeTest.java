package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times from now on. */
class RelativeTimeTest {

    @Test
    void daysHoursMinutesAndSecondsHaveTwoDigitsEach() {
        assertEquals(
                "000002030405000R",
                RelativeTime.of(Duration.ofDays(2).plusHours(3).plusMinutes(4).plusSeconds(5)));
        assertEquals("000000000001000R", RelativeTime.of(Duration.ofMillis(1_999)));
        assertEquals("000031000000000R", RelativeTime.of(Duration.ofDays(31)));
    }

    @Test
    void lessThanASecondOrMoreThanAMonthCannotBeSaid() {
        assertThrows(IllegalArgumentException.class, () -> RelativeTime.of(Duration.ofMillis(999)));
        assertThrows(
                IllegalArgumentException.class,
                () -> RelativeTime.of(Duration.ofDays(31).plusMillis(1)));
    }
}
