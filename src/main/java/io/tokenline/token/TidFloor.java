package io.tokenline.token;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps TIDs from repeating after a database was restored: what was issued since its backup is not in it, so all further
 * TIDs begin beyond any that may have been issued. A server says every minute that it lives; one that starts and finds
 * that nobody has said so for a while takes the database for restored, which costs nothing where it was not. One that
 * runs on while a database is put back below it misses the newest token that it knew of.
 */
@ApplicationScoped
@Transactional
public class TidFloor {

    /** Silence after which a database may have been restored. */
    static final Duration SILENCE = Duration.ofSeconds(150);

    private static final Logger LOG = LoggerFactory.getLogger(TidFloor.class);

    private final EntityManager entities;
    private final Audit audit;
    private final Clock clock;
    private volatile Instant floor = Instant.EPOCH;
    private volatile long newest;

    @Inject
    TidFloor(EntityManager entities, Audit audit, Clock clock) {
        this.entities = entities;
        this.audit = audit;
        this.clock = clock;
    }

    /** The one row. */
    @Entity(name = "TidFloorRow")
    @Table(name = "tid_floor")
    static class Row {

        private static final short ONLY = 1;

        @Id
        private short id = ONLY;

        @Column(name = "alive_at")
        private Instant aliveAt = Instant.EPOCH;

        @Column(name = "floor_at")
        private @Nullable Instant floorAt;
    }

    /** Before this moment no TID lies. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Instant floor() {
        return floor;
    }

    /** At start: raises the floor where the database may have been restored. */
    public void begin() {
        Instant now = clock.instant();
        Row row = lock(now);
        if (Duration.between(row.aliveAt, now).compareTo(SILENCE) > 0) {
            raise(row, now, AuditEvent.SYSTEM, "nobody alive since " + row.aliveAt);
        }
        row.aliveAt = now;
        newest = newestToken();
        adopt(row);
    }

    /** Every minute: says that this server lives, and takes up a floor that another one raised. */
    public void alive() {
        Instant now = clock.instant();
        Row row = lock(now);
        long found = newestToken();
        if (found < newest) {
            raise(row, now, AuditEvent.SYSTEM, "the newest token is missing");
        }
        row.aliveAt = now;
        newest = found;
        adopt(row);
    }

    /** Tokens are never deleted, so that this number never falls. */
    private long newestToken() {
        return entities.createQuery("select coalesce(max(t.id), 0) from IssuedToken t", Long.class)
                .getSingleResult();
    }

    /** A person says that the database was restored from a backup just now. */
    public Instant restored(String person, String reason) {
        Row row = lock(clock.instant());
        raise(row, clock.instant(), person, reason);
        adopt(row);
        return floor;
    }

    /** A token made before now bears a TID of at most an hour beyond now, or beyond the floor of that time. */
    private void raise(Row row, Instant now, String actor, String reason) {
        Instant known = row.floorAt != null && row.floorAt.isAfter(floor) ? row.floorAt : floor;
        Instant latest = known.isAfter(now) ? known : now;
        row.floorAt = latest.plus(TokenIdentifiers.AHEAD).plus(Duration.ofMinutes(2));
        audit.record(new AuditEvent(actor, "TID_FLOOR", "tokens", reason));
        LOG.warn("TKL-5002 the database may have been restored: token identifiers begin at {}", row.floorAt);
    }

    /** It never falls, whichever database is below. */
    private void adopt(Row row) {
        if (row.floorAt != null && row.floorAt.isAfter(floor)) {
            floor = row.floorAt;
        }
    }

    /** The row, made where there is none; where two servers make it at once, the second one's transaction fails. */
    private Row lock(Instant now) {
        Row row = entities.find(Row.class, Row.ONLY, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            row = new Row();
            row.aliveAt = now;
            entities.persist(row);
            entities.flush();
        }
        return row;
    }
}
