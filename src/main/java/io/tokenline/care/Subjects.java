package io.tokenline.care;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TwoPersons;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.vault.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owner of a phone may ask for: all that is kept of him, and to be forgotten. */
@ApplicationScoped
@Transactional
public class Subjects {

    /** What is younger may still be under way: money on its way, an SMS on its way. */
    static final Duration UNDER_WAY = Duration.ofDays(7);

    private static final int PAGE_MAX = 500;

    private static final List<String> FORGOTTEN = List.of("saved_meter", "subscriber");

    /** Each with the column that says how old a row is, and what must be over. */
    private static final Map<String, String> PSEUDONYMISED = Map.of(
            "sale", "created_at < :before",
            "payment_attempt", "created_at < :before and next_at is null",
            "trouble", "created_at < :before",
            "engineering_request", "proposed_at < :before");

    /** What wallets told that became a case about one of his sales; all else of it is sealed and goes with its age. */
    private static final String CALLBACKS = "update payment_callback set body = '', path = '', cleared = true"
            + " where received_at < :before and next_at is null and id in (select c.callback_id from payment_case c"
            + " join sale s on s.reference = c.sale_reference where s.msisdn = :kept)";

    private final EntityManager entities;
    private final Seals seals;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Subjects(EntityManager entities, Seals seals, Audit audit, Clock clock) {
        this.entities = entities;
        this.seals = seals;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * That a phone be forgotten, as its persons see it.
     *
     * @param phone masked; of a pseudonym once it is decided
     * @param approved null until it is decided
     */
    public record View(
            long id,
            String phone,
            String reason,
            String proposedBy,
            @Nullable String decidedBy,
            @Nullable Boolean approved) {

        static View of(Erasure erasure) {
            return new View(
                    erasure.id(),
                    erasure.phone().masked(),
                    erasure.reason(),
                    erasure.persons().proposedBy(),
                    erasure.persons().decidedBy().orElse(null),
                    erasure.approved());
        }
    }

    /** What became of a decision. */
    public record Result(Outcome outcome, Optional<View> erasure) {}

    /**
     * All that is kept of a phone, part by part; who had it handed out, and why, is audited. Tokens are not in it: whoever
     * bought one has it by SMS.
     */
    public Map<String, List<Map<String, Object>>> export(Msisdn phone, String person, String reason) {
        audit.record(new AuditEvent(person, "SUBJECT_EXPORTED", "phone " + phone.masked(), reason));
        List<String> kept = List.of(seals.number(phone.digits()), pseudonym(phone));
        Map<String, List<Map<String, Object>>> all = new LinkedHashMap<>();
        for (Part part : Part.ALL) {
            List<?> rows = entities.createNativeQuery(part.sql())
                    .setParameter("phones", kept)
                    .getResultList();
            all.put(
                    part.name(),
                    rows.stream().map(row -> row(part, (Object[]) row)).toList());
        }
        return all;
    }

    private Map<String, Object> row(Part part, @Nullable Object[] cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            if (cell != null) {
                row.put(part.columns().get(i).name(), readable(cell));
            }
        }
        return row;
    }

    private Object readable(Object cell) {
        if (cell instanceof Number || cell instanceof Boolean) {
            return cell;
        }
        return seals.openBody(seals.openName(cell.toString()));
    }

    private String pseudonym(Msisdn phone) {
        return seals.number(seals.pseudonym(phone.digits()));
    }

    /** Asks for a phone to be forgotten; another person decides. */
    public View propose(Msisdn phone, String person, String reason) {
        Erasure erasure = new Erasure(phone, reason, new TwoPersons(person, clock.instant()));
        entities.persist(erasure);
        record(erasure, person, "ERASURE_PROPOSED", reason);
        return View.of(erasure);
    }

    /** What was asked for, in the order of asking. */
    public List<View> page(long after, int limit) {
        return entities.createQuery("select e from Erasure e where e.id > :after order by e.id", Erasure.class)
                .setParameter("after", after)
                .setMaxResults(Math.min(limit, PAGE_MAX))
                .getResultStream()
                .map(View::of)
                .toList();
    }

    /**
     * Decides, and where it is approved, carries it out: a pseudonym stands for the phone in what the law has us keep, and
     * what the phone told us is gone. What is younger than {@link #UNDER_WAY} stays as it is, and so do the phones that a
     * utility has registered for its meters, which are its own to remove, and the account of an agent, whose books they are.
     *
     * @param person not the one who asked, whichever way he decides
     * @return OK, PROPOSAL_UNKNOWN, SAME_PERSON or ALREADY_DECIDED
     */
    public Result decide(long id, boolean approve, String person) {
        Erasure erasure = entities.find(Erasure.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (erasure == null) {
            return new Result(Outcome.PROPOSAL_UNKNOWN, Optional.empty());
        }
        Outcome outcome = erasure.persons().mayDecide(person);
        if (outcome == Outcome.OK) {
            Msisdn phone = erasure.phone();
            String done = approve ? forget(phone) : "";
            record(erasure, person, approve ? "SUBJECT_ERASED" : "ERASURE_REJECTED", done);
            erasure.decide(approve, seals.pseudonym(phone.digits()), person, clock.instant());
        }
        return new Result(outcome, Optional.of(View.of(erasure)));
    }

    private String forget(Msisdn phone) {
        String kept = seals.number(phone.digits());
        String instead = pseudonym(phone);
        Instant before = clock.instant().minus(UNDER_WAY);
        List<String> told = new ArrayList<>();
        told.add(
                "payment_callback " + cleared(CALLBACKS, kept, before)); // while his sales are still found by the phone
        PSEUDONYMISED.forEach((table, over) -> told.add(table + " "
                + entities.createNativeQuery(
                                "update " + table + " set msisdn = :instead where msisdn = :kept and " + over)
                        .setParameter("instead", instead)
                        .setParameter("kept", kept)
                        .setParameter("before", before)
                        .executeUpdate()));
        told.add("outbox_message "
                + entities.createNativeQuery(
                                "update outbox_message set msisdn = :instead, text = '', sealed_text = null"
                                        + " where msisdn = :kept and created_at < :before and next_at is null")
                        .setParameter("instead", instead)
                        .setParameter("kept", kept)
                        .setParameter("before", before)
                        .executeUpdate());
        FORGOTTEN.forEach(table -> told.add(table + " "
                + entities.createNativeQuery("delete from " + table + " where msisdn = :kept")
                        .setParameter("kept", kept)
                        .executeUpdate()));
        told.sort(String::compareTo);
        return "rows: " + String.join(", ", told);
    }

    private int cleared(String sql, String kept, Instant before) {
        return entities.createNativeQuery(sql)
                .setParameter("kept", kept)
                .setParameter("before", before)
                .executeUpdate();
    }

    private void record(Erasure erasure, String person, String action, String detail) {
        audit.record(new AuditEvent(person, action, "phone " + erasure.phone().masked(), detail));
    }
}
