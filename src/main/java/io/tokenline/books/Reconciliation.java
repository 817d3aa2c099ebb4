package io.tokenline.books;

import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.books.Difference.Kind;
import io.tokenline.books.Difference.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our books beside a wallet's, day by day: statements come in, a day is compared as often as one likes, people resolve what
 * disagrees, and one of them closes a day on which nothing is open any more.
 */
@ApplicationScoped
@Transactional
public class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int PAGE_MAX = 1_000;

    private final BooksStore store;
    private final ReceiptMatch receipts;
    private final Comparison comparison;
    private final StatementLedger ledger;
    private final DifferenceBook found;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;

    @Inject
    Reconciliation(
            BooksStore store,
            ReceiptMatch receipts,
            Comparison comparison,
            StatementLedger ledger,
            DifferenceBook found,
            Audit audit,
            Settings settings,
            Clock clock) {
        this.store = store;
        this.receipts = receipts;
        this.comparison = comparison;
        this.ledger = ledger;
        this.found = found;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What became of a statement.
     *
     * @param lines in it, as far as money came in
     * @param added of them, those that were not known
     * @param repeated whether the same file was read before
     */
    public record Taken(int lines, int added, boolean repeated) {}

    /** Gives the lines of a statement, one by one, and what is wrong with those that cannot be read. */
    interface Source {
        List<StatementFault> read(StatementLedger.Writing into);
    }

    /**
     * Takes a wallet's statement, all of it or nothing.
     *
     * @param sha256 of the file; empty where the wallet itself listed its payments
     * @param wanted what it is to tell of, as far as that is over; empty where it tells from its first line to its last
     * @throws StatementRefused where lines cannot be read, or contradict what the wallet said before
     */
    Taken take(String provider, Optional<String> sha256, Optional<Span> wanted, String person, Source source) {
        Optional<Span> told = wanted.map(span -> span.upTo(clock.instant()));
        Optional<StatementFile> before = sha256.flatMap(hash -> ledger.find(provider, hash));
        if (before.isPresent()) {
            told.ifPresent(span -> vouch(before.get(), span, person));
            return new Taken(before.get().lines(), 0, true);
        }
        StatementLedger.Writing writing = ledger.begin(new StatementFile(provider, sha256, person, clock.instant()));
        List<StatementFault> faults = source.read(writing);
        List<StatementFault> conflicts = faults.isEmpty() ? writing.end(told) : faults;
        if (!conflicts.isEmpty()) {
            throw new StatementRefused(conflicts);
        }
        String what = writing.lines() + " lines, " + writing.added() + " new";
        audit.record(new AuditEvent(person, "STATEMENT_READ", "wallet " + provider, what));
        LOG.info("TKL-1303 wallet {}: a statement was read, {}", provider, what);
        return new Taken(writing.lines(), writing.added(), false);
    }

    /** Who sends a file again and names a day says that it tells of all of it, be it that nothing came. */
    private void vouch(StatementFile file, Span told, String person) {
        if (!store.isToldWhole(file.provider(), told)) {
            ledger.tells(file, told, person, clock.instant());
            String what = file.lines() + " lines, from " + told.from() + " until " + told.until();
            audit.record(new AuditEvent(person, "STATEMENT_READ_AGAIN", "wallet " + file.provider(), what));
        }
    }

    /** Whether statements tell of a whole day. */
    boolean isToldWhole(String provider, LocalDate day) {
        return store.isToldWhole(provider, span(day));
    }

    /** Whether a day was compared at that moment or later. */
    boolean isComparedSince(String provider, LocalDate day, Instant moment) {
        return store.day(new BooksDay.Key(provider, day))
                .filter(compared -> !compared.comparedAt().isBefore(moment))
                .isPresent();
    }

    private Span span(LocalDate day) {
        return Span.of(day, settings.timeZone());
    }

    /** Compares a day of the utility's zone anew. What comes to light about a closed day waits like any other difference. */
    public Compared compare(String provider, LocalDate calendarDay) {
        Span span = span(calendarDay);
        if (!store.isTold(provider, span)) {
            return Compared.refused(Outcome.STATEMENT_MISSING);
        }
        BooksDay.Key key = new BooksDay.Key(provider, calendarDay);
        BooksDay day = store.lockDay(key);
        Instant now = clock.instant();
        receipts.learn(provider, calendarDay, span);
        Comparison.Result result = comparison.of(provider, span.from(), span.until(), now);
        if (result.isAbsurd()) {
            LOG.error(
                    "TKL-1304 wallet {}, {}: over {} differences, none was entered",
                    provider,
                    calendarDay,
                    Comparison.DIFFERENCES_MAX);
            if (day.comparedAt().equals(Instant.EPOCH)) {
                store.remove(day);
            }
            return Compared.refused(Outcome.DIFFERENCES_TOO_MANY);
        }
        day.compared(result, now);
        found.enter(day, result.found(), !now.isBefore(span.until()));
        long open = store.openOf(key);
        LOG.info(
                "TKL-1305 wallet {}, {}: {} matched, {} of them late, {} differences open",
                provider,
                calendarDay,
                result.matched(),
                result.late(),
                open);
        return new Compared(Outcome.OK, Optional.of(day), open);
    }

    /**
     * Compares a day once more and closes it, where it is over, statements tell of all of it and nothing of it is open. A
     * closed day stays closed.
     *
     * @param person never the system: a day is closed by somebody who answers for it
     */
    public Compared close(String provider, LocalDate calendarDay, String person) {
        if (person.equals(AuditEvent.SYSTEM)) {
            throw new IllegalArgumentException("a person closes a day");
        }
        if (clock.instant().isBefore(span(calendarDay).until())) {
            return Compared.refused(Outcome.DAY_NOT_OVER);
        }
        if (store.day(new BooksDay.Key(provider, calendarDay))
                .filter(BooksDay::isClosed)
                .isPresent()) {
            return Compared.refused(Outcome.ALREADY_DECIDED);
        }
        Compared compared = compare(provider, calendarDay);
        if (compared.outcome() != Outcome.OK || compared.day().isEmpty()) {
            return compared;
        }
        BooksDay day = compared.day().get();
        if (!isToldWhole(provider, calendarDay)) {
            return Compared.refused(Outcome.STATEMENT_INCOMPLETE);
        }
        if (compared.open() > 0) {
            return new Compared(Outcome.DIFFERENCES_OPEN, compared.day(), compared.open());
        }
        day.close(person, clock.instant());
        String what = day.matched() + " payments, " + day.late() + " of them late";
        audit.record(new AuditEvent(person, "DAY_CLOSED", "wallet " + provider + " " + calendarDay, what));
        LOG.info("TKL-1306 wallet {}, {}: closed by {}", provider, calendarDay, person);
        return compared;
    }

    /**
     * Days that were compared, newest first and those of a day by their wallets.
     *
     * @param after the last day that the caller has, and its wallet
     */
    public List<BooksDay> days(Optional<LocalDate> after, String wallet, int limit) {
        return store.days(after.map(day -> new BooksDay.Key(wallet, day)), Math.min(limit, PAGE_MAX));
    }

    /** Statements that were read, newest first. */
    public List<StatementFile> files(long before, int limit) {
        return store.files(before, Math.min(limit, PAGE_MAX));
    }

    /** Differences in a state, oldest first. */
    public List<FoundDifference> differences(State state, long after, int limit) {
        return store.differences(state, Optional.empty(), after, Math.min(limit, PAGE_MAX));
    }

    /** Those of one day. */
    public List<FoundDifference> differences(State state, String provider, LocalDate day, long after, int limit) {
        return store.differences(state, Optional.of(new BooksDay.Key(provider, day)), after, Math.min(limit, PAGE_MAX));
    }

    /** How many differences wait for a person. */
    public Map<Kind, Long> open() {
        return store.open();
    }

    /**
     * Says who looks after a difference, and what is known of it.
     *
     * @param owner who; empty where that stays as it is
     * @param note at most 400 characters; empty where that stays as it is
     * @return OK, DIFFERENCE_UNKNOWN, or ALREADY_DECIDED where it is not open
     */
    public Outcome care(long id, Optional<String> owner, Optional<String> note, String person) {
        Optional<FoundDifference> difference = store.lockDifference(id);
        if (difference.isEmpty() || !difference.get().isOpen()) {
            return difference.isEmpty() ? Outcome.DIFFERENCE_UNKNOWN : Outcome.ALREADY_DECIDED;
        }
        owner.ifPresent(who -> {
            difference.get().assign(who);
            told(person, "DIFFERENCE_ASSIGNED", difference.get(), "to " + who);
        });
        note.ifPresent(known -> {
            difference.get().remark(known);
            told(person, "DIFFERENCE_NOTED", difference.get(), known);
        });
        return Outcome.OK;
    }

    /**
     * Says what a difference was, or why it may stay.
     *
     * @param how 5 to 200 characters
     * @return OK, DIFFERENCE_UNKNOWN, or ALREADY_DECIDED where it is not open
     */
    public Outcome resolve(long id, String how, String person) {
        Optional<FoundDifference> difference = store.lockDifference(id);
        if (difference.isEmpty() || !difference.get().isOpen()) {
            return difference.isEmpty() ? Outcome.DIFFERENCE_UNKNOWN : Outcome.ALREADY_DECIDED;
        }
        difference.get().resolve(how, person, clock.instant());
        found.place(difference.get(), person, how);
        told(person, "DIFFERENCE_RESOLVED", difference.get(), difference.get().difference() + ": " + how);
        return Outcome.OK;
    }

    private void told(String person, String action, FoundDifference difference, String what) {
        audit.record(new AuditEvent(person, action, "difference " + difference.id(), what));
    }
}
