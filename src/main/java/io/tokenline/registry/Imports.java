package io.tokenline.registry;

import io.tokenline.Settings;
import io.tokenline.vault.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.hibernate.Session;

/** Takes a file into the registry in one transaction: all of it, or nothing. */
@ApplicationScoped
@Transactional
class Imports {

    private final EntityManager entities;
    private final ImportJournal journal;
    private final Seals seals;
    private final Settings settings;
    private final Clock clock;

    @Inject
    Imports(EntityManager entities, ImportJournal journal, Seals seals, Settings settings, Clock clock) {
        this.entities = entities;
        this.journal = journal;
        this.seals = seals;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param id of the import in the journal
     */
    record Task(long id, Spool.Received file, ImportOptions options, String person) {}

    /**
     * How it ended.
     *
     * @param state DONE, CHECKED or REFUSED
     * @param progress at its end
     */
    record Ending(MeterImport.State state, Plan.Counts counts, ImportProgress progress) {}

    /**
     * Reads a file and writes what it says.
     *
     * @param book hears of faults as they are found
     * @throws IllegalStateException where the file or the database could not be read or written: nothing was changed
     */
    Ending run(Task task, FaultBook book) {
        Ending ending = entities.unwrap(Session.class).doReturningWork(connection -> {
            try {
                return run(connection, task, book);
            } catch (IOException e) {
                throw new IllegalStateException("the file could not be read", e);
            }
        });
        if (ending.state() == MeterImport.State.DONE) {
            journal.done(task.id(), ending.counts(), task.person());
        }
        return ending;
    }

    private Ending run(Connection connection, Task task, FaultBook book) throws SQLException, IOException {
        Staging staging = Staging.on(connection, seals);
        YearMonth month = YearMonth.from(clock.instant().atZone(settings.timeZone()));
        FileReading reading = new FileReading(task, staging, journal, book);
        reading.read(header ->
                new RowReader(header, settings.countryCode(), settings.currency(), clock.instant(), month, book::add));
        tell(task, MeterImport.State.COMPARING, reading.progress(), book);
        long refused = new Comparison(connection, task.options().keys(), book::add).run();
        ImportProgress progress = reading.progress(refused);
        boolean sound = book.faults() == 0 || (task.options().partial() && reading.hasHeader());
        Plan.Counts counts = sound || task.options().checkOnly()
                ? Plan.make(connection, task.options().keys())
                : Plan.Counts.NONE;
        Ending ending = new Ending(ending(task.options(), sound), counts, progress);
        if (ending.state() == MeterImport.State.DONE) {
            tell(task, MeterImport.State.WRITING, progress, book);
            Writing.write(
                    connection, counts, task.options().keys(), clock.instant().atOffset(ZoneOffset.UTC));
        } else {
            tell(task, MeterImport.State.COMPARING, progress, book);
        }
        staging.clear();
        return ending;
    }

    private static MeterImport.State ending(ImportOptions options, boolean sound) {
        if (options.checkOnly()) {
            return MeterImport.State.CHECKED;
        }
        return sound ? MeterImport.State.DONE : MeterImport.State.REFUSED;
    }

    private void tell(Task task, MeterImport.State state, ImportProgress progress, FaultBook book) {
        book.flush();
        journal.progress(task.id(), state, progress);
    }
}
