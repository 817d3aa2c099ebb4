package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Meter;
import io.tokenline.payment.AttemptState;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The queries of this room. */
@ApplicationScoped
class SaleStore {

    /** States in which a phone's sale has shown that it knows the meter. */
    private static final Set<SaleState> BOUGHT = EnumSet.of(
            SaleState.PAID,
            SaleState.TOKEN_ISSUED,
            SaleState.MANUAL_REVIEW,
            SaleState.REFUND_PENDING,
            SaleState.REFUND_REQUESTED,
            SaleState.REFUND_UNKNOWN,
            SaleState.REFUND_FAILED);

    private final EntityManager entities;
    private final SaleTrail trail;

    @Inject
    SaleStore(EntityManager entities, SaleTrail trail) {
        this.entities = entities;
        this.trail = trail;
    }

    /** A meter as a phone sees it: one query, whether or not there is such a meter. */
    Optional<LookUps.Seen> seen(MeterPan pan, Msisdn phone) {
        return entities.createQuery(
                        "select m, case when :phone member of m.phones then true else false end,"
                                + " case when exists (select 1 from Sale s where s.meter = m and s.msisdn = :phone"
                                + " and s.state in :paid) then true else false end"
                                + " from Meter m join fetch m.customer where m.pan = :pan",
                        Object[].class)
                .setParameter("pan", pan.digits())
                .setParameter("phone", phone.digits())
                .setParameter("paid", BOUGHT)
                .getResultStream()
                .map(row -> new LookUps.Seen((Meter) row[0], (Boolean) row[1], (Boolean) row[2]))
                .findFirst();
    }

    /**
     * Keeps a sale that begins.
     *
     * @param actor whose doing that is, as the audit names him
     */
    void add(Sale sale, String actor) {
        entities.persist(sale);
        trail.begin(sale, actor);
    }

    /** Sends what is to be written, so that what the database refuses is refused here. */
    void flush() {
        entities.flush();
    }

    Optional<Sale> byRequestKey(String key) {
        return entities.createQuery("select s from Sale s where s.requestKey = :key", Sale.class)
                .setParameter("key", key)
                .getResultStream()
                .findFirst();
    }

    /** A sale that the server itself is to change. */
    Optional<Sale> lock(String reference) {
        return lock(reference, AuditEvent.SYSTEM);
    }

    /**
     * A sale to be changed, its row held until the transaction ends.
     *
     * @param actor whose doing it is, as the audit names him
     */
    Optional<Sale> lock(String reference, String actor) {
        Optional<Sale> found = entities.createQuery("select s from Sale s where s.reference = :reference", Sale.class)
                .setParameter("reference", reference)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
        found.ifPresent(sale -> trail.follow(sale, actor));
        return found;
    }

    Optional<Sale> byReference(String reference) {
        return entities.createQuery("select s from Sale s where s.reference = :reference", Sale.class)
                .setParameter("reference", reference)
                .getResultStream()
                .findFirst();
    }

    /** Sales, newest first; only what is asked for stands in the query, so that an index can serve it. */
    List<Sale> page(SaleFilter filter, long before, int limit) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        filter.meter().ifPresent(meter -> wanted.put("s.meter.pan = :meter", meter.digits()));
        filter.msisdn().ifPresent(msisdn -> wanted.put("s.msisdn = :msisdn", msisdn.digits()));
        filter.state().ifPresent(state -> wanted.put("s.state = :state", state));
        filter.from().ifPresent(from -> wanted.put("s.createdAt >= :from", from));
        filter.to().ifPresent(to -> wanted.put("s.createdAt < :to", to));
        StringBuilder text = new StringBuilder("select s from Sale s join fetch s.meter where s.id < :before");
        wanted.keySet().forEach(condition -> text.append(" and ").append(condition));
        TypedQuery<Sale> query = entities.createQuery(text + " order by s.id desc", Sale.class)
                .setParameter("before", before)
                .setMaxResults(limit);
        wanted.forEach(
                (condition, value) -> query.setParameter(condition.substring(condition.indexOf(':') + 1), value));
        return query.getResultList();
    }

    /** A phone's sales, newest first. */
    List<Sale> of(Msisdn msisdn, int limit) {
        return entities.createQuery(
                        "select s from Sale s join fetch s.meter where s.msisdn = :msisdn order by s.id desc",
                        Sale.class)
                .setParameter("msisdn", msisdn.digits())
                .setMaxResults(limit)
                .getResultList();
    }

    /** A phone's sales whose token is made, newest first. */
    List<Sale> issuedTo(Msisdn msisdn, int limit) {
        return entities.createQuery(
                        "select s from Sale s join fetch s.meter where s.msisdn = :msisdn and s.state = :issued"
                                + " order by s.id desc",
                        Sale.class)
                .setParameter("msisdn", msisdn.digits())
                .setParameter("issued", SaleState.TOKEN_ISSUED)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The sales of meters whose token is made, newest first. */
    List<Sale> issuedFor(List<Meter> meters, int limit) {
        return meters.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select s from Sale s join fetch s.meter where s.meter in :meters and s.state = :issued"
                                        + " order by s.id desc",
                                Sale.class)
                        .setParameter("meters", meters)
                        .setParameter("issued", SaleState.TOKEN_ISSUED)
                        .setMaxResults(limit)
                        .getResultList();
    }

    /** Paid sales whose token is due. */
    List<String> dueForToken(Instant now, int limit) {
        return entities.createQuery(
                        "select s.reference from Sale s where s.state in :paid and s.dueAt <= :now order by s.id",
                        String.class)
                .setParameter("paid", List.of(SaleState.PAID, SaleState.HELD))
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Sales whose customers have waited in silence: their token was tried and has to wait, or the wallet was asked and has not
     * answered. What is due at once is tried first: after a long stop nobody is told what is over in a moment.
     */
    List<String> silent(Instant now, int limit) {
        return entities.createQuery(
                        "select s.reference from Sale s where s.tellAt <= :now and ((s.state in :paid and s.dueAt > :now)"
                                + " or (s.state = :requested and exists (select 1 from PaymentAttempt a"
                                + " where a.saleReference = s.reference and a.state = :unknown"
                                + " and a.claimedBy is null and a.nextAt > :now))) order by s.id",
                        String.class)
                .setParameter("now", now)
                .setParameter("paid", List.of(SaleState.PAID, SaleState.HELD))
                .setParameter("requested", SaleState.PAYMENT_REQUESTED)
                .setParameter("unknown", AttemptState.UNKNOWN)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Whether money for a meter may still come, or has come and its token has not. */
    boolean isUnderWay(Meter meter) {
        return entities.createQuery(
                                "select count(s) from Sale s where s.meter = :meter and s.state in :states", Long.class)
                        .setParameter("meter", meter)
                        .setParameter(
                                "states",
                                List.of(
                                        SaleState.PAYMENT_REQUESTED,
                                        SaleState.PAYMENT_UNKNOWN,
                                        SaleState.HELD,
                                        SaleState.PAID))
                        .getSingleResult()
                > 0;
    }

    long count(List<SaleState> states) {
        return entities.createQuery("select count(s) from Sale s where s.state in :states", Long.class)
                .setParameter("states", states)
                .getSingleResult();
    }
}
