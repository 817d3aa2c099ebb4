package io.tokenline.registry;

import io.tokenline.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files of meters in, one at a time: the file first, then its rows, in one transaction. */
@ApplicationScoped
public class MeterImports {

    private static final Logger LOG = LoggerFactory.getLogger(MeterImports.class);

    /** Longer than any file takes; the usual limit of a transaction is meant for sales. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    private static final int FIRST_FAULTS = 50;

    private final Spool spool;
    private final ImportJournal journal;
    private final Imports imports;
    private final UserTransaction transactions;
    private final Semaphore receiving = new Semaphore(1);

    @Inject
    MeterImports(Spool spool, ImportJournal journal, Imports imports, UserTransaction transactions) {
        this.spool = spool;
        this.journal = journal;
        this.imports = imports;
        this.transactions = transactions;
    }

    /**
     * What became of a file.
     *
     * @param outcome OK, whether or not it had faults, IMPORT_RUNNING, or FILE_TOO_LARGE
     * @param file the import; of an IMPORT_RUNNING the one that runs
     * @param repeated whether the same file was taken in before, and this is what became of it then
     * @param faults the first of them
     */
    public record Result(Outcome outcome, Optional<ImportView> file, boolean repeated, List<ImportView.Fault> faults) {

        static Result refused(Outcome outcome) {
            return new Result(outcome, Optional.empty(), false, List.of());
        }
    }

    /**
     * Takes a file in.
     *
     * @param csv is read to its end, at the pace of its sender
     * @throws IOException where the sender broke off: nothing was begun
     */
    public Result take(InputStream csv, ImportOptions options, String person) throws IOException {
        if (!receiving.tryAcquire()) {
            return Result.refused(Outcome.IMPORT_RUNNING);
        }
        try {
            Spool.Received file = spool.receive(csv);
            try {
                return take(file, options, person);
            } finally {
                Files.deleteIfExists(file.path());
            }
        } catch (Spool.TooLarge e) {
            return Result.refused(Outcome.FILE_TOO_LARGE);
        } finally {
            receiving.release();
        }
    }

    private Result take(Spool.Received file, ImportOptions options, String person) {
        ImportJournal.Begun begun = journal.begin(file, options, person);
        if (begun.outcome() != Outcome.OK || begun.repeated()) {
            return result(begun.outcome(), begun.file(), begun.repeated());
        }
        long id = begun.file().id();
        FaultBook book = new FaultBook(journal, id);
        LOG.info("TKL-6503 meters, import {}: {} octets, {}", id, file.octets(), options);
        Imports.Ending ending;
        try {
            ending = patiently(new Imports.Task(id, file, options, person), book);
        } catch (RuntimeException | Error e) {
            LOG.error("TKL-6504 meters, import {}: failed, nothing was changed", id, e);
            return result(Outcome.OK, journal.end(id, MeterImport.State.FAILED, Plan.Counts.NONE), false);
        }
        return result(Outcome.OK, journal.end(id, ending.state(), ending.counts()), false);
    }

    private Imports.Ending patiently(Imports.Task task, FaultBook book) {
        try {
            transactions.setTransactionTimeout((int) PATIENCE.toSeconds());
            try {
                return imports.run(task, book);
            } finally {
                transactions.setTransactionTimeout(0);
            }
        } catch (SystemException e) {
            throw new IllegalStateException("the server does not say how long a transaction may take", e);
        }
    }

    private Result result(Outcome outcome, ImportView file, boolean repeated) {
        return new Result(outcome, Optional.of(file), repeated, journal.faults(file.id(), 0, FIRST_FAULTS));
    }

    /** At start: what was being taken in when this server stopped is shown as broken off. */
    public void begin() {
        journal.breakOff();
        try {
            spool.clear();
        } catch (IOException e) {
            LOG.warn("TKL-6505 a file of meters that was left here cannot be removed: {}", e.getMessage());
        }
    }
}
