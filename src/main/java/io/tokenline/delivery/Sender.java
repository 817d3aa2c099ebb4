package io.tokenline.delivery;

import io.tokenline.DatabaseAway;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what lies in the outbox; no transaction is open, and no thread waits, while an operator is spoken to. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int BATCH = 50;
    private static final int IN_FLIGHT = 500;

    private static final Sent UNKNOWN = Sent.of(SendResult.UNKNOWN);

    private final Outbox outbox;
    private final MessageSender operators;
    private final Executor executor;
    private final BiConsumer<Long, Sent> answered;
    private final AtomicInteger inFlight = new AtomicInteger();
    /** Links that took no more in this round; a round ends when nothing is left for the others. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /**
     * A sender.
     *
     * @param executor where answers are written down
     * @param answered {@link Outbox#answered}, usable on any thread of the executor
     */
    Sender(Outbox outbox, MessageSender operators, Executor executor, BiConsumer<Long, Sent> answered) {
        this.outbox = outbox;
        this.operators = operators;
        this.executor = executor;
        this.answered = answered;
    }

    /** Sends a batch; returns how many messages it took. */
    int drain() {
        int room = Math.min(BATCH, IN_FLIGHT - inFlight.get());
        if (room <= 0) {
            return 0;
        }
        List<Outbox.Claimed> claimed = outbox.claim(room, Set.copyOf(busy));
        if (claimed.isEmpty()) {
            busy.clear();
        }
        claimed.forEach(this::send);
        return claimed.size();
    }

    private void send(Outbox.Claimed message) {
        inFlight.incrementAndGet();
        try {
            var unused = operators
                    .send(message.text())
                    .whenComplete((result, failure) -> said(message, failure == null ? result : UNKNOWN));
        } catch (RuntimeException e) {
            LOG.error("TKL-8005 message {} could not be sent", message.id(), e);
            record(message.id(), UNKNOWN);
        }
    }

    private void said(Outbox.Claimed message, Sent sent) {
        if (sent.result() == SendResult.BUSY) {
            busy.add(message.text().link());
        }
        record(message.id(), sent);
    }

    private void record(long id, Sent said) {
        try {
            executor.execute(() -> finish(id, said));
        } catch (RejectedExecutionException e) {
            inFlight.decrementAndGet();
            LOG.warn("TKL-8002 message {}: no thread is free to record {}, it is sent again", id, said.result());
        }
    }

    private void finish(long id, Sent sent) {
        try {
            answered.accept(id, sent);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setCause(DatabaseAway.trace(e))
                    .log(
                            "TKL-8003 message {}: {} could not be recorded, it is sent again: {}",
                            id,
                            sent.result(),
                            DatabaseAway.reason(e));
        } finally {
            inFlight.decrementAndGet();
        }
    }
}
