package io.tokenline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The queries of this room; there is none that changes or deletes. */
@ApplicationScoped
class AuditStore {

    private final EntityManager entities;

    @Inject
    AuditStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(AuditEntry entry) {
        entities.persist(entry);
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
