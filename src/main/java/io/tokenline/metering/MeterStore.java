package io.tokenline.metering;

import io.tokenline.Msisdn;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The queries of this room. */
@ApplicationScoped
public class MeterStore {

    private final EntityManager entities;

    @Inject
    MeterStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<Meter> byPan(MeterPan pan) {
        return entities.createQuery("select m from Meter m join fetch m.customer where m.pan = :pan", Meter.class)
                .setParameter("pan", pan.digits())
                .getResultStream()
                .findFirst();
    }

    List<Meter> page(long after, int limit) {
        return entities.createQuery(
                        "select m from Meter m join fetch m.customer where m.id > :after order by m.id", Meter.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    Optional<Subscriber> subscriber(Msisdn msisdn) {
        return Optional.ofNullable(entities.find(Subscriber.class, msisdn.digits()));
    }

    void add(Object entity) {
        entities.persist(entity);
    }
}
