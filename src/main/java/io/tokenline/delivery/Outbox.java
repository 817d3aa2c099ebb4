package io.tokenline.delivery;

import io.tokenline.AfterCommit;
import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.vault.FieldCipher;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SMS owed to customers: written in the transaction that owes them, sent afterwards, once as far as anybody can tell. */
@ApplicationScoped
@Transactional
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration VALIDITY = Duration.ofDays(2);

    private static final Duration CLOSED_PAUSE = Duration.ofMinutes(1);

    private static final String NO_LINK = "";

    private final OutboxStore store;
    private final FieldCipher cipher;
    private final Receipts receipts;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final Settings settings;
    private volatile Runnable wake = () -> {};

    @Inject
    Outbox(
            OutboxStore store,
            FieldCipher cipher,
            Receipts receipts,
            AfterCommit afterCommit,
            Clock clock,
            Settings settings) {
        this.store = store;
        this.cipher = cipher;
        this.receipts = receipts;
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

    /**
     * Messages that are still to be sent.
     *
     * @param queued for want of a link, or until their next try
     * @param sending at an operator
     */
    public record Waiting(long queued, long sending) {}

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
     * @throws IllegalStateException where a token is to be kept and the vault is closed
     */
    public void owe(
            String key, Message.Kind kind, Optional<String> saleReference, String link, Msisdn to, String text) {
        if (store.has(key)) {
            return;
        }
        Instant now = clock.instant();
        OutboundText outbound = new OutboundText(link, settings.shortCode(), to, text, now.plus(VALIDITY));
        store.add(new Message(key, kind, saleReference, outbound, sealed(key, kind, text), now));
        afterCommit.run(wake);
    }

    /** Whether a message of this key is owed, or was. */
    public boolean owes(String key) {
        return store.has(key);
    }

    private Optional<byte[]> sealed(String key, Message.Kind kind, String text) {
        if (!kind.isSecret()) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher.seal(Message.label(key), text));
        } catch (VaultException e) { // whoever holds a token had the vault open to get it
            throw new IllegalStateException("a token's text cannot be kept: " + e.getMessage(), e);
        }
    }

    /** The operator account over which a phone was last written to; any of them where it never was. */
    public String linkOf(Msisdn to) {
        return store.lastLink(to.digits()).orElse(MessageSender.ANY_LINK);
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
                .map(this::claim)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Claimed> claim(Message message) {
        Instant now = clock.instant();
        if (!message.claim(settings.node(), now, LEASE)) {
            LOG.warn("TKL-8006 {}: SMS {}, nobody took it in time", message.name(), message.state());
            return Optional.empty();
        }
        try {
            return Optional.of(new Claimed(message.id(), message.outbound(opened(message))));
        } catch (VaultException e) {
            LOG.error("TKL-8009 {}: the SMS waits, its text cannot be read: {}", message.name(), e.getMessage());
            message.putBack(CLOSED_PAUSE, now);
            return Optional.empty();
        }
    }

    private Optional<String> opened(Message message) throws VaultException {
        Optional<byte[]> sealed = message.sealedText();
        return sealed.isEmpty() ? Optional.empty() : Optional.of(cipher.open(message.label(), sealed.get()));
    }

    /** Records what the operator said to a message. */
    public void answered(long id, SendResult result) {
        answered(id, Sent.of(result));
    }

    /**
     * As {@link #answered(long, SendResult)}; that the operator got it, and what he calls its parts, is written down in
     * the same commit.
     */
    public void answered(long id, Sent sent) {
        store.lock(id).ifPresent(message -> {
            message.answered(sent.result(), clock.instant());
            if (sent.isAttempt()) {
                store.add(new Attempt(id, sent, clock.instant()));
            }
            if (!sent.operatorIds().isEmpty()) {
                receipts.expect(id, sent);
            }
            log(message, sent.result());
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

    /**
     * An operator is back: what waits for him, or for anybody who has the phone, is sent now.
     *
     * @param prefixes of the phones that he has, in digits; none where he stands in for nobody
     */
    public void linkIsUp(String link, List<String> prefixes) {
        if (store.hurry(link, prefixes, clock.instant()) > 0) {
            afterCommit.run(wake);
        }
    }

    /** At start: lets go of what this node held when it died. */
    public int releaseClaims() {
        return store.release(settings.node(), clock.instant());
    }

    /** How many messages wait to be sent, or for an operator's answer. */
    public Waiting waiting() {
        Map<Message.State, Long> open = store.open();
        return new Waiting(open.getOrDefault(Message.State.QUEUED, 0L), open.getOrDefault(Message.State.SENDING, 0L));
    }

    /**
     * Messages, newest first.
     *
     * @param to where given, those to this phone only
     * @param before the id of the last one that the caller has
     */
    public List<MessageView> page(Optional<Msisdn> to, long before, int limit) {
        return viewed(store.page(to, before, limit));
    }

    /** Messages about a sale, newest first. */
    public List<MessageView> of(String saleReference) {
        return viewed(store.of(saleReference));
    }

    private List<MessageView> viewed(List<Message> messages) {
        List<Long> ids = messages.stream().map(Message::id).toList();
        Map<Long, List<Attempt>> attempts =
                store.attempts(ids).stream().collect(Collectors.groupingBy(Attempt::messageId));
        Map<Long, List<MessagePart>> parts = receipts.parts(ids);
        return messages.stream()
                .map(message -> message.view(
                        attempts.getOrDefault(message.id(), List.of()), parts.getOrDefault(message.id(), List.of())))
                .toList();
    }

    /** Sales by what became of their token's SMS, counted from the table. */
    public Counts counts() {
        return new Counts(
                store.sales(Message.Kind.TOKEN, List.of(Message.State.SENT, Message.State.DELIVERED)),
                store.sales(Message.Kind.TOKEN, List.of(Message.State.DELIVERED)));
    }
}
