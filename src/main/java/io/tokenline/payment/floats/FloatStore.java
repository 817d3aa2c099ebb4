package io.tokenline.payment.floats;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The queries about agents' floats. */
@ApplicationScoped
class FloatStore {

    private final EntityManager entities;

    @Inject
    FloatStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Object entity) {
        entities.persist(entity);
    }

    List<AgentFloat> all(String afterName, int limit) {
        return entities.createQuery(
                        "select f from AgentFloat f where f.name > :after order by f.name", AgentFloat.class)
                .setParameter("after", afterName)
                .setMaxResults(limit)
                .getResultList();
    }

    Optional<AgentFloat> named(String name) {
        return entities.createQuery("select f from AgentFloat f where f.name = :name", AgentFloat.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<String> phones() {
        return entities.createQuery("select f.msisdn from AgentFloat f", String.class)
                .getResultList();
    }

    long lowOnes() {
        return entities.createQuery("select count(f) from AgentFloat f where f.balanceMinor < f.lowMinor", Long.class)
                .getSingleResult();
    }

    /** An account's row, held until the transaction ends: entries of one account come one after the other. */
    AgentFloat lock(long id) {
        return entities.find(AgentFloat.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<AgentFloat> lockByPhone(String digits) {
        return entities.createQuery("select f from AgentFloat f where f.msisdn = :msisdn", AgentFloat.class)
                .setParameter("msisdn", digits)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    Optional<TopUp> lockTopUp(String id) {
        return Optional.ofNullable(entities.find(TopUp.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    List<TopUp> topUps(long floatId, int limit) {
        return entities.createQuery(
                        "select t from TopUp t where t.floatId = :account order by t.persons.proposedAt desc, t.id",
                        TopUp.class)
                .setParameter("account", floatId)
                .setMaxResults(limit)
                .getResultList();
    }

    /** What an account has spent since a moment, in minor units: what was set aside for tokens, but for what came back. */
    long spent(long floatId, Instant since) {
        return entities.createQuery(
                        "select coalesce(-sum(e.balanceChange), 0) from FloatEntry e where e.floatId = :account"
                                + " and e.at >= :since and e.kind <> :paidIn",
                        Long.class)
                .setParameter("account", floatId)
                .setParameter("since", since)
                .setParameter("paidIn", FloatEntry.Kind.TOP_UP)
                .getSingleResult();
    }

    Optional<FloatEntry> entry(FloatEntry.Kind kind, String reference) {
        return entities.createQuery(
                        "select e from FloatEntry e where e.kind = :kind and e.reference = :reference",
                        FloatEntry.class)
                .setParameter("kind", kind)
                .setParameter("reference", reference)
                .getResultStream()
                .findFirst();
    }

    /** Whether something has its end, of which there is one only. */
    boolean isEnded(String what) {
        return !entities.createQuery("select e.id from FloatEntry e where e.ends = :what", Long.class)
                .setParameter("what", what)
                .getResultList()
                .isEmpty();
    }

    List<FloatEntry> entries(long floatId, long after, int limit) {
        return entities.createQuery(
                        "select e from FloatEntry e where e.floatId = :account and e.id > :after order by e.id",
                        FloatEntry.class)
                .setParameter("account", floatId)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }
}
