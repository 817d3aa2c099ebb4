package io.tokenline.delivery;

import io.tokenline.Pump;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The sender as the server runs it, for tests of the rooms that it sends through. */
public final class Dispatch implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(50);

    private final ThreadPoolExecutor work =
            new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1_000));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Pump pump;

    /** Begins to send what lies in the outbox. */
    public Dispatch(Outbox outbox, Receipts receipts, MessageSender operators) {
        Sender sender = new Sender(outbox, operators, work, outbox::answered);
        pump = new Pump(
                "delivery", timer, work, UnaryOperator.identity(), TICK, () -> receipts.match() + sender.drain());
        outbox.onWork(pump::wake);
        receipts.onWork(pump::wake);
    }

    @Override
    public void close() {
        pump.close();
        timer.shutdownNow();
        work.shutdownNow();
    }
}
