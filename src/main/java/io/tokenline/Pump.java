package io.tokenline;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains work that lies in a table: at each tick, and at once when somebody says that there is new work. One drain runs
 * at a time; wakes that come meanwhile make it run once more.
 */
public final class Pump implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    /** A failure that lasts, as of a database that is away, is said as often as this. */
    private static final long SAID_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private enum State {
        IDLE,
        RUNNING,
        RUN_AGAIN,
        CLOSED
    }

    private final String name;
    private final Executor executor;
    private final IntSupplier drain;
    private final Runnable contextualRun;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final Future<?> ticks;
    /** Since it last worked; touched by one run at a time only. */
    private long failures;

    private long saidAt;

    /**
     * Starts ticking.
     *
     * @param context gives a step the context of the caller of this constructor (JNDI, transactions), whichever thread
     *     wakes the pump
     * @param drain takes a batch and returns how many pieces it took; it is called again until it returns 0
     */
    public Pump(
            String name,
            ScheduledExecutorService timer,
            Executor executor,
            UnaryOperator<Runnable> context,
            Duration period,
            IntSupplier drain) {
        this.name = name;
        this.executor = executor;
        this.drain = drain;
        this.contextualRun = context.apply(this::run);
        this.ticks =
                timer.scheduleWithFixedDelay(this::wake, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says that there may be work; returns at once. */
    public void wake() {
        State before = state.getAndUpdate(s -> switch (s) {
            case IDLE -> State.RUNNING;
            case RUNNING, RUN_AGAIN -> State.RUN_AGAIN;
            case CLOSED -> State.CLOSED;
        });
        if (before != State.IDLE) {
            return;
        }
        try {
            executor.execute(contextualRun);
        } catch (RejectedExecutionException e) {
            state.compareAndSet(State.RUNNING, State.IDLE);
            state.compareAndSet(State.RUN_AGAIN, State.IDLE);
            LOG.warn("TKL-0003 {}: no thread is free now, the next tick tries again", name);
        }
    }

    private void run() {
        do {
            state.compareAndSet(State.RUN_AGAIN, State.RUNNING);
            drainOnce();
        } while (!state.compareAndSet(State.RUNNING, State.IDLE) && state.get() != State.CLOSED);
    }

    private void drainOnce() {
        try {
            int taken;
            do {
                taken = drain.getAsInt();
            } while (taken > 0 && state.get() != State.CLOSED);
            if (failures > 0) {
                LOG.info("TKL-0005 {} works again after {} failures", name, failures);
                failures = 0;
            }
        } catch (Exception | Error e) { // also a checked one that the container throws undeclared: this must go on
            failed(e);
        }
    }

    private void failed(Throwable e) {
        long now = System.nanoTime();
        if (failures == 0 || now - saidAt > SAID_AGAIN_NANOS) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log(
                            "TKL-0004 {} failed ({} times in a row), each tick tries again: {}",
                            name,
                            failures + 1,
                            DatabaseAway.reason(e));
            saidAt = now;
        }
        failures++;
    }

    @Override
    public void close() {
        state.set(State.CLOSED);
        ticks.cancel(false);
    }
}
