package io.tokenline.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A {@link RowFault} that is kept. */
@Entity
@Table(name = "meter_import_fault")
class ImportFault {

    /** Of which import, and its place there, from 1. */
    @Embeddable
    record Key(@Column(name = "import_id") long importId, int position) implements Serializable {}

    @EmbeddedId
    private Key key = new Key(0, 0);

    private long line;

    @Enumerated(EnumType.STRING)
    private RowFault.Kind kind = RowFault.Kind.FAULT;

    @Column(name = "column_name")
    private String column = "";

    private String reason = "";
    private String advice = "";

    /** For the persistence provider. */
    protected ImportFault() {}

    ImportFault(long importId, int position, RowFault fault) {
        this.key = new Key(importId, position);
        this.line = fault.line();
        this.kind = fault.kind();
        this.column = fault.column();
        this.reason = fault.reason();
        this.advice = fault.advice();
    }

    ImportView.Fault view() {
        return new ImportView.Fault(key.position(), line, kind.name(), column, reason, advice);
    }
}
