package io.tokenline.registry;

import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files were taken in, and how far one is: written in transactions of its own, so that others can watch, but for the
 * last word, which commits with what the file brought.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class ImportJournal {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJournal.class);

    /** Silence after which another server's import counts as broken off; what it does then, it cannot commit. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private static final int PAGE_MAX = 1_000;

    private final EntityManager entities;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;

    @Inject
    ImportJournal(EntityManager entities, Audit audit, Settings settings, Clock clock) {
        this.entities = entities;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A beginning, or why there is none.
     *
     * @param outcome OK or IMPORT_RUNNING
     * @param file the new import, or the one that has done the same already, or that runs
     * @param repeated whether the same was done already
     */
    record Begun(Outcome outcome, ImportView file, boolean repeated) {}

    /** Begins to take a file in, unless that was done already or another one is at work. */
    Begun begin(Spool.Received file, ImportOptions options, String person) {
        Instant now = clock.instant();
        Optional<MeterImport> running = running();
        if (running.isPresent() && running.get().changedAt().isBefore(now.minus(SILENCE))) {
            breakOff(running.get());
            running = Optional.empty();
        }
        if (running.isPresent()) {
            return new Begun(Outcome.IMPORT_RUNNING, running.get().view(), false);
        }
        Optional<MeterImport> done = options.checkOnly() ? Optional.empty() : done(file, options);
        if (done.isPresent()) {
            return new Begun(Outcome.OK, done.get().view(), true);
        }
        MeterImport begun = new MeterImport(file, options, person, settings.node(), now);
        entities.persist(begun);
        entities.flush(); // two servers that begin at once: the second one fails here
        audit.record(new AuditEvent(person, "METERS_IMPORT", "import " + begun.id(), file.hash() + " " + options));
        return new Begun(Outcome.OK, begun.view(), false);
    }

    private Optional<MeterImport> running() {
        return entities.createQuery("select i from MeterImport i where i.running = 1", MeterImport.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    private Optional<MeterImport> done(Spool.Received file, ImportOptions options) {
        return entities.createQuery(
                        "select i from MeterImport i where i.fileHash = :hash and i.state = :done"
                                + " and i.partial = :partial and i.takeKeys = :keys order by i.id",
                        MeterImport.class)
                .setParameter("hash", file.hash())
                .setParameter("done", MeterImport.State.DONE)
                .setParameter("partial", options.partial())
                .setParameter("keys", options.keys())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Says how far an import is. */
    void progress(long id, MeterImport.State state, ImportProgress progress) {
        MeterImport found = required(id);
        if (found.isRunning()) {
            found.progress(state, progress, clock.instant());
        }
    }

    /** Keeps what was said about rows; {@code first} is the place of the first one, from 1. */
    void keep(long id, int first, List<RowFault> faults) {
        int position = first;
        for (RowFault fault : faults) {
            entities.persist(new ImportFault(id, position, fault));
            position++;
        }
    }

    /** The end of an import that changed nothing. */
    ImportView end(long id, MeterImport.State how, Plan.Counts counts) {
        MeterImport ended = required(id);
        if (ended.isRunning()) {
            ended.count(counts);
            ended.end(how, clock.instant());
        }
        LOG.info("TKL-6501 meters, import {}: {}", id, ended.state());
        return ended.view();
    }

    /**
     * The end of one that changes the registry, in the transaction that does so.
     *
     * @throws IllegalStateException where it was taken for broken off meanwhile: then it must not commit
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void done(long id, Plan.Counts counts, String person) {
        MeterImport done = required(id);
        entities.refresh(done, LockModeType.PESSIMISTIC_WRITE);
        if (!done.isRunning()) {
            throw new IllegalStateException("import " + id + " was broken off");
        }
        done.count(counts);
        done.end(MeterImport.State.DONE, clock.instant());
        audit.record(new AuditEvent(person, "METERS_IMPORTED", "import " + id, counts.toString()));
    }

    /** At start: what this server was at when it stopped will never be done. */
    public void breakOff() {
        running().filter(file -> file.node().equals(settings.node())).ifPresent(this::breakOff);
    }

    private void breakOff(MeterImport left) {
        left.end(MeterImport.State.BROKEN_OFF, clock.instant());
        entities.flush();
        audit.record(new AuditEvent(AuditEvent.SYSTEM, "METERS_IMPORT_BROKEN_OFF", "import " + left.id(), left.node()));
        LOG.warn("TKL-6502 meters, import {}: broken off, nothing was changed", left.id());
    }

    /** An import. */
    public Optional<ImportView> find(long id) {
        return Optional.ofNullable(entities.find(MeterImport.class, id)).map(MeterImport::view);
    }

    /**
     * Imports, newest first.
     *
     * @param before only those of a lower number; {@link Long#MAX_VALUE} begins with the newest
     */
    public List<ImportView> page(long before, int limit) {
        return entities.createQuery(
                        "select i from MeterImport i where i.id < :before order by i.id desc", MeterImport.class)
                .setParameter("before", before)
                .setMaxResults(Math.min(limit, PAGE_MAX))
                .getResultStream()
                .map(MeterImport::view)
                .toList();
    }

    /** What was said about the rows of an import, in the order in which it was found. */
    public List<ImportView.Fault> faults(long id, long after, int limit) {
        return entities.createQuery(
                        "select f from ImportFault f where f.key.importId = :id and f.key.position > :after"
                                + " order by f.key.position",
                        ImportFault.class)
                .setParameter("id", id)
                .setParameter("after", (int) Math.min(after, Integer.MAX_VALUE))
                .setMaxResults(Math.min(limit, PAGE_MAX))
                .getResultStream()
                .map(ImportFault::view)
                .toList();
    }

    private MeterImport required(long id) {
        return Optional.ofNullable(entities.find(MeterImport.class, id))
                .orElseThrow(() -> new IllegalStateException("there is no import " + id));
    }
}
