package io.tokenline.care;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.vault.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Clears away what is too old, some rows a commit. Who clears a class of data holds its row until the commit, so that of
 * several servers one does; a server that dies loses nothing but its last rows, and does them again.
 */
@ApplicationScoped
@Transactional
public class Retention {

    /** Rows of one commit. */
    static final int BATCH = 500;

    private final EntityManager entities;
    private final Seals seals;
    private final Audit audit;
    private final RetentionTerms terms;
    private final Clock clock;

    @Inject
    Retention(EntityManager entities, Seals seals, Audit audit, RetentionTerms terms, Clock clock) {
        this.entities = entities;
        this.seals = seals;
        this.audit = audit;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * Clears the next rows of a class; how many is audited in the same commit.
     *
     * @return how many rows; 0 where nothing is too old, or another server is at it
     */
    public int clear(DataClass which) {
        List<?> mine = entities.createNativeQuery(
                        "select name from retention where name = :name for update skip locked")
                .setParameter("name", which.name())
                .getResultList();
        if (mine.isEmpty()) {
            return 0;
        }
        int cleared = switch (which) {
            case TEXTS -> texts();
            case CALLBACKS -> callbacks();
            case SALES, REPORTS, REQUESTS -> phones(which);
            case SAVED_METERS, LANGUAGES -> silent(which);
        };
        if (cleared > 0) {
            audit.record(new AuditEvent(AuditEvent.SYSTEM, "DATA_CLEARED", which.name(), cleared + " rows"));
        }
        return cleared;
    }

    /** Says that a class of data is looked after, once; until then {@link #clear} clears nothing of it. */
    public void begin(DataClass which) {
        int unused = entities.createNativeQuery("insert into retention (name) select cast(:name as varchar(20))"
                        + " where not exists (select 1 from retention where name = :name)")
                .setParameter("name", which.name())
                .executeUpdate();
    }

    private int texts() {
        List<Object[]> rows = next(DataClass.TEXTS, "id, msisdn", terms.texts());
        for (Object[] row : rows) {
            update(
                    "update outbox_message set msisdn = :kept, text = '', sealed_text = null, cleared = true where id = :id",
                    pseudonym((String) row[1]),
                    row[0]);
        }
        return rows.size();
    }

    private int callbacks() {
        List<Object[]> rows = next(DataClass.CALLBACKS, "id, provider", terms.callbacks());
        for (Object[] row : rows) {
            update("update payment_callback set body = :kept, path = '', cleared = true where id = :id", "", row[0]);
        }
        return rows.size();
    }

    private int phones(DataClass which) {
        List<Object[]> rows = next(which, "id, msisdn, reference", terms.phones());
        for (Object[] row : rows) {
            String kept = row[1] == null ? "" : pseudonym((String) row[1]);
            update(
                    "update " + which.table() + " set cleared = true, msisdn = "
                            + "case when msisdn is null then msisdn else :kept end where id = :id",
                    kept,
                    row[0]);
            if (which == DataClass.SALES) {
                update("update payment_attempt set msisdn = :kept where sale_reference = :id", kept, row[2]);
            }
        }
        return rows.size();
    }

    private int silent(DataClass which) {
        String columns = which == DataClass.SAVED_METERS ? "msisdn, meter_id" : "msisdn, language";
        List<?> rows = entities.createNativeQuery(which.silent(columns))
                .setParameter("before", before(terms.silence()))
                .getResultList();
        String beside = which == DataClass.SAVED_METERS ? "meter_id" : "language";
        for (Object row : rows) {
            Object[] cells = (Object[]) row;
            update(
                    "delete from " + which.table() + " where msisdn = :kept and " + beside + " = :id",
                    (String) cells[0],
                    cells[1]);
        }
        return rows.size();
    }

    private List<Object[]> next(DataClass which, String columns, Duration age) {
        List<?> rows = entities.createNativeQuery(which.next(columns))
                .setParameter("before", before(age))
                .getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    private Instant before(Duration age) {
        return clock.instant().minus(age);
    }

    private void update(String sql, String kept, Object id) {
        int unused = entities.createNativeQuery(sql)
                .setParameter("kept", kept)
                .setParameter("id", id)
                .executeUpdate();
    }

    private String pseudonym(String kept) {
        return seals.number(seals.pseudonym(seals.openNumber(kept)));
    }
}
