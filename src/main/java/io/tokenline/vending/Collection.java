package io.tokenline.vending;

import io.tokenline.DatabaseAway;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.Payments;
import io.tokenline.payment.Recording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks wallets for the money of confirmed sales, with no transaction open while they answer. */
final class Collection {

    private static final Logger LOG = LoggerFactory.getLogger(Collection.class);
    private static final int BATCH = 16;
    private static final int IN_FLIGHT = 100;
    /** A wallet whose calls wait for the customer's PIN keeps this many threads. */
    private static final int IN_FLIGHT_OF_ONE = 64;

    private static final Duration LEFTOVER_AGE = Duration.ofSeconds(5);

    private final Payments payments;
    private final Callbacks callbacks;
    private final Unfinished unfinished;
    private final Executor executor;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<String, AtomicInteger> inFlightOf = new ConcurrentHashMap<>();

    /**
     * A collection.
     *
     * @param executor for wallets alone, so that a slow one keeps nobody else waiting
     */
    Collection(Payments payments, Callbacks callbacks, Unfinished unfinished, Executor executor) {
        this.payments = payments;
        this.callbacks = callbacks;
        this.unfinished = unfinished;
        this.executor = executor;
    }

    /** Hands a batch of due attempts to the executor; returns how many it took. */
    int drain() {
        int room = Math.min(BATCH, IN_FLIGHT - inFlight.get());
        if (room <= 0) {
            return 0;
        }
        List<Payments.Claimed> claimed = payments.claim(room, busy());
        for (Payments.Claimed attempt : claimed) {
            count(attempt, 1);
            try {
                executor.execute(() -> {
                    try {
                        ask(attempt);
                    } finally {
                        count(attempt, -1);
                    }
                });
            } catch (RejectedExecutionException e) {
                count(attempt, -1);
                LOG.warn("TKL-4007 sale {}: no thread is free, the wallet is asked later", saleOf(attempt));
                record(attempt, attempt.notAsked());
            }
        }
        return claimed.size();
    }

    private void count(Payments.Claimed attempt, int more) {
        inFlight.addAndGet(more);
        inFlightOf
                .computeIfAbsent(attempt.wallet().provider(), any -> new AtomicInteger())
                .addAndGet(more);
    }

    /** Wallets that answer so slowly that they would soon leave no thread for the others. */
    private Set<String> busy() {
        return inFlightOf.entrySet().stream()
                .filter(entry -> entry.getValue().get() + BATCH > IN_FLIGHT_OF_ONE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void ask(Payments.Claimed attempt) {
        PayOutcome outcome;
        try {
            outcome = attempt.ask();
        } catch (RuntimeException e) {
            LOG.warn(
                    "TKL-4008 sale {}: {} did not answer",
                    saleOf(attempt),
                    attempt.wallet().provider(),
                    e);
            outcome = new PayOutcome.Unknown();
        }
        record(attempt, outcome);
    }

    private void record(Payments.Claimed attempt, PayOutcome outcome) {
        Recording.of(
                () -> payments.answered(attempt, outcome),
                () -> LOG.info("TKL-4012 sale {}: the wallet's answer is recorded once more", saleOf(attempt)),
                e -> LOG.atError()
                        .setCause(DatabaseAway.trace(e))
                        .log(
                                "TKL-4009 sale {}: the wallet's answer could not be recorded, it is asked again: {}",
                                saleOf(attempt),
                                DatabaseAway.reason(e)));
    }

    private static String saleOf(Payments.Claimed attempt) {
        return attempt.request().saleReference();
    }

    /**
     * Takes up what a crash or a wait left: paid sales whose token is due, stored callbacks, customers who wait, and payments
     * whose wallet is not configured any more.
     */
    int recover() {
        long tokensTried =
                unfinished.due(BATCH).stream().filter(this::retryToken).count();
        int callbacksHandled = callbacks.handleLeftovers(LEFTOVER_AGE);
        long told = unfinished.silent(BATCH).stream().filter(this::tell).count(); // last: a token is better news
        return callbacksHandled + (int) tokensTried + (int) told + payments.setAside(BATCH);
    }

    private boolean tell(String saleReference) {
        try {
            unfinished.tell(saleReference);
            return true;
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log("TKL-4038 sale {}: the customer is told later: {}", saleReference, DatabaseAway.reason(e));
            return false;
        }
    }

    private boolean retryToken(String saleReference) {
        try {
            unfinished.issue(saleReference);
            return true;
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log("TKL-4011 sale {}: the token failed: {}", saleReference, DatabaseAway.reason(e));
            putOff(saleReference);
            return false;
        }
    }

    /** One that fails must not keep the others from their turn. */
    private void putOff(String saleReference) {
        try {
            unfinished.failed(saleReference);
        } catch (RuntimeException e) {
            LOG.warn("TKL-4036 sale {}: the next tick tries again: {}", saleReference, DatabaseAway.reason(e));
        }
    }
}
