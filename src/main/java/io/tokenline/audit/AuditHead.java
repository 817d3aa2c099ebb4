package io.tokenline.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The newest link of the chain; whoever adds one locks this row. */
@Entity
@Table(name = "audit_head")
class AuditHead {

    static final int ID = 1;

    @Id
    private int id = ID;

    private long link;
    private String hash = ChainHash.FIRST;

    /** A chain without a link. */
    protected AuditHead() {}

    static AuditHead first() {
        return new AuditHead();
    }

    long link() {
        return link;
    }

    String hash() {
        return hash;
    }

    /** Adds an event. */
    AuditLink append(AuditEntry entry) {
        link++;
        hash = ChainHash.of(hash, link, entry.row());
        return new AuditLink(link, entry.id(), hash);
    }
}
