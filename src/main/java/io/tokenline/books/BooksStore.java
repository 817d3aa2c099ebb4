package io.tokenline.books;

import io.tokenline.books.Difference.Kind;
import io.tokenline.books.Difference.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queries of days and their differences. */
@ApplicationScoped
class BooksStore {

    private final EntityManager entities;

    @Inject
    BooksStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Object entity) {
        entities.persist(entity);
    }

    void remove(Object entity) {
        entities.remove(entity);
    }

    /** The day's row, nobody else comparing or closing it until the transaction ends. */
    BooksDay lockDay(BooksDay.Key key) {
        BooksDay day = entities.find(BooksDay.class, key, LockModeType.PESSIMISTIC_WRITE);
        if (day == null) {
            day = new BooksDay(key);
            entities.persist(day);
            entities.flush(); // of two who begin a day at once, one fails here
        }
        return day;
    }

    Optional<BooksDay> day(BooksDay.Key key) {
        return Optional.ofNullable(entities.find(BooksDay.class, key));
    }

    /** Days, newest first, those of a day by their wallets; after is the last that the caller has. */
    List<BooksDay> days(Optional<BooksDay.Key> after, int limit) {
        BooksDay.Key last = after.orElseGet(() -> new BooksDay.Key("", LocalDate.of(9999, 12, 31)));
        return entities.createQuery(
                        "select d from BooksDay d where d.key.day < :day or (d.key.day = :day and d.key.provider > :provider)"
                                + " order by d.key.day desc, d.key.provider",
                        BooksDay.class)
                .setParameter("day", last.day())
                .setParameter("provider", last.provider())
                .setMaxResults(limit)
                .getResultList();
    }

    /** Every difference that a day ever had. */
    List<FoundDifference> differences(BooksDay.Key key) {
        return entities.createQuery(
                        "select d from FoundDifference d where d.provider = :provider and d.day = :day order by d.id",
                        FoundDifference.class)
                .setParameter("provider", key.provider())
                .setParameter("day", key.day())
                .getResultList();
    }

    /** Differences in a state, oldest first; of one day, or of all. */
    List<FoundDifference> differences(State state, Optional<BooksDay.Key> of, long after, int limit) {
        TypedQuery<FoundDifference> query = entities.createQuery(
                "select d from FoundDifference d where d.state = :state and d.id > :after"
                        + (of.isPresent() ? " and d.provider = :provider and d.day = :day" : "") + " order by d.id",
                FoundDifference.class);
        of.ifPresent(key -> query.setParameter("provider", key.provider()).setParameter("day", key.day()));
        return query.setParameter("state", state)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    long openOf(BooksDay.Key key) {
        return entities.createQuery(
                        "select count(d) from FoundDifference d where d.provider = :provider and d.day = :day"
                                + " and d.state = :open",
                        Long.class)
                .setParameter("provider", key.provider())
                .setParameter("day", key.day())
                .setParameter("open", State.OPEN)
                .getSingleResult();
    }

    Map<Kind, Long> open() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, 0L);
        }
        entities.createQuery(
                        "select d.kind, count(d) from FoundDifference d where d.state = :open group by d.kind",
                        Object[].class)
                .setParameter("open", State.OPEN)
                .getResultStream()
                .forEach(row -> counts.put((Kind) row[0], (Long) row[1]));
        return counts;
    }

    Optional<FoundDifference> lockDifference(long id) {
        return Optional.ofNullable(entities.find(FoundDifference.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Statements, newest first. */
    List<StatementFile> files(long before, int limit) {
        return entities.createQuery(
                        "select f from StatementFile f where f.id < :before order by f.id desc", StatementFile.class)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Whether a statement tells of a part of a time. */
    boolean isTold(String provider, Span span) {
        return !telling(provider, span).setMaxResults(1).getResultList().isEmpty();
    }

    /** Whether statements, one or several together, tell of a whole time. */
    boolean isToldWhole(String provider, Span span) {
        Instant told = span.from();
        for (StatementFile file : telling(provider, span).getResultList()) {
            if (file.coversFrom().isAfter(told)) {
                return false; // and none of those that follow begins earlier
            }
            told = told.isAfter(file.coversUntil()) ? told : file.coversUntil();
        }
        return !told.isBefore(span.until());
    }

    private TypedQuery<StatementFile> telling(String provider, Span span) {
        return entities.createQuery(
                        "select f from StatementFile f where f.provider = :provider and f.coversUntil > :from"
                                + " and f.coversFrom < :until order by f.coversFrom",
                        StatementFile.class)
                .setParameter("provider", provider)
                .setParameter("from", span.from())
                .setParameter("until", span.until());
    }
}
