package io.tokenline.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How far the chain was proven, in one row. */
@Entity
@Table(name = "audit_proven")
class AuditProven {

    static final int ID = 1;

    @Id
    private int id = ID;

    private long link;
    private String hash = ChainHash.FIRST;

    @Column(name = "event_id")
    private long eventId;

    @Column(name = "whole_at")
    private Instant wholeAt = Instant.EPOCH;

    /** Nothing is proven yet. */
    protected AuditProven() {}

    static AuditProven nothing() {
        return new AuditProven();
    }

    /** The last link that was proven. */
    AuditChain.Head head() {
        return new AuditChain.Head(link, hash);
    }

    /** The highest number that an event had then. */
    long eventId() {
        return eventId;
    }

    /** When all of it was proven, from the first link on. */
    Instant wholeAt() {
        return wholeAt;
    }

    void upTo(AuditChain.Head head, long event, Instant whole) {
        link = head.link();
        hash = head.hash();
        eventId = event;
        wholeAt = whole;
    }
}
