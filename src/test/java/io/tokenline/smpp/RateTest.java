package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    private static final long SECOND = 1_000_000_000L;

    private static int taken(Rate bucket, int perSecond, long now) {
        int taken = 0;
        while (taken <= perSecond && bucket.take(perSecond, now)) {
            taken++;
        }
        return taken;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5 * SECOND / 2, Long.MIN_VALUE})
    void aSecondsWorthAtOnceAndThenSoManyASecond(long start) {
        for (int rate : new int[] {1, 3, 10, 1_000}) {
            Rate bucket = new Rate(start);
            assertEquals(rate, taken(bucket, rate, start));
            assertFalse(bucket.take(rate, start + SECOND / rate - rate));
            assertTrue(bucket.take(rate, start + SECOND / rate));
            assertEquals(rate, taken(bucket, rate, start + 5 * SECOND), "a long silence saves up no more");
        }
    }

    @Test
    void zeroIsNoLimit() {
        Rate bucket = new Rate(0);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(bucket.take(0, 0));
        }
    }
}
