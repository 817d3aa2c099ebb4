package io.tokenline.delivery;

import io.tokenline.AfterCommit;
import io.tokenline.Msisdn;
import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SMS owed to customers: written in the transaction that owes them, sent afterwards, once as far as anybody can tell. */
@ApplicationScoped
@Transactional
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration VALIDITY = Duration.ofDays(2);

    private static final String NO_LINK = "";

    private final OutboxStore store;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Settings settings;
    private volatile Runnable wake = () -> {};

    @Inject
    Outbox(OutboxStore store, AfterCommit afterCommit, Clock clock, Settings settings) {
        this.store = store;
        this.afterCommit = afterCommit;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A message that a sender holds.
     *
     * @param id its row
     * @param text what to send
     */
    public record Claimed(long id, OutboundText text) {}

    /** How many sales had their token taken by an operator, and brought to the phone. */
    public record Counts(long sent, long delivered) {}

    /** Who is told that there is something to send. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void onWork(Runnable waker) {
        wake = waker;
    }

    /**
     * Owes a message, in the caller's transaction.
     *
     * @param key names the message: the same key twice is the same message
     * @param link the operator account that the customer used
     */
    public void owe(
            String key, Message.Kind kind, Optional<String> saleReference, String link, Msisdn to, String text) {
        if (store.has(key)) {
            return;
        }
        OutboundText outbound = new OutboundText(link, settings.shortCode(), to, text);
        store.add(new Message(key, kind, saleReference, outbound, clock.instant(), VALIDITY));
        afterCommit.run(wake);
    }

    /** Takes messages whose time has come, for a sender who then calls {@link #answered}. */
    public List<Claimed> claim(int limit) {
        return claim(limit, Set.of());
    }

    /**
     * As {@link #claim(int)}.
     *
     * @param busy links that take no more now; their messages stay where they are
     */
    public List<Claimed> claim(int limit, Set<String> busy) {
        return store.due(clock.instant(), limit, busy.isEmpty() ? Set.of(NO_LINK) : busy).stream()
                .filter(this::claim)
                .map(Outbox::claimed)
                .toList();
    }

    private boolean claim(Message message) {
        boolean claimed = message.claim(settings.node(), clock.instant(), LEASE);
        if (!claimed) {
            LOG.warn("TKL-8006 {}: SMS {}, nobody took it in time", message.name(), message.state());
        }
        return claimed;
    }

    private static Claimed claimed(Message message) {
        return new Claimed(message.id(), message.outbound());
    }

    /** Records what the operator said to a message. */
    public void answered(long id, SendResult result) {
        store.lock(id).ifPresent(message -> {
            message.answered(result, clock.instant());
            log(message, result);
        });
    }

    private static void log(Message message, SendResult result) {
        switch (message.state()) {
            case FAILED, EXPIRED ->
                LOG.warn("TKL-8007 {}: SMS {} ({}), it will not arrive", message.name(), message.state(), result);
            case QUEUED -> LOG.debug("TKL-8008 {}: SMS {} ({})", message.name(), message.state(), result);
            default -> LOG.info("TKL-8001 {}: SMS {} ({})", message.name(), message.state(), result);
        }
    }

    /** An operator is back: what waits for him is sent now. */
    public void linkIsUp(String link) {
        if (store.hurry(link, clock.instant()) > 0) {
            afterCommit.run(wake);
        }
    }

    /** At start: lets go of what this node held when it died. */
    public int releaseClaims() {
        return store.release(settings.node(), clock.instant());
    }

    /** Sales by what became of their token's SMS, counted from the table. */
    public Counts counts() {
        return new Counts(
                store.sales(Message.Kind.TOKEN, List.of(Message.State.SENT, Message.State.DELIVERED)),
                store.sales(Message.Kind.TOKEN, List.of(Message.State.DELIVERED)));
    }
}
