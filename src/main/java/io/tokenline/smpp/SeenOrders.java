package io.tokenline.smpp;

import io.tokenline.sms.InboundText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The orders that came as texts a short while ago, by fingerprint. An operator that missed our response sends an order
 * again: it gets the message id of the first, and nothing is bought twice. Questions may be asked as often as one likes.
 */
final class SeenOrders {

    /** How long a repeat is looked for. */
    static final Duration REPEATED_WITHIN = Duration.ofSeconds(60);

    private static final int MOST = 20_000;

    private final Clock clock;
    private final Map<String, Order> orders = new LinkedHashMap<>();

    SeenOrders(Clock clock) {
        this.clock = clock;
    }

    private record Order(CompletableFuture<String> messageId, Instant at) {}

    /**
     * Enters an order.
     *
     * @return the future id of the one that it repeats, or nothing where it is new and {@link #done} or {@link #failed}
     *     must be called
     */
    synchronized Optional<CompletableFuture<String>> enter(InboundText text) {
        Instant now = clock.instant();
        orders.values().stream() // in the order of their age
                .takeWhile(order -> !now.isBefore(order.at.plus(REPEATED_WITHIN)))
                .toList()
                .forEach(orders.values()::remove);
        Order before = orders.get(text.fingerprint());
        if (before != null) {
            return Optional.of(before.messageId);
        }
        if (orders.size() >= MOST) {
            orders.remove(orders.keySet().iterator().next());
        }
        orders.put(text.fingerprint(), new Order(new CompletableFuture<>(), now));
        return Optional.empty();
    }

    /** The order is safe. */
    synchronized void done(InboundText text) {
        Order order = orders.get(text.fingerprint());
        if (order != null) {
            order.messageId.complete(text.messageId());
        }
    }

    /** Nothing came of the order: the next one like it is a new one. */
    synchronized void failed(InboundText text) {
        Order order = orders.remove(text.fingerprint());
        if (order != null) {
            order.messageId.completeExceptionally(new IllegalStateException("the first of these orders failed"));
        }
    }
}
