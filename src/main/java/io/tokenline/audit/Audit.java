package io.tokenline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The book of what happened: an event and what it tells of commit together, or neither does. */
@ApplicationScoped
@Transactional
public class Audit {

    /** As much as one page may hold. */
    private static final int PAGE_MAX = 1_000;

    private final AuditStore store;
    private final Clock clock;

    @Inject
    Audit(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Writes an event in the caller's transaction; without one it throws. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(AuditEvent event) {
        store.add(new AuditEntry(event, clock.instant()));
    }

    /**
     * A page of the book, newest first.
     *
     * @param before only events of a lower number; {@link Long#MAX_VALUE} begins with the newest
     * @param limit at most so many, and never more than 1,000
     */
    public List<AuditEntry> page(AuditFilter filter, long before, int limit) {
        return store.page(filter, before, Math.min(limit, PAGE_MAX));
    }

    /** How often somebody has done something since a moment, that moment included: for limits on how often he may. */
    public long count(String actor, String action, Instant since) {
        return store.count(actor, action, since);
    }
}
