package io.tokenline.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queries of this room. */
@ApplicationScoped
class PaymentStore {

    private final EntityManager entities;

    @Inject
    PaymentStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Object entity) {
        entities.persist(entity);
    }

    /** Attempts whose time has come and that nobody else holds; they stay locked until the transaction ends. */
    List<PaymentAttempt> due(Instant now, int limit) {
        List<?> rows = entities.createNativeQuery(
                        "select * from payment_attempt where next_at <= :now fetch first :limit rows only"
                                + " for update skip locked",
                        PaymentAttempt.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(PaymentAttempt.class::cast).toList();
    }

    Optional<PaymentAttempt> lock(String id) {
        return Optional.ofNullable(entities.find(PaymentAttempt.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The attempts of a sale, in their order. */
    List<PaymentAttempt> of(String saleReference) {
        return entities.createQuery(
                        "select a from PaymentAttempt a where a.saleReference = :sale order by a.createdAt, a.id",
                        PaymentAttempt.class)
                .setParameter("sale", saleReference)
                .getResultList();
    }

    Optional<PaymentCallback> lockCallback(long id) {
        return Optional.ofNullable(entities.find(PaymentCallback.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    boolean hasCallback(String provider, String key) {
        return !entities.createQuery(
                        "select c.id from PaymentCallback c where c.provider = :provider and c.callbackKey = :key",
                        Long.class)
                .setParameter("provider", provider)
                .setParameter("key", key)
                .getResultList()
                .isEmpty();
    }

    List<Long> unhandled(Instant before, int limit) {
        return entities.createQuery(
                        "select c.id from PaymentCallback c where c.handledAt is null and c.receivedAt <= :before",
                        Long.class)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Lets go of what a worker of this node held when the node died. */
    int release(String node, Instant now) {
        return entities.createQuery("update PaymentAttempt a set a.nextAt = :now, a.claimedBy = null"
                        + " where a.claimedBy = :node and a.nextAt is not null")
                .setParameter("now", now)
                .setParameter("node", node)
                .executeUpdate();
    }
}
