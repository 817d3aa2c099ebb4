package io.tokenline.ussd;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets one step of a subscriber's dialogs run at a time, on this server; some subscribers share a lock. */
final class DialogLocks {

    private static final int STRIPES = 1 << 10;
    private static final int WAIT_SECONDS = 10;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    /** Runs a step when those before it are done; empty where they take too long. */
    <T> Optional<T> inTurn(Dialog.Subscriber subscriber, Supplier<T> step) {
        ReentrantLock lock = of(subscriber);
        try {
            if (!lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(step.get());
        } finally {
            lock.unlock();
        }
    }

    /** Runs something unless a step is running. */
    void ifIdle(Dialog.Subscriber subscriber, Runnable work) {
        ReentrantLock lock = of(subscriber);
        if (lock.tryLock()) {
            try {
                work.run();
            } finally {
                lock.unlock();
            }
        }
    }

    private ReentrantLock of(Dialog.Subscriber subscriber) {
        int hash = subscriber.hashCode();
        return locks[(hash ^ hash >>> 16) & (STRIPES - 1)];
    }
}
