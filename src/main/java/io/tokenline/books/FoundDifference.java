package io.tokenline.books;

import io.tokenline.books.Difference.State;
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
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A difference as a case: who looks after it, what is known of it, how it ended. */
@Entity
@Table(name = "books_difference")
public class FoundDifference {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "books_difference_seq")
    @SequenceGenerator(name = "books_difference_seq", allocationSize = 50)
    private long id;

    private String provider = "";

    @Column(name = "calendar_day")
    private LocalDate day = LocalDate.EPOCH;

    @Enumerated(EnumType.STRING)
    private Difference.Kind kind = Difference.Kind.MISSING_HERE;

    @Column(name = "sale_reference")
    private String sale = "";

    private String receipt = "";

    @Column(name = "ours_minor")
    private long oursMinor;

    @Column(name = "theirs_minor")
    private long theirsMinor;

    private Instant since = Instant.EPOCH;

    @Enumerated(EnumType.STRING)
    private State state = State.OPEN;

    @Column(name = "found_at")
    private Instant foundAt = Instant.EPOCH;

    private @Nullable String owner;
    private @Nullable String note;
    private @Nullable String resolution;

    @Column(name = "ended_by")
    private @Nullable String endedBy;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    /** For the persistence provider. */
    protected FoundDifference() {}

    FoundDifference(BooksDay.Key day, Difference difference, Instant since, Instant now) {
        this.provider = day.provider();
        this.day = day.day();
        this.kind = difference.kind();
        this.sale = difference.sale();
        this.receipt = difference.receipt();
        this.oursMinor = difference.oursMinor();
        this.theirsMinor = difference.theirsMinor();
        this.since = since;
        this.foundAt = now;
    }

    /** Its number. */
    public long id() {
        return id;
    }

    /** The wallet. */
    public String provider() {
        return provider;
    }

    /** The day that it belongs to. */
    public LocalDate day() {
        return day;
    }

    /** What disagrees. */
    public Difference difference() {
        return new Difference(kind, sale, receipt, oursMinor, theirsMinor);
    }

    /** When the money moved, or the token was made. */
    public Instant since() {
        return since;
    }

    /** How long that is ago. */
    public Age age(Instant now) {
        return Age.of(since, now);
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** When it was first found. */
    public Instant foundAt() {
        return foundAt;
    }

    /** Who looks after it; empty where nobody does. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** What is known of it so far. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** What it was, or why it may stay; empty while it is open. */
    public Optional<String> resolution() {
        return Optional.ofNullable(resolution);
    }

    /** Who resolved it; empty where nobody has. */
    public Optional<String> endedBy() {
        return Optional.ofNullable(endedBy);
    }

    /** When it was resolved, or found no more. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Found once more: what a person resolved stays so, since nothing about it is new. */
    void foundAgain() {
        if (state == State.GONE) {
            state = State.OPEN;
            endedAt = null;
        }
    }

    void gone(Instant now) {
        state = State.GONE;
        endedAt = now;
    }

    void assign(String person) {
        owner = person;
    }

    void remark(String known) {
        note = known;
    }

    void resolve(String how, String person, Instant now) {
        state = State.RESOLVED;
        resolution = how;
        endedBy = person;
        endedAt = now;
    }
}
