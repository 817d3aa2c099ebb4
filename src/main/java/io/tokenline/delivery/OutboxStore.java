package io.tokenline.delivery;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The queries of this room. */
@ApplicationScoped
class OutboxStore {

    /** Of a page of messages. */
    private static final int SALE_MAX = 100;

    private static final int ATTEMPTS_MAX = 5_000;

    private final EntityManager entities;

    @Inject
    OutboxStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Message message) {
        entities.persist(message);
    }

    boolean has(String key) {
        return !entities.createQuery("select m.id from Message m where m.messageKey = :key", Long.class)
                .setParameter("key", key)
                .getResultList()
                .isEmpty();
    }

    /**
     * Messages whose time has come and that nobody else holds; they stay locked until the transaction ends.
     *
     * @param except links whose messages stay; never empty, a query cannot say that
     */
    List<Message> due(Instant now, int limit, Set<String> except) {
        List<?> rows = entities.createNativeQuery(
                        "select * from outbox_message where next_at <= :now and link not in (:except) fetch first :limit rows only"
                                + " for update skip locked",
                        Message.class)
                .setParameter("now", now)
                .setParameter("except", except)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(Message.class::cast).toList();
    }

    void add(Attempt attempt) {
        entities.persist(attempt);
    }

    List<Message> page(Optional<Msisdn> to, long before, int limit) {
        var query = entities.createQuery(
                        "select m from Message m where m.id < :before" + (to.isPresent() ? " and m.msisdn = :to" : "")
                                + " order by m.id desc",
                        Message.class)
                .setParameter("before", before)
                .setMaxResults(limit);
        to.ifPresent(phone -> query.setParameter("to", phone.digits()));
        return query.getResultList();
    }

    /** Messages about a sale, newest first; of very many the newest. */
    List<Message> of(String saleReference) {
        return entities.createQuery(
                        "select m from Message m where m.saleReference = :sale order by m.id desc", Message.class)
                .setParameter("sale", saleReference)
                .setMaxResults(SALE_MAX)
                .getResultList();
    }

    /** The attempts of some messages, oldest first; of very many the newest. */
    List<Attempt> attempts(Collection<Long> messages) {
        List<Attempt> newestFirst = entities.createQuery(
                        "select a from Attempt a where a.messageId in :messages order by a.id desc", Attempt.class)
                .setParameter("messages", messages)
                .setMaxResults(ATTEMPTS_MAX)
                .getResultList();
        List<Attempt> attempts = new ArrayList<>(newestFirst);
        Collections.reverse(attempts);
        return attempts;
    }

    Optional<String> lastLink(String msisdn) {
        return entities.createQuery(
                        "select m.link from Message m where m.msisdn = :msisdn order by m.id desc", String.class)
                .setParameter("msisdn", msisdn)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    Optional<Message> lock(long id) {
        return Optional.ofNullable(entities.find(Message.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * Makes due what waits for a link, or may be to one of these phones, of which only the first digits are known here;
     * what found the phone off keeps its pause.
     */
    int hurry(String link, List<String> prefixes, Instant now) {
        StringBuilder wanted = new StringBuilder("m.link in (:link, :any)");
        for (int i = 0; i < prefixes.size(); i++) {
            wanted.append(" or m.prefix like :like" + i + " or :prefix" + i + " like concat(m.prefix, '%')");
        }
        Query query = entities.createQuery("update Message m set m.nextAt = :now where m.nextAt > :now"
                        + " and m.state = :queued and m.failedReceipts = 0 and (" + wanted + ")")
                .setParameter("now", now)
                .setParameter("link", link)
                .setParameter("any", MessageSender.ANY_LINK)
                .setParameter("queued", Message.State.QUEUED);
        for (int i = 0; i < prefixes.size(); i++) {
            query.setParameter("prefix" + i, prefixes.get(i));
            query.setParameter("like" + i, prefixes.get(i) + "%");
        }
        return query.executeUpdate();
    }

    int release(String node, Instant now) {
        return entities.createQuery("update Message m set m.nextAt = :now, m.claimedBy = null"
                        + " where m.claimedBy = :node and m.state = :sending")
                .setParameter("now", now)
                .setParameter("node", node)
                .setParameter("sending", Message.State.SENDING)
                .executeUpdate();
    }

    /** How many messages are still to be sent, by state. */
    Map<Message.State, Long> open() {
        return entities.createQuery(
                        "select m.state, count(m) from Message m where m.nextAt is not null group by m.state",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Message.State) row[0], row -> (Long) row[1]));
    }

    /** How many sales had a message of this kind reach one of these states. */
    long sales(Message.Kind kind, List<Message.State> states) {
        return entities.createQuery(
                        "select count(distinct m.saleReference) from Message m where m.kind = :kind and m.state in :states",
                        Long.class)
                .setParameter("kind", kind)
                .setParameter("states", states)
                .getSingleResult();
    }
}
