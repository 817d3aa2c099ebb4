package io.tokenline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class TestClock extends Clock {

    /** A Sunday morning under the base date of 2014. */
    public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private volatile Instant now = START;

    /** Jumps to a moment, forth or back. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Lets time pass. */
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
