package io.tokenline.books;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts what is wrong in the books. */
@ApplicationScoped
@Transactional
public class Books {

    /** How long a sale may have the money and nothing else; then somebody must know. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final EntityManager entities;
    private final Clock clock;

    @Inject
    Books(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** How often each invariant is broken; 0 for all of them where all is well. Reads every sale. */
    public Map<Invariant, Long> check() {
        Map<Invariant, Long> broken = new EnumMap<>(Invariant.class);
        for (Invariant invariant : Invariant.values()) {
            Query query = entities.createNativeQuery(invariant.query(), Long.class);
            if (invariant.looksBack()) {
                query.setParameter("dayago", clock.instant().minus(PATIENCE));
            }
            broken.put(invariant, (Long) query.getSingleResult());
        }
        return broken;
    }
}
