package io.tokenline.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * Attempts whose time has come and that nobody else holds; they stay locked until the transaction ends.
     *
     * @param of of these wallets
     */
    List<PaymentAttempt> due(Instant now, int limit, Set<String> of) {
        return due("in", now, limit, of);
    }

    /** As {@link #due}, of all wallets but these. */
    List<PaymentAttempt> dueButOf(Instant now, int limit, Set<String> wallets) {
        return due("not in", now, limit, wallets);
    }

    private List<PaymentAttempt> due(String which, Instant now, int limit, Set<String> wallets) {
        List<?> rows = entities.createNativeQuery(
                        "select * from payment_attempt where next_at <= :now and provider " + which + " (:wallets)"
                                + " fetch first :limit rows only for update skip locked",
                        PaymentAttempt.class)
                .setParameter("now", now)
                .setParameter("wallets", wallets.isEmpty() ? Set.of("") : wallets)
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

    /** Holds the payments of a sale: no refund of one begins or ends until the transaction does. */
    void lockPaid(String saleReference) {
        entities.createQuery(
                        "select a from PaymentAttempt a where a.saleReference = :sale and a.state = :paid order by a.id",
                        PaymentAttempt.class)
                .setParameter("sale", saleReference)
                .setParameter("paid", AttemptState.PAID)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
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

    /** Callbacks that are to be acted on, the longest due first, so that none waits for others that fail. */
    List<Long> unhandled(Instant now, Instant before, int limit) {
        return entities.createQuery(
                        "select c.id from PaymentCallback c where c.nextAt <= :now and c.receivedAt <= :before"
                                + " order by c.nextAt, c.id",
                        Long.class)
                .setParameter("now", now)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The newest attempt that the wallet calls so. */
    Optional<PaymentAttempt> lockByExternalId(String provider, String externalId) {
        return externalId.isEmpty()
                ? Optional.empty()
                : entities.createQuery(
                                "select a from PaymentAttempt a where a.provider = :provider and a.externalId = :id"
                                        + " order by a.createdAt desc",
                                PaymentAttempt.class)
                        .setParameter("provider", provider)
                        .setParameter("id", externalId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst();
    }

    /** What is held for a sale whose token waits. */
    Optional<PaymentAttempt> lockHeld(String saleReference) {
        return entities.createQuery(
                        "select a from PaymentAttempt a where a.saleReference = :sale and a.state = :held",
                        PaymentAttempt.class)
                .setParameter("sale", saleReference)
                .setParameter("held", AttemptState.HELD)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** The attempts of a sale at a wallet, in their order. */
    List<PaymentAttempt> lockOf(String provider, String saleReference) {
        return entities.createQuery(
                        "select a from PaymentAttempt a where a.saleReference = :sale and a.provider = :provider"
                                + " order by a.createdAt, a.id",
                        PaymentAttempt.class)
                .setParameter("sale", saleReference)
                .setParameter("provider", provider)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Those attempts of a sale that nobody else holds; they stay locked until the transaction ends. */
    List<PaymentAttempt> lockFree(String saleReference) {
        List<?> rows = entities.createNativeQuery(
                        "select * from payment_attempt where sale_reference = :sale for update skip locked",
                        PaymentAttempt.class)
                .setParameter("sale", saleReference)
                .getResultList();
        return rows.stream().map(PaymentAttempt.class::cast).toList();
    }

    /** How many attempts a sale has. */
    long count(String saleReference) {
        return entities.createQuery("select count(a) from PaymentAttempt a where a.saleReference = :sale", Long.class)
                .setParameter("sale", saleReference)
                .getSingleResult();
    }

    /** The attempts of a sale that no wallet has, or surely not any more. */
    List<PaymentAttempt> lockUnsent(String saleReference) {
        return entities.createQuery(
                        "select a from PaymentAttempt a where a.saleReference = :sale and a.state = :unsent",
                        PaymentAttempt.class)
                .setParameter("sale", saleReference)
                .setParameter("unsent", AttemptState.REQUESTED)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Whether a receipt number belongs to money that is taken or held. */
    boolean isBooked(String provider, String receipt) {
        return !entities.createQuery(
                        "select a.id from PaymentAttempt a where a.provider = :provider and a.receipt = :receipt"
                                + " and a.state in :settled",
                        String.class)
                .setParameter("provider", provider)
                .setParameter("receipt", receipt)
                .setParameter(
                        "settled",
                        Stream.of(AttemptState.values())
                                .filter(AttemptState::isSettled)
                                .toList())
                .getResultList()
                .isEmpty();
    }

    /** The attempt that has a receipt number. */
    Optional<String> idOfReceipt(String provider, String receipt) {
        return entities.createQuery(
                        "select a.id from PaymentAttempt a where a.provider = :provider and a.receipt = :receipt",
                        String.class)
                .setParameter("provider", provider)
                .setParameter("receipt", receipt)
                .getResultStream()
                .findFirst();
    }

    /** A case by its key, open or closed. */
    Optional<PaymentCase> caseOf(String key) {
        return entities.createQuery("select c from PaymentCase c where c.caseKey = :key", PaymentCase.class)
                .setParameter("key", key)
                .getResultStream()
                .findFirst();
    }

    Optional<PaymentCase> lockCase(long id) {
        return Optional.ofNullable(entities.find(PaymentCase.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The attempt that a case is about; loads neither. */
    Optional<String> attemptOfCase(long id) {
        return entities.createQuery(
                        "select c.attemptId from PaymentCase c where c.id = :id and c.attemptId is not null",
                        String.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Whether the money of an attempt was given back. */
    boolean wentBack(String attemptId) {
        return entities.createQuery(
                                "select count(r) from Refund r where r.attemptId = :attempt and r.state = :done",
                                Long.class)
                        .setParameter("attempt", attemptId)
                        .setParameter("done", Refund.State.REFUNDED)
                        .getSingleResult()
                > 0;
    }

    /** Oldest first; those that are open, or all. */
    List<PaymentCase> cases(boolean all, long after, int limit) {
        return entities.createQuery(
                        "select c from PaymentCase c where (:all = true or c.closedAt is null) and c.id > :after"
                                + " order by c.id",
                        PaymentCase.class)
                .setParameter("all", all)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** How many cases of each kind are open; one look at the index of open cases. */
    Map<PaymentCase.Kind, Long> openCases() {
        Map<PaymentCase.Kind, Long> open = new EnumMap<>(PaymentCase.Kind.class);
        entities.createQuery(
                        "select c.kind, count(c) from PaymentCase c where c.closedAt is null group by c.kind",
                        Object[].class)
                .getResultList()
                .forEach(row -> open.put((PaymentCase.Kind) row[0], (Long) row[1]));
        return open;
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
