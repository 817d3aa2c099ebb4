package io.tokenline.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** An {@link AuditEvent} as it is kept: written once, never changed. */
@Entity
@Table(name = "audit_event")
public class AuditEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_event_seq")
    @SequenceGenerator(name = "audit_event_seq", allocationSize = 50)
    private long id;

    @Column(updatable = false)
    private Instant at = Instant.EPOCH;

    @Column(updatable = false)
    private String actor = "";

    @Column(updatable = false)
    private String action = "";

    @Column(updatable = false)
    private String object = "";

    @Column(updatable = false)
    private String detail = "";

    /** For the persistence provider. */
    protected AuditEntry() {}

    AuditEntry(AuditEvent event, Instant at) {
        this.at = at;
        this.actor = event.actor();
        this.action = event.action();
        this.object = event.object();
        this.detail = event.detail();
    }

    /** Its number; on one server a later event has a higher one. */
    public long id() {
        return id;
    }

    /** As it lies in the table. */
    ChainHash.Row row() {
        return new ChainHash.Row(id, at, actor, action, object, detail);
    }

    /** When it was recorded. */
    public Instant at() {
        return at;
    }

    /** What happened. */
    public AuditEvent event() {
        return new AuditEvent(actor, action, object, detail);
    }
}
