package io.tokenline.vending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The queries of engineering requests. */
@ApplicationScoped
class EngineeringStore {

    private final EntityManager entities;

    @Inject
    EngineeringStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(EngineeringRequest request) {
        entities.persist(request);
    }

    Optional<EngineeringRequest> lock(String reference) {
        return entities.createQuery(
                        "select r from EngineeringRequest r where r.reference = :reference", EngineeringRequest.class)
                .setParameter("reference", reference)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    List<EngineeringRequest> page(long after, int limit) {
        return entities.createQuery(
                        "select r from EngineeringRequest r join fetch r.meter where r.id > :after order by r.id",
                        EngineeringRequest.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }
}
