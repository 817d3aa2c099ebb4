package io.tokenline.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that was read. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are read by queries only
@Table(name = "statement_file")
public class StatementFile {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "statement_file_seq")
    @SequenceGenerator(name = "statement_file_seq", allocationSize = 50)
    private long id;

    private String provider = "";
    private @Nullable String sha256;

    @Column(name = "covers_from")
    private Instant coversFrom = Instant.EPOCH;

    @Column(name = "covers_until")
    private Instant coversUntil = Instant.EPOCH;

    @Column(name = "line_count")
    private int lineCount;

    @Column(name = "added_count")
    private int addedCount;

    @Column(name = "lists_returns")
    private boolean listsReturns;

    @Column(name = "read_by")
    private String readBy = "";

    @Column(name = "read_at")
    private Instant readAt = Instant.EPOCH;

    /** For the persistence provider. */
    protected StatementFile() {}

    StatementFile(String provider, Optional<String> sha256, String readBy, Instant readAt) {
        this.provider = provider;
        this.sha256 = sha256.orElse(null);
        this.readBy = readBy;
        this.readAt = readAt;
    }

    /** Its number. */
    public long id() {
        return id;
    }

    /** Whose. */
    public String provider() {
        return provider;
    }

    /** The first moment that it tells of. */
    public Instant coversFrom() {
        return coversFrom;
    }

    /** The first moment after that. */
    public Instant coversUntil() {
        return coversUntil;
    }

    /** Payments in it. */
    public int lines() {
        return lineCount;
    }

    /** Of them, those that were not known before. */
    public int added() {
        return addedCount;
    }

    /** Who sent it; the system where the server asked the wallet. */
    public String readBy() {
        return readBy;
    }

    /** When. */
    public Instant readAt() {
        return readAt;
    }

    /** What goes back stands in it, too: what does not, did not. */
    void listsReturns() {
        listsReturns = true;
    }

    void read(int lines, int added, Instant from, Instant until) {
        lineCount = lines;
        addedCount = added;
        coversFrom = from;
        coversUntil = until;
    }
}
