package io.tokenline.delivery;

import io.tokenline.Msisdn;
import io.tokenline.vault.SealedNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An SMS that is owed to a customer. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "outbox_message")
public class Message {

    /** What it is about. */
    public enum Kind {
        /** The answer to a text command. */
        ANSWER,
        /** The tokens of a sale. */
        TOKEN,
        /** Tokens beside a sale's own: sent again, or asked for by the utility. */
        SERVICE_TOKEN,
        /** What became of the money. */
        PAYMENT;

        /** Whether the text is worth money, and so lies encrypted. */
        boolean isSecret() {
            return this == TOKEN || this == SERVICE_TOKEN;
        }
    }

    /** Where it stands; it never changes the state of a sale. */
    public enum State {
        QUEUED,
        SENDING,
        /** The operator took it. */
        SENT,
        /** It reached the phone, or the operator's receiver is as far as we can see. */
        DELIVERED,
        /** Refused for good. */
        FAILED,
        /** Nobody took it in time. */
        EXPIRED
    }

    private static final Duration[] BACK_OFF = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    /** What is left of the validity may be less; then it is not sent again. */
    private static final Duration[] AFTER_RECEIPT = {
        Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(3), Duration.ofHours(12)
    };

    /** A full window is no failure, so the pauses do not grow. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_message_seq")
    @SequenceGenerator(name = "outbox_message_seq", allocationSize = 50)
    private long id;

    @Column(name = "message_key")
    private String messageKey = "";

    @Enumerated(EnumType.STRING)
    private Kind kind = Kind.ANSWER;

    @Column(name = "sale_reference")
    private @Nullable String saleReference;

    private String link = "";
    private String sender = "";

    @Convert(converter = SealedNumber.class)
    private String msisdn = "";

    /** As much of the number as operators are told apart by. */
    private String prefix = "";

    private @Nullable String text;

    @Column(name = "sealed_text")
    private byte @Nullable [] sealedText;

    @Enumerated(EnumType.STRING)
    private State state = State.QUEUED;

    private int tries;

    @Column(name = "failed_receipts")
    private int failedReceipts;

    @Column(name = "next_at")
    private @Nullable Instant nextAt;

    @Column(name = "claimed_by")
    private @Nullable String claimedBy;

    @Column(name = "expires_at")
    private Instant expiresAt = Instant.EPOCH;

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected Message() {}

    /**
     * A message, due now.
     *
     * @param sealed the text encrypted under {@link #label}, where it is secret; then it is kept in no other way
     */
    Message(
            String key,
            Kind kind,
            Optional<String> saleReference,
            OutboundText text,
            Optional<byte[]> sealed,
            Instant now) {
        this.messageKey = key;
        this.kind = kind;
        this.saleReference = saleReference.orElse(null);
        this.link = text.link();
        this.sender = text.from();
        this.msisdn = text.to().digits();
        this.prefix = text.to().prefix();
        this.text = sealed.isPresent() ? null : text.text();
        this.sealedText = sealed.map(byte[]::clone).orElse(null);
        this.nextAt = now;
        this.expiresAt = text.expiresAt();
        this.createdAt = now;
        this.changedAt = now;
    }

    /** The row's number. */
    public long id() {
        return id;
    }

    /** What a secret text is sealed under: it opens in this row only. */
    static String label(String key) {
        return "message " + key;
    }

    String label() {
        return label(messageKey);
    }

    /** The text as it is kept where it is secret. */
    Optional<byte[]> sealedText() {
        return Optional.ofNullable(sealedText).map(byte[]::clone);
    }

    /** What is to be sent, its text opened where it is sealed. */
    OutboundText outbound(Optional<String> opened) {
        return new OutboundText(
                link, sender, new Msisdn(msisdn), opened.orElseGet(() -> Objects.requireNonNull(text)), expiresAt);
    }

    /** Cannot be read now; it waits. */
    void putBack(Duration pause, Instant now) {
        claimedBy = null;
        changedAt = now;
        waitFor(pause, now);
    }

    /**
     * Taken by a sender: one that does not come back leaves it to be sent again, word for word.
     *
     * @return whether it is still worth sending
     */
    boolean claim(String node, Instant now, Duration lease) {
        changedAt = now;
        if (now.isAfter(expiresAt)) {
            close(State.EXPIRED);
            return false;
        }
        state = State.SENDING;
        claimedBy = node;
        nextAt = now.plus(lease);
        return true;
    }

    /** What the operator said; once it is closed, only that he took it after all still counts. */
    void answered(SendResult result, Instant now) {
        boolean taken = result == SendResult.ACCEPTED || result == SendResult.TAKEN;
        if (state == State.DELIVERED || (nextAt == null && !taken)) {
            return;
        }
        claimedBy = null;
        changedAt = now;
        switch (result) {
            case ACCEPTED -> close(State.DELIVERED);
            case TAKEN -> close(State.SENT);
            case REFUSED -> close(State.FAILED);
            case BUSY -> waitFor(MOMENT, now);
            case NO_LINK, REFUSED_FOR_NOW, UNKNOWN -> retry(now);
        }
    }

    /** A receipt says that it is on the phone. */
    void delivered(Instant now) {
        claimedBy = null;
        changedAt = now;
        close(State.DELIVERED);
    }

    /**
     * A receipt says that it did not arrive. A token is sent again, a few times and with long pauses: each is paid for,
     * and the customer may have switched his phone off.
     */
    void undelivered(Receipt.Outcome outcome, Instant now) {
        if (state != State.SENT) {
            return;
        }
        changedAt = now;
        boolean again = kind.isSecret() && outcome == Receipt.Outcome.UNDELIVERED;
        if (again && failedReceipts < AFTER_RECEIPT.length) {
            waitFor(AFTER_RECEIPT[failedReceipts], now);
            failedReceipts++;
        } else {
            close(State.FAILED);
        }
    }

    private void close(State end) {
        state = end;
        nextAt = null;
    }

    private void retry(Instant now) {
        Duration pause = BACK_OFF[Math.min(tries, BACK_OFF.length - 1)];
        tries++;
        waitFor(pause, now);
    }

    private void waitFor(Duration pause, Instant now) {
        if (now.plus(pause).isAfter(expiresAt)) {
            close(State.EXPIRED);
        } else {
            state = State.QUEUED;
            nextAt = now.plus(pause);
        }
    }

    /** What is shown of it. */
    MessageView view(List<Attempt> attempts, List<MessagePart> parts) {
        return new MessageView(
                id,
                kind,
                Optional.ofNullable(saleReference),
                link,
                new Msisdn(msisdn),
                kind.isSecret() ? Optional.empty() : Optional.ofNullable(text),
                state,
                createdAt,
                changedAt,
                expiresAt,
                Optional.ofNullable(nextAt),
                attempts.stream().map(Attempt::view).toList(),
                parts.stream().map(MessagePart::view).toList());
    }

    State state() {
        return state;
    }

    /** What a log line calls it: the sale's reference, or the row's number. */
    String name() {
        return saleReference == null ? "message " + id : "sale " + saleReference;
    }
}
