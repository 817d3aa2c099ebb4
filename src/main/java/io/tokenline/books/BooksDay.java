package io.tokenline.books;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A wallet's day, as the last comparison left it; once closed it stays as it was closed. */
@Entity
@Table(name = "books_day")
public class BooksDay {

    /** Whose, and which. */
    @Embeddable
    record Key(
            String provider, @Column(name = "calendar_day") LocalDate day) implements Serializable {}

    @EmbeddedId
    private Key key = new Key("", LocalDate.EPOCH);

    private long matched;
    private long late;

    @Column(name = "compared_at")
    private Instant comparedAt = Instant.EPOCH;

    @Column(name = "closed_by")
    private @Nullable String closedBy;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    /** For the persistence provider. */
    protected BooksDay() {}

    BooksDay(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    /** The wallet. */
    public String provider() {
        return key.provider();
    }

    /** In the utility's zone. */
    public LocalDate day() {
        return key.day();
    }

    /** Payments that both sides have, with the same amount. */
    public long matched() {
        return matched;
    }

    /** Of them, those that lie on another day over there. */
    public long late() {
        return late;
    }

    /** When it was last compared: closed days are, too, since a statement may come late. */
    public Instant comparedAt() {
        return comparedAt;
    }

    /** Who closed it; empty while it is open. */
    public Optional<String> closedBy() {
        return Optional.ofNullable(closedBy);
    }

    /** When it was closed; empty while it is open. */
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    boolean isClosed() {
        return closedBy != null;
    }

    void compared(Comparison.Result result, Instant now) {
        if (!isClosed()) {
            matched = result.matched();
            late = result.late();
        }
        comparedAt = now;
    }

    void close(String person, Instant now) {
        closedBy = person;
        closedAt = now;
    }
}
