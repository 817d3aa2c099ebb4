package io.tokenline.registry;

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
import org.jspecify.annotations.Nullable;

/** A file of meters that was, or is being, taken in. */
@Entity
@Table(name = "meter_import")
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
class MeterImport {

    /** Where it stands. */
    enum State {
        /** Rows are read one by one. */
        READING,
        /** They are compared with each other and with the registry. */
        COMPARING,
        /** The registry is being changed, in a transaction that nobody sees yet. */
        WRITING,
        /** The registry has what the file says. */
        DONE,
        /** It was to be checked only, and was. */
        CHECKED,
        /** It had faults; nothing was changed. */
        REFUSED,
        /** The server could not; nothing was changed. */
        FAILED,
        /** The server stopped meanwhile; nothing was changed. */
        BROKEN_OFF
    }

    private static final short ONLY_ONE = 1;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "meter_import_seq")
    @SequenceGenerator(name = "meter_import_seq", allocationSize = 50)
    private long id;

    @Column(name = "file_hash")
    private String fileHash = "";

    @Column(name = "file_octets")
    private long fileOctets;

    private boolean partial;

    @Column(name = "check_only")
    private boolean checkOnly;

    @Column(name = "take_keys")
    private boolean takeKeys;

    @Enumerated(EnumType.STRING)
    private State state = State.READING;

    private @Nullable Short running = ONLY_ONE;
    private String node = "";

    @Column(name = "started_by")
    private String startedBy = "";

    @Column(name = "started_at")
    private Instant startedAt = Instant.EPOCH;

    @Column(name = "changed_at")
    private Instant changedAt = Instant.EPOCH;

    @Column(name = "octets_read")
    private long octetsRead;

    @Column(name = "rows_read")
    private long rowsRead;

    @Column(name = "refused_rows")
    private long refusedRows;

    private long faults;
    private long notices;
    private long created;
    private long updated;
    private long unchanged;

    @Column(name = "keys_changed")
    private long keysChanged;

    /** For the persistence provider. */
    protected MeterImport() {}

    MeterImport(Spool.Received file, ImportOptions options, String person, String node, Instant now) {
        this.fileHash = file.hash();
        this.fileOctets = file.octets();
        this.partial = options.partial();
        this.checkOnly = options.checkOnly();
        this.takeKeys = options.keys();
        this.startedBy = person;
        this.node = node;
        this.startedAt = now;
        this.changedAt = now;
    }

    long id() {
        return id;
    }

    State state() {
        return state;
    }

    String node() {
        return node;
    }

    Instant changedAt() {
        return changedAt;
    }

    boolean isRunning() {
        return running != null;
    }

    /** It goes on. */
    void progress(State now, ImportProgress progress, Instant at) {
        state = now;
        octetsRead = progress.octetsRead();
        rowsRead = progress.rowsRead();
        refusedRows = progress.refusedRows();
        faults = progress.faults();
        notices = progress.notices();
        changedAt = at;
    }

    /** It has found what it would do, or has done it. */
    void count(Plan.Counts counts) {
        created = counts.created();
        updated = counts.updated();
        unchanged = counts.unchanged();
        keysChanged = counts.keysChanged();
    }

    /** It has come to its end. */
    void end(State how, Instant at) {
        state = how;
        running = null;
        changedAt = at;
    }

    ImportView view() {
        return new ImportView(
                id,
                state.name(),
                fileHash,
                fileOctets,
                octetsRead,
                rowsRead,
                refusedRows,
                faults,
                notices,
                created,
                updated,
                unchanged,
                keysChanged,
                partial,
                checkOnly,
                takeKeys,
                startedBy,
                startedAt.toString(),
                changedAt.toString());
    }
}
