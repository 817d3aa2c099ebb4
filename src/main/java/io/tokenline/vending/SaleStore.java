package io.tokenline.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queries of this room. */
@ApplicationScoped
class SaleStore {

    private final EntityManager entities;

    @Inject
    SaleStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Sale sale) {
        entities.persist(sale);
    }

    Optional<Sale> byRequestKey(String key) {
        return entities.createQuery("select s from Sale s where s.requestKey = :key", Sale.class)
                .setParameter("key", key)
                .getResultStream()
                .findFirst();
    }

    Optional<Sale> lock(String reference) {
        return entities.createQuery("select s from Sale s where s.reference = :reference", Sale.class)
                .setParameter("reference", reference)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    Optional<Sale> byReference(String reference) {
        return entities.createQuery("select s from Sale s where s.reference = :reference", Sale.class)
                .setParameter("reference", reference)
                .getResultStream()
                .findFirst();
    }

    /** Paid sales whose token is due. */
    List<String> dueForToken(Instant now, int limit) {
        return entities.createQuery(
                        "select s.reference from Sale s where s.state = :paid and s.dueAt <= :now order by s.id",
                        String.class)
                .setParameter("paid", SaleState.PAID)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    long count(List<SaleState> states) {
        return entities.createQuery("select count(s) from Sale s where s.state in :states", Long.class)
                .setParameter("states", states)
                .getSingleResult();
    }
}
