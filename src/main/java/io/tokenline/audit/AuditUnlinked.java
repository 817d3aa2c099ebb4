package io.tokenline.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An event that waits for its link; it commits with the event. */
@Entity
@SuppressWarnings("UnusedVariable") // read by queries only
@Table(name = "audit_unlinked")
class AuditUnlinked {

    @Id
    @Column(name = "event_id")
    private long eventId;

    /** For the persistence provider. */
    protected AuditUnlinked() {}

    AuditUnlinked(AuditEntry entry) {
        this.eventId = entry.id();
    }
}
