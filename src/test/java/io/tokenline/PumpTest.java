package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pump whose ticks and threads the test holds in its hand. */
class PumpTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
    private final Deque<Runnable> submitted = new ArrayDeque<>();
    private final AtomicInteger drains = new AtomicInteger();
    private boolean busy;

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private Pump pump(IntSupplier drain) {
        return pump(UnaryOperator.identity(), drain);
    }

    private Pump pump(UnaryOperator<Runnable> context, IntSupplier drain) {
        return new Pump("test", timer, this::execute, context, NEVER, drain);
    }

    private void execute(Runnable task) {
        if (busy) {
            throw new RejectedExecutionException("all busy");
        }
        submitted.add(task);
    }

    private void runSubmitted() {
        while (!submitted.isEmpty()) {
            submitted.remove().run();
        }
    }

    @Test
    void manyWakesBeforeItRunsAreOneRun() {
        Pump pump = pump(() -> drains.incrementAndGet() * 0);
        for (int i = 0; i < 10; i++) {
            pump.wake();
        }
        assertEquals(1, submitted.size());
        runSubmitted();
        assertTrue(drains.get() <= 2, "once, and once more for those who came meanwhile");
        pump.wake();
        assertEquals(1, submitted.size(), "at rest again");
    }

    @Test
    void itDrainsUntilNothingIsLeft() {
        AtomicInteger work = new AtomicInteger(120);
        Pump pump = pump(() -> {
            drains.incrementAndGet();
            return Math.min(50, work.getAndAdd(-Math.min(50, work.get())));
        });
        pump.wake();
        runSubmitted();
        assertEquals(0, work.get());
        assertEquals(4, drains.get());
    }

    @Test
    void aWakeDuringADrainIsNotLost() {
        AtomicReference<Pump> self = new AtomicReference<>();
        Pump pump = pump(() -> {
            if (drains.incrementAndGet() == 1) {
                java.util.Objects.requireNonNull(self.get()).wake();
            }
            return 0;
        });
        self.set(pump);
        pump.wake();
        runSubmitted();
        assertEquals(2, drains.get());
    }

    @Test
    void aFailureIsOverWithTheNextWake() {
        Pump pump = pump(() -> {
            if (drains.incrementAndGet() == 1) {
                throw new IllegalStateException("no database");
            }
            return 0;
        });
        pump.wake();
        runSubmitted();
        pump.wake();
        runSubmitted();
        assertEquals(2, drains.get());
    }

    @Test
    void whatFailsAgainAndAgainIsSaidOnceAndThenThatItWorks() {
        Pump pump = pump(() -> {
            if (drains.incrementAndGet() <= 5) {
                throw new IllegalStateException("no database");
            }
            return 0;
        });
        List<String> said = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getMessage().substring(0, "TKL-0000".length()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(Pump.class.getName());
        log.setLevel(Level.ALL);
        log.setUseParentHandlers(false);
        log.addHandler(handler);
        try {
            for (int i = 0; i < 8; i++) {
                pump.wake();
                runSubmitted();
            }
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
            log.setLevel(null);
        }
        assertEquals(List.of("TKL-0004", "TKL-0005"), said);
    }

    @Test
    void evenAnErrorIsOverWithTheNextWake() {
        Pump pump = pump(() -> {
            if (drains.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            return 0;
        });
        pump.wake();
        try {
            runSubmitted();
        } catch (StackOverflowError e) {
            submitted.clear();
        }
        pump.wake();
        runSubmitted();
        assertEquals(2, drains.get());
    }

    @Test
    void whereNoThreadIsFreeTheNextWakeTriesAgain() {
        Pump pump = pump(() -> drains.incrementAndGet() * 0);
        busy = true;
        pump.wake();
        busy = false;
        pump.wake();
        runSubmitted();
        assertEquals(1, drains.get());
    }

    @Test
    void aClosedPumpDoesNothingMore() {
        Pump pump = pump(() -> drains.incrementAndGet());
        pump.wake();
        pump.close();
        pump.wake();
        runSubmitted();
        assertEquals(1, drains.get(), "what had begun ends after its batch");
        assertTrue(submitted.isEmpty());
    }

    @Test
    void everyRunHasTheContextOfTheMaker() {
        AtomicInteger entered = new AtomicInteger();
        Pump pump = pump(
                step -> () -> {
                    entered.incrementAndGet();
                    step.run();
                },
                () -> 0);
        pump.wake();
        runSubmitted();
        assertEquals(1, entered.get());
    }

    @Test
    void itTicksByItself() {
        AtomicInteger ticks = new AtomicInteger();
        try (Pump pump = new Pump(
                "test",
                timer,
                Runnable::run,
                UnaryOperator.identity(),
                Duration.ofMillis(1),
                () -> 0 * ticks.incrementAndGet())) {
            long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (ticks.get() < 3 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertFalse(ticks.get() < 3);
            pump.wake();
        }
    }
}
