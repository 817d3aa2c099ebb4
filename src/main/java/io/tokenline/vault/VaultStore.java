package io.tokenline.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The queries of this room. */
@ApplicationScoped
class VaultStore {

    private final EntityManager entities;

    @Inject
    VaultStore(EntityManager entities) {
        this.entities = entities;
    }

    Optional<VendingKeyRecord> key(VendingKeyRecord.Name name) {
        return Optional.ofNullable(entities.find(VendingKeyRecord.class, name));
    }

    /** The same, nobody else deciding about this name until the transaction ends. */
    Optional<VendingKeyRecord> lockKey(VendingKeyRecord.Name name) {
        return Optional.ofNullable(entities.find(VendingKeyRecord.class, name, LockModeType.PESSIMISTIC_WRITE));
    }

    /** All keys: some dozens in the largest network. */
    List<VendingKeyRecord> keys() {
        return entities.createQuery(
                        "select k from VendingKeyRecord k order by k.name.supplyGroupCode, k.name.keyRevision",
                        VendingKeyRecord.class)
                .getResultList();
    }

    /** Enters a key under a name that is free; where two do so at once, the second one's transaction fails. */
    void add(VendingKeyRecord key) {
        entities.persist(key);
    }

    void remove(VendingKeyRecord key) {
        entities.remove(key);
    }

    void add(KeyProposal proposal) {
        entities.persist(proposal);
    }

    Optional<KeyProposal> lockProposal(long id) {
        return Optional.ofNullable(entities.find(KeyProposal.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    List<KeyProposal> proposals(long after, int limit) {
        return entities.createQuery("select p from KeyProposal p where p.id > :after order by p.id", KeyProposal.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Whether anything lies in the database that only the present key store can open. */
    boolean holdsSealed() {
        return count("select count(*) from vending_key") > 0
                || count("select count(*) from issued_token") > 0
                || count("select count(*) from key_proposal where decided_at is null") > 0
                || anyIn("sale where msisdn like 'm1:%'")
                || anyIn("meter_phone where msisdn like 'm1:%'")
                || anyIn("customer where name like 'n1:%'");
    }

    private boolean anyIn(String rows) {
        return count("select count(*) from (select 1 from " + rows + " fetch first 1 rows only) x") > 0;
    }

    private long count(String sql) {
        return ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue();
    }
}
