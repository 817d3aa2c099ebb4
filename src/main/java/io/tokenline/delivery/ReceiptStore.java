package io.tokenline.delivery;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The queries about receipts. */
@ApplicationScoped
class ReceiptStore {

    /** Of a page of messages. */
    private static final int PARTS_MAX = 5_000;

    private final EntityManager entities;

    @Inject
    ReceiptStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(MessagePart part) {
        entities.persist(part);
    }

    /** The parts of some messages, a bounded number of them. */
    List<MessagePart> parts(Collection<Long> messages) {
        return entities.createQuery(
                        "select p from MessagePart p where p.messageId in :messages order by p.id", MessagePart.class)
                .setParameter("messages", messages)
                .setMaxResults(PARTS_MAX)
                .getResultList();
    }

    void park(ParkedReceipt receipt) {
        entities.persist(receipt);
    }

    /** How often parts of a message were taken so far. */
    int attempts(long messageId) {
        return entities.createQuery(
                        "select coalesce(max(p.attempt), 0) from MessagePart p where p.messageId = :message",
                        Integer.class)
                .setParameter("message", messageId)
                .getSingleResult();
    }

    /** The newest part of this id: operators begin anew with their numbers. */
    Optional<MessagePart> find(String link, String operatorId, Optional<Msisdn> phone, Instant since) {
        var query = entities.createQuery(
                        "select p from MessagePart p, Message m where m.id = p.messageId and p.link = :link"
                                + " and p.operatorId = :operatorId and p.sentAt >= :since"
                                + (phone.isPresent() ? " and m.msisdn = :phone" : "") + " order by p.id desc",
                        MessagePart.class)
                .setParameter("link", link)
                .setParameter("operatorId", operatorId)
                .setParameter("since", since)
                .setMaxResults(1);
        phone.ifPresent(number -> query.setParameter("phone", number.digits()));
        return query.getResultStream().findFirst();
    }

    /** Whether every part of an attempt is on the phone. */
    boolean isComplete(long messageId, int attempt) {
        return entities.createQuery(
                        "select p.id from MessagePart p where p.messageId = :message and p.attempt = :attempt"
                                + " and p.delivered = false",
                        Long.class)
                .setParameter("message", messageId)
                .setParameter("attempt", attempt)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Receipts whose part has been written down meanwhile. */
    List<ParkedReceipt> matched(int limit) {
        return entities.createQuery(
                        "select r from ParkedReceipt r where exists (select p.id from MessagePart p"
                                + " where p.operatorId = r.operatorId and p.link = r.link) order by r.id",
                        ParkedReceipt.class)
                .setMaxResults(limit)
                .getResultList();
    }

    long parked() {
        return entities.createQuery("select count(r) from ParkedReceipt r", Long.class)
                .getSingleResult();
    }

    /** By a statement: another server may have done it. */
    void remove(ParkedReceipt receipt) {
        entities.createQuery("delete from ParkedReceipt r where r.id = :id")
                .setParameter("id", receipt.id())
                .executeUpdate();
    }

    int removeParkedBefore(Instant moment) {
        return entities.createQuery("delete from ParkedReceipt r where r.cameAt < :moment")
                .setParameter("moment", moment)
                .executeUpdate();
    }
}
