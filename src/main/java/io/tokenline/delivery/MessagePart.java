package io.tokenline.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** An SMS, or a part of one, that an operator took and promised a receipt for. */
@Entity
@Table(name = "outbox_part")
class MessagePart {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_part_seq")
    @SequenceGenerator(name = "outbox_part_seq", allocationSize = 50)
    private long id;

    @Column(name = "message_id")
    private long messageId;

    private int attempt;
    private String link = "";

    @Column(name = "operator_id")
    private String operatorId = "";

    private boolean delivered;

    @Column(name = "sent_at")
    private Instant sentAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected MessagePart() {}

    /**
     * A part that was just taken.
     *
     * @param attempt 1 for the first time that the message was sent
     */
    MessagePart(long messageId, int attempt, String link, String operatorId, Instant now) {
        this.messageId = messageId;
        this.attempt = attempt;
        this.link = link;
        this.operatorId = operatorId;
        this.sentAt = now;
    }

    MessageView.Part view() {
        return new MessageView.Part(attempt, link, operatorId, sentAt, delivered);
    }

    long messageId() {
        return messageId;
    }

    int attempt() {
        return attempt;
    }

    void deliver() {
        delivered = true;
    }
}
