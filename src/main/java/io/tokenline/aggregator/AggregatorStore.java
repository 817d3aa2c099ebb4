package io.tokenline.aggregator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The queries of this room. */
@ApplicationScoped
class AggregatorStore {

    private final EntityManager entities;

    @Inject
    AggregatorStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<Aggregator> find(String name) {
        return Optional.ofNullable(entities.find(Aggregator.class, name));
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Optional<Aggregator> lock(String name) {
        return Optional.ofNullable(entities.find(Aggregator.class, name, LockModeType.PESSIMISTIC_WRITE));
    }

    List<Aggregator> page(String after, int limit) {
        return entities.createQuery(
                        "select a from Aggregator a where a.name > :after order by a.name", Aggregator.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    void add(Aggregator aggregator) {
        entities.persist(aggregator);
    }

    void remove(Aggregator aggregator) {
        entities.remove(aggregator);
    }
}
