package io.tokenline.books;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgeTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T08:00:00Z");

    private static Age after(Duration time) {
        return Age.of(SINCE, SINCE.plus(time));
    }

    private static void changes(Age before, int day, Age then) {
        assertEquals(before, after(Duration.ofDays(day).minusNanos(1)));
        assertEquals(then, after(Duration.ofDays(day)));
    }

    @Test
    void eachStepBeginsWithItsFirstMoment() {
        assertEquals(Age.UNDER_A_DAY, after(Duration.ZERO));
        changes(Age.UNDER_A_DAY, 1, Age.UNDER_THREE_DAYS);
        changes(Age.UNDER_THREE_DAYS, 3, Age.UNDER_A_WEEK);
        changes(Age.UNDER_A_WEEK, 7, Age.OLDER);
    }
}
