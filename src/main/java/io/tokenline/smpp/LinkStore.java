package io.tokenline.smpp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The queries about links. */
@ApplicationScoped
class LinkStore {

    private final EntityManager entities;

    @Inject
    LinkStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<OperatorLink> find(String name) {
        return Optional.ofNullable(entities.find(OperatorLink.class, name));
    }

    Optional<OperatorLink> lock(String name) {
        return Optional.ofNullable(entities.find(OperatorLink.class, name, LockModeType.PESSIMISTIC_WRITE));
    }

    List<OperatorLink> page(String after, int limit) {
        return entities.createQuery(
                        "select l from OperatorLink l where l.name > :after order by l.name", OperatorLink.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    void add(OperatorLink link) {
        entities.persist(link);
    }

    void remove(OperatorLink link) {
        entities.remove(link);
    }
}
