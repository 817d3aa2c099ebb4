package io.tokenline.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
final class Await {

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long RARELY_NANOS = Duration.ofMillis(300).toNanos();

    private Await() {}

    static <T> T value(Duration deadline, String what, Supplier<Optional<T>> source) {
        return value(deadline, PAUSE_NANOS, what, source);
    }

    private static <T> T value(Duration deadline, long pauseNanos, String what, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + deadline.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            LockSupport.parkNanos(pauseNanos);
        }
        throw new AssertionError("within " + deadline + " there was not: " + what);
    }

    static void until(Duration deadline, String what, BooleanSupplier condition) {
        value(deadline, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** For a condition that costs whoever is asked for it. */
    static void rarely(Duration deadline, String what, BooleanSupplier condition) {
        value(deadline, RARELY_NANOS, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
