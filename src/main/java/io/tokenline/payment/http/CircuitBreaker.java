package io.tokenline.payment.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls from a provider that fails on each: after five failures in a row none is made for half a minute, then one
 * tries whether it is well again.
 */
public final class CircuitBreaker {

    /** Failures in a row that open it. */
    public static final int FAILURES = 5;

    /** How long it stays open, and how long a try may take until there is another one. */
    public static final Duration PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    /** A closed one. */
    public CircuitBreaker(Clock clock) {
        this.clock = clock;
    }

    /** Whether a call could be made now. */
    public synchronized boolean isClosed() {
        return failures < FAILURES || !clock.instant().isBefore(closedUntil);
    }

    /** Whether this call may be made; where it tries whether the provider is well again, others may not meanwhile. */
    public synchronized boolean mayCall() {
        if (failures < FAILURES) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return false;
        }
        closedUntil = now.plus(PAUSE);
        return true;
    }

    /** A call was answered. */
    public synchronized void succeeded() {
        failures = 0;
    }

    /**
     * A call was not answered, or by somebody in front of a provider that is down.
     *
     * @return whether it has just opened
     */
    public synchronized boolean failed() {
        failures++;
        if (failures >= FAILURES) {
            closedUntil = clock.instant().plus(PAUSE);
        }
        return failures == FAILURES;
    }
}
