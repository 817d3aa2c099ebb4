package io.tokenline.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queries about refunds. */
@ApplicationScoped
class RefundStore {

    private final EntityManager entities;

    @Inject
    RefundStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Refund refund) {
        entities.persist(refund);
    }

    Optional<Refund> lock(String id) {
        return Optional.ofNullable(entities.find(Refund.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<Refund> lockByExternalId(String provider, String externalId) {
        return externalId.isEmpty()
                ? Optional.empty()
                : entities.createQuery(
                                "select r from Refund r where r.provider = :provider and r.externalId = :id",
                                Refund.class)
                        .setParameter("provider", provider)
                        .setParameter("id", externalId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultStream()
                        .findFirst();
    }

    /** Whether a refund of an attempt is under way or done. */
    boolean hasOpen(String attemptId) {
        return !entities.createQuery("select r.id from Refund r where r.openKey = :attempt", String.class)
                .setParameter("attempt", attemptId)
                .getResultList()
                .isEmpty();
    }

    /** Refunds of an attempt that are under way or done. */
    List<Refund> lockOpen(String attemptId) {
        return entities.createQuery("select r from Refund r where r.openKey = :attempt", Refund.class)
                .setParameter("attempt", attemptId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    void flush() {
        entities.flush();
    }

    /** Refunds whose time has come and that nobody else holds; they stay locked until the transaction ends. */
    List<Refund> due(Instant now, int limit) {
        List<?> rows = entities.createNativeQuery(
                        "select * from refund where next_at <= :now fetch first :limit rows only"
                                + " for update skip locked",
                        Refund.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(Refund.class::cast).toList();
    }

    /** Newest first; those that follow one, or where {@code after} is empty from the newest on. */
    List<Refund> page(String sale, String after, int limit) {
        return entities.createQuery(
                        "select r from Refund r where (:sale = '' or r.saleReference = :sale) and (:after = '' or exists"
                                + " (select l.id from Refund l where l.id = :after and (r.createdAt < l.createdAt"
                                + " or (r.createdAt = l.createdAt and r.id < l.id))))"
                                + " order by r.createdAt desc, r.id desc",
                        Refund.class)
                .setParameter("sale", sale)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }
}
