package io.tokenline.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The place of an event in the chain: written once, never changed. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "audit_link")
class AuditLink {

    @Id
    private long link;

    @Column(name = "event_id", updatable = false)
    private long eventId;

    @Column(updatable = false)
    private String hash = "";

    /** For the persistence provider. */
    protected AuditLink() {}

    AuditLink(long link, long eventId, String hash) {
        this.link = link;
        this.eventId = eventId;
        this.hash = hash;
    }
}
