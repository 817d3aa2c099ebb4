package io.tokenline.delivery;

import io.tokenline.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators tell of the texts that they took. A receipt may come before the response that it belongs to has been
 * written down: it is parked, and matched when both are committed.
 */
@ApplicationScoped
@Transactional
public class Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    /** How long an operator may take to tell. */
    private static final Duration KNOWN = Duration.ofDays(7);

    private static final Duration PARKED = Duration.ofHours(1);
    private static final int PARKED_MAX = 10_000;
    private static final int BATCH = 100;

    private final ReceiptStore store;
    private final OutboxStore messages;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private volatile Runnable wake = () -> {};

    @Inject
    Receipts(ReceiptStore store, OutboxStore messages, AfterCommit afterCommit, Clock clock) {
        this.store = store;
        this.messages = messages;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** Who is told that there may be something to match. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void onWork(Runnable waker) {
        wake = waker;
    }

    /** Takes a receipt; when this returns it is safe. */
    public void take(Receipt receipt) {
        Optional<MessagePart> part = find(receipt);
        List<String> ids = usable(receipt);
        if (part.isPresent()) {
            apply(part.get(), receipt);
        } else if (store.parked() + ids.size() > PARKED_MAX) {
            LOG.warn("TKL-8010 a receipt over {} fits no message, and too many wait already", receipt.link());
        } else {
            ids.forEach(id -> store.park(new ParkedReceipt(receipt, id, clock.instant())));
            afterCommit.run(wake);
        }
    }

    /** Writes down what the operator calls the parts of a message, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void expect(long messageId, Sent sent) {
        int attempt = store.attempts(messageId) + 1;
        sent.operatorIds()
                .forEach(id -> store.add(new MessagePart(messageId, attempt, sent.link(), id, clock.instant())));
        afterCommit.run(wake);
    }

    /** The parts of some messages, by message, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    Map<Long, List<MessagePart>> parts(Collection<Long> messages) {
        return store.parts(messages).stream().collect(Collectors.groupingBy(MessagePart::messageId));
    }

    /**
     * Matches receipts that came early, and forgets those that nobody waits for.
     *
     * @return how many were matched
     */
    public int match() {
        List<ParkedReceipt> matched = store.matched(BATCH);
        for (ParkedReceipt parked : matched) {
            find(parked.receipt()).ifPresent(part -> apply(part, parked.receipt()));
            store.remove(parked);
        }
        int forgotten = store.removeParkedBefore(clock.instant().minus(PARKED));
        if (forgotten > 0) {
            LOG.info("TKL-8011 {} receipts fitted no message of ours and are forgotten", forgotten);
        }
        return matched.size();
    }

    private Optional<MessagePart> find(Receipt receipt) {
        Instant since = clock.instant().minus(KNOWN);
        return usable(receipt).stream()
                .flatMap(id -> store.find(receipt.link(), id, receipt.phone(), since).stream())
                .findFirst();
    }

    /** A number read in another base may be somebody else's: that counts only where the phone is known, too. */
    private static List<String> usable(Receipt receipt) {
        List<String> ids = receipt.operatorIds();
        return receipt.phone().isPresent() || ids.isEmpty() ? ids : ids.subList(0, 1);
    }

    private void apply(MessagePart part, Receipt receipt) {
        Message message = messages.lock(part.messageId()).orElseThrow();
        if (receipt.outcome() == Receipt.Outcome.DELIVERED) {
            part.deliver();
            if (store.isComplete(part.messageId(), part.attempt())) {
                message.delivered(clock.instant());
            }
        } else if (part.attempt() == store.attempts(part.messageId())) { // what was said of an older one is past
            message.undelivered(receipt.outcome(), clock.instant());
        }
        LOG.info("TKL-8012 {}: SMS {} (receipt {})", message.name(), message.state(), receipt.outcome());
        afterCommit.run(wake);
    }
}
