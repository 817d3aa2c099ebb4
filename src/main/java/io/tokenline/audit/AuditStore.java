package io.tokenline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The queries of this room; there is none that changes or deletes an event or a link. */
@ApplicationScoped
class AuditStore {

    private final EntityManager entities;

    @Inject
    AuditStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(AuditEntry entry) {
        entities.persist(entry);
        entities.persist(new AuditUnlinked(entry));
    }

    boolean hasUnlinked() {
        return !entities.createQuery("select u.eventId from AuditUnlinked u", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The head, nobody else adding to the chain until the transaction ends. */
    AuditHead lockHead() {
        AuditHead head = entities.find(AuditHead.class, AuditHead.ID, LockModeType.PESSIMISTIC_WRITE);
        if (head == null) {
            head = AuditHead.first();
            entities.persist(head);
            entities.flush(); // of two servers that begin the chain at once, one fails here and comes again
        }
        return head;
    }

    AuditChain.Head head() {
        return entities.createQuery("select h from AuditHead h", AuditHead.class)
                .getResultStream()
                .map(head -> new AuditChain.Head(head.link(), head.hash()))
                .findFirst()
                .orElse(new AuditChain.Head(0, ChainHash.FIRST));
    }

    List<AuditEntry> unlinked(int limit) {
        return entities.createQuery(
                        "select e from AuditUnlinked u join AuditEntry e on e.id = u.eventId order by e.id",
                        AuditEntry.class)
                .setMaxResults(limit)
                .getResultList();
    }

    void add(AuditLink link) {
        entities.persist(link);
    }

    void linked(List<Long> events) {
        if (!events.isEmpty()) {
            entities.createQuery("delete from AuditUnlinked u where u.eventId in :events")
                    .setParameter("events", events)
                    .executeUpdate();
        }
    }

    /** A link with its event. */
    record Linked(long link, String hash, ChainHash.Row event) {}

    /** Links in their order. */
    List<Linked> links(long after, long last, int limit) {
        return entities.createQuery(
                        "select l.link, l.hash, e.id, e.at, e.actor, e.action, e.object, e.detail from AuditLink l"
                                + " join AuditEntry e on e.id = l.eventId"
                                + " where l.link > :after and l.link <= :last order by l.link",
                        Object[].class)
                .setParameter("after", after)
                .setParameter("last", last)
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditStore::linked)
                .toList();
    }

    private static Linked linked(Object[] row) {
        ChainHash.Row event = new ChainHash.Row(
                (Long) row[2], (Instant) row[3], (String) row[4], (String) row[5], (String) row[6], (String) row[7]);
        return new Linked((Long) row[0], (String) row[1], event);
    }

    long countUnlinked() {
        return entities.createQuery("select count(u) from AuditUnlinked u", Long.class)
                .getSingleResult();
    }

    /** Events, by their numbers, that have neither a link nor wait for one. */
    long strays(long after, long last) {
        return entities.createQuery(
                        "select count(e) from AuditEntry e where e.id > :after and e.id <= :last and not exists"
                                + " (select 1 from AuditLink l where l.eventId = e.id) and not exists"
                                + " (select 1 from AuditUnlinked u where u.eventId = e.id)",
                        Long.class)
                .setParameter("after", after)
                .setParameter("last", last)
                .getSingleResult();
    }

    /** The lowest number that an event has; 0 where there is none. */
    long firstEvent() {
        return entities.createQuery("select coalesce(min(e.id), 0) from AuditEntry e", Long.class)
                .getSingleResult();
    }

    /** The highest number that an event has; 0 where there is none. */
    long lastEvent() {
        return entities.createQuery("select coalesce(max(e.id), 0) from AuditEntry e", Long.class)
                .getSingleResult();
    }

    /** The hash of a link, that before the first included; empty where there is no such link. */
    String hash(long link) {
        return link == 0
                ? ChainHash.FIRST
                : entities.createQuery("select l.hash from AuditLink l where l.link = :link", String.class)
                        .setParameter("link", link)
                        .getResultStream()
                        .findFirst()
                        .orElse("");
    }

    AuditProven proven() {
        AuditProven proven = entities.find(AuditProven.class, AuditProven.ID);
        return proven == null ? AuditProven.nothing() : proven;
    }

    AuditProven lockProven() {
        AuditProven proven = entities.find(AuditProven.class, AuditProven.ID, LockModeType.PESSIMISTIC_WRITE);
        if (proven == null) {
            proven = AuditProven.nothing();
            entities.persist(proven);
        }
        return proven;
    }

    /** Newest first; only the parts that are asked for stand in the query, so that an index can serve it. */
    List<AuditEntry> page(AuditFilter filter, long before, int limit) {
        Map<String, String> wanted = new LinkedHashMap<>();
        filter.actor().ifPresent(actor -> wanted.put("actor", actor));
        filter.action().ifPresent(action -> wanted.put("action", action));
        filter.object().ifPresent(object -> wanted.put("object", object));
        StringBuilder text = new StringBuilder("select e from AuditEntry e where e.id < :before");
        wanted.keySet().forEach(column -> text.append(" and e.%1$s = :%1$s".formatted(column)));
        TypedQuery<AuditEntry> query = entities.createQuery(text + " order by e.id desc", AuditEntry.class)
                .setParameter("before", before)
                .setMaxResults(limit);
        wanted.forEach(query::setParameter);
        return query.getResultList();
    }

    long count(String actor, String action, Instant since) {
        return entities.createQuery(
                        "select count(e) from AuditEntry e where e.actor = :actor and e.at >= :since and e.action = :action",
                        Long.class)
                .setParameter("actor", actor)
                .setParameter("since", since)
                .setParameter("action", action)
                .getSingleResult();
    }
}
