package io.tokenline.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One time that a message was handed to an operator, and what he said. Never changed. */
@Entity
@Table(name = "outbox_attempt")
class Attempt {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_attempt_seq")
    @SequenceGenerator(name = "outbox_attempt_seq", allocationSize = 50)
    private long id;

    @Column(name = "message_id")
    private long messageId;

    @Column(name = "answered_at")
    private Instant answeredAt = Instant.EPOCH;

    private String way = "";

    @Enumerated(EnumType.STRING)
    private SendResult result = SendResult.UNKNOWN;

    @Column(name = "command_status")
    private @Nullable Integer commandStatus;

    /** For the persistence provider. */
    protected Attempt() {}

    /** An attempt that was just answered, or given up. */
    Attempt(long messageId, Sent sent, Instant now) {
        this.messageId = messageId;
        this.answeredAt = now;
        this.way = sent.link();
        this.result = sent.result();
        this.commandStatus =
                sent.commandStatus().isPresent() ? sent.commandStatus().getAsInt() : null;
    }

    long messageId() {
        return messageId;
    }

    MessageView.Attempt view() {
        return new MessageView.Attempt(
                answeredAt, way, result, commandStatus == null ? OptionalInt.empty() : OptionalInt.of(commandStatus));
    }
}
