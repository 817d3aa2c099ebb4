package io.tokenline.tariff.book;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The queries of this room. */
@ApplicationScoped
class TariffStore {

    private static final long NONE = -1;

    private final EntityManager entities;

    @Inject
    TariffStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(TariffVersion version) {
        entities.persist(version);
    }

    Optional<TariffVersion> find(String name, String version) {
        return entities.createQuery(
                        "select t from TariffVersion t where t.name = :name and t.version = :version",
                        TariffVersion.class)
                .setParameter("name", name)
                .setParameter("version", version)
                .getResultStream()
                .findFirst();
    }

    /** All versions of a name, in the order of proposals, nobody else changing them until the transaction ends. */
    List<TariffVersion> lock(String name) {
        return entities.createQuery(
                        "select t from TariffVersion t where t.name = :name order by t.id", TariffVersion.class)
                .setParameter("name", name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    List<TariffVersion> of(String name, long after, int limit) {
        return entities.createQuery(
                        "select t from TariffVersion t where t.name = :name and t.id > :after order by t.id",
                        TariffVersion.class)
                .setParameter("name", name)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    List<TariffVersion> page(long after, int limit) {
        return entities.createQuery(
                        "select t from TariffVersion t where t.id > :after order by t.id", TariffVersion.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    List<Long> active() {
        return entities.createQuery("select t.id from TariffVersion t where t.state = :active", Long.class)
                .setParameter("active", TariffVersion.State.ACTIVE)
                .getResultList();
    }

    /** Active ones, without those that are known. */
    List<TariffVersion> activeBut(Set<Long> known) {
        return entities.createQuery(
                        "select t from TariffVersion t where t.state = :active and t.id not in :known",
                        TariffVersion.class)
                .setParameter("active", TariffVersion.State.ACTIVE)
                .setParameter("known", known.isEmpty() ? Set.of(NONE) : known)
                .getResultList();
    }
}
