package io.tokenline.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, with a deadline. */
final class Await {

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private Await() {}

    static <T> T value(Duration deadline, String what, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + deadline.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new AssertionError("within " + deadline + " there was not: " + what);
    }

    static void until(Duration deadline, String what, BooleanSupplier condition) {
        value(deadline, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
