package io.tokenline.books;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts one invariant over one time, and remembers until when it was found whole. Every method is one short transaction. */
@ApplicationScoped
@Transactional
class BooksCount {

    /** How long a sale may have the money and nothing else; then somebody must know. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    BooksCount(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** How often an invariant is broken by what was made in a time; by anything, where it is not counted by times. */
    long broken(Invariant invariant, Span span) {
        Query query = entities.createNativeQuery(invariant.query(), Long.class);
        if (invariant.reach() != Invariant.Reach.ALL) {
            query.setParameter("from", span.from()).setParameter("until", span.until());
        }
        if (invariant.looksBack()) {
            query.setParameter("dayago", clock.instant().minus(PATIENCE));
        }
        return (Long) query.getSingleResult();
    }

    /** When the first thing was made that an invariant is about; empty where there is none. */
    Optional<Instant> beginning(Invariant invariant) {
        return moment(entities.createNativeQuery(invariant.reach().beginning()).getSingleResult());
    }

    /** Until when it was found whole; empty where it was never counted. */
    Optional<Instant> wholeUntil(Invariant invariant) {
        List<?> mark = entities.createNativeQuery("select p.whole_until from books_proof p where p.invariant = :name")
                .setParameter("name", invariant.name())
                .getResultList();
        return mark.isEmpty() ? Optional.empty() : moment(mark.get(0));
    }

    /** All before this moment is whole. */
    void whole(Invariant invariant, Instant until) {
        int known = entities.createNativeQuery(
                        "update books_proof set whole_until = :until where invariant = :name and whole_until < :until")
                .setParameter("until", until)
                .setParameter("name", invariant.name())
                .executeUpdate();
        if (known == 0 && wholeUntil(invariant).isEmpty()) {
            int unused = entities.createNativeQuery(
                            "insert into books_proof (invariant, whole_until) values (:name, :until)")
                    .setParameter("until", until)
                    .setParameter("name", invariant.name())
                    .executeUpdate();
        }
    }

    private static Optional<Instant> moment(@Nullable Object stored) {
        return Optional.ofNullable(stored).map(Comparison::moment);
    }
}
