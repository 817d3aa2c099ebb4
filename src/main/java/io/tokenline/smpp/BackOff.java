package io.tokenline.smpp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between tries: each twice as long as the one before, up to a cap, and each a little different, so that those
 * who failed together do not come back together.
 */
final class BackOff {

    private static final int DOUBLINGS_MAX = 30;

    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;
    private int failures;

    /**
     * Before the first try.
     *
     * @param first the shortest pause
     * @param cap the longest
     */
    BackOff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    /** The pause after one more failure: between half and all of what the doubling gives, never below the first. */
    synchronized Duration next() {
        long whole = Math.min(cap.toMillis(), first.toMillis() << Math.min(failures, DOUBLINGS_MAX));
        failures++;
        return jittered(whole);
    }

    /** The pause where it helps nobody to come soon. */
    synchronized Duration longest() {
        return jittered(cap.toMillis());
    }

    /** It worked. */
    synchronized void reset() {
        failures = 0;
    }

    private Duration jittered(long whole) {
        long least = Math.max(first.toMillis(), whole / 2);
        return Duration.ofMillis(least >= whole ? whole : random.nextLong(least, whole + 1));
    }
}
