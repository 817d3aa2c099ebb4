package io.tokenline.smpp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The queries of this room. */
@ApplicationScoped
public class AccountStore {

    private final EntityManager entities;

    @Inject
    AccountStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<OperatorAccount> find(String systemId) {
        return Optional.ofNullable(entities.find(OperatorAccount.class, systemId));
    }

    /** As {@link #find}; nobody else changes the account until the transaction ends. */
    Optional<OperatorAccount> lock(String systemId) {
        return Optional.ofNullable(entities.find(OperatorAccount.class, systemId, LockModeType.PESSIMISTIC_WRITE));
    }

    List<OperatorAccount> all(Collection<String> systemIds) {
        return entities.createQuery(
                        "select a from OperatorAccount a where a.systemId in :systemIds", OperatorAccount.class)
                .setParameter("systemIds", systemIds)
                .getResultList();
    }

    void add(OperatorAccount account) {
        entities.persist(account);
    }

    List<OperatorAccount> page(String after, int limit) {
        return entities.createQuery(
                        "select a from OperatorAccount a where a.systemId > :after order by a.systemId",
                        OperatorAccount.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    void remove(String systemId) {
        find(systemId).ifPresent(entities::remove);
    }

    void put(OperatorAccount account) {
        entities.merge(account);
    }
}
