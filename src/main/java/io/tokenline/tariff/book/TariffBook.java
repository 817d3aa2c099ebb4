package io.tokenline.tariff.book;

import io.tokenline.AfterCommit;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.tariff.Tariff;
import io.tokenline.yaml.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tariffs that count: each version proposed by one person and approved by another. A quote asks which one holds, so
 * that is answered from a copy in memory: a decision counts at once on the server that took it, and within a minute on the
 * others, see {@link TariffWatch}.
 */
@ApplicationScoped
@Transactional
public class TariffBook {

    private static final Logger LOG = LoggerFactory.getLogger(TariffBook.class);

    /** What a column of dates takes everywhere. */
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    private final TariffStore store;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Settings settings;
    private final Clock clock;
    private final AtomicReference<Optional<Map<Long, Active>>> copy = new AtomicReference<>(Optional.empty());

    @Inject
    TariffBook(TariffStore store, Audit audit, AfterCommit afterCommit, Settings settings, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A version that holds, held or will hold. */
    private record Active(long id, LocalDate from, Instant decidedAt, Tariff tariff) {

        /** Of two that begin on the same day the one holds that was approved later: it corrects the other. */
        static final Comparator<Active> NEWEST = Comparator.comparing(Active::from)
                .thenComparing(Active::decidedAt)
                .thenComparing(Active::id);
    }

    /** What became of a text or a decision. */
    public sealed interface Result {}

    /** It was done. */
    public record Done(TariffVersion version) implements Result {}

    /** The text is no tariff. */
    public record Faulty(List<Fault> faults) implements Result {}

    /**
     * Something stands in the way.
     *
     * @param outcome TARIFF_EXISTS, TARIFF_CURRENCY, TARIFF_BACKDATED, TARIFF_UNKNOWN, TARIFF_IN_FORCE, SAME_PERSON or
     *     ALREADY_DECIDED
     */
    public record Refused(Outcome outcome) implements Result {}

    /**
     * The version of a tariff that holds today in the utility's zone, rounding to what tokens carry: of those that have
     * begun the one that began last.
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Tariff> holding(String name) {
        LocalDate today = today();
        return active().values().stream()
                .filter(version -> version.tariff().name().equals(name))
                .filter(version -> !version.from().isAfter(today))
                .max(Active.NEWEST)
                .map(Active::tariff);
    }

    private Map<Long, Active> active() {
        Optional<Map<Long, Active>> known = Objects.requireNonNull(copy.get());
        return known.orElseGet(() -> {
            refresh();
            return Objects.requireNonNull(copy.get()).orElseGet(Map::of);
        });
    }

    /** Takes what the table says; what was decided here meanwhile is not undone, the next refresh sees it. */
    public void refresh() {
        Optional<Map<Long, Active>> before = Objects.requireNonNull(copy.get());
        Map<Long, Active> known = new HashMap<>(before.orElseGet(Map::of));
        known.keySet().retainAll(store.active());
        store.activeBut(known.keySet()).forEach(version -> read(version).ifPresent(one -> known.put(one.id(), one)));
        copy.compareAndSet(before, Optional.of(Map.copyOf(known)));
    }

    private Optional<Active> read(TariffVersion version) {
        Optional<Tariff> tariff = parsed(version);
        if (tariff.isEmpty()) {
            LOG.error("TKL-4101 the tariff {} cannot be read by this release, nothing is sold by it", version.title());
        }
        Instant decided = version.persons().decidedAt().orElse(Instant.EPOCH);
        return tariff.map(one -> new Active(version.id(), version.from(), decided, one));
    }

    private static Optional<Tariff> parsed(TariffVersion version) {
        TariffReader.Result result = TariffReader.read(version.name(), version.text());
        return result instanceof TariffReader.Read read
                ? Optional.of(read.tariff().forTokens())
                : Optional.empty();
    }

    /** Any version as a tariff, for tokens; empty where there is none, or this release cannot read it. */
    public Optional<Tariff> tariff(String name, String version) {
        return store.find(name, version).flatMap(TariffBook::parsed);
    }

    /** Any version as it was sent. */
    public Optional<TariffVersion> find(String name, String version) {
        return store.find(name, version);
    }

    /** Versions in the order of proposals. */
    public List<TariffVersion> page(long after, int limit) {
        return store.page(after, limit);
    }

    /** Versions of one tariff, in the order of proposals. */
    public List<TariffVersion> page(String name, long after, int limit) {
        return store.of(name, after, limit);
    }

    /** Proposes a version; a second person has to approve it. */
    public Result propose(String text, String person) {
        TariffReader.Result result = TariffReader.read("the tariff", text);
        if (result instanceof TariffReader.Faulty faulty) {
            return new Faulty(faulty.faults());
        }
        Tariff tariff = ((TariffReader.Read) result).tariff();
        if (tariff.from().isBefore(EARLIEST) || tariff.from().isAfter(LATEST)) {
            return new Faulty(
                    List.of(new Fault("the tariff", 1, 1, "'from' is a day of our time; write from: 2026-07-01")));
        }
        if (!tariff.currency().equals(settings.currency().getCurrencyCode())
                || tariff.scale() != settings.currency().getDefaultFractionDigits()) {
            return new Refused(Outcome.TARIFF_CURRENCY);
        }
        List<TariffVersion> others = store.lock(tariff.name());
        TariffVersion version = new TariffVersion(tariff, text, person, clock.instant());
        if (others.stream().anyMatch(other -> other.version().equals(version.version()))) {
            return new Refused(Outcome.TARIFF_EXISTS);
        }
        if (isBackdated(version, others)) {
            return new Refused(Outcome.TARIFF_BACKDATED);
        }
        store.add(version);
        tell(person, "TARIFF_PROPOSED", version);
        return new Done(version);
    }

    /** What was sold at the price of one version is not to have cost another afterwards; before the first nothing was. */
    private boolean isBackdated(TariffVersion version, List<TariffVersion> others) {
        return version.from().isBefore(today())
                && others.stream().anyMatch(other -> other.state() == TariffVersion.State.ACTIVE);
    }

    /** Approves or rejects what somebody else proposed. */
    public Result decide(String name, String version, boolean approve, String person) {
        List<TariffVersion> all = store.lock(name);
        Optional<TariffVersion> found =
                all.stream().filter(one -> one.version().equals(version)).findFirst();
        if (found.isEmpty()) {
            return new Refused(Outcome.TARIFF_UNKNOWN);
        }
        TariffVersion proposed = found.get();
        Outcome outcome = proposed.state() == TariffVersion.State.PROPOSED
                ? proposed.persons().mayDecide(person)
                : Outcome.ALREADY_DECIDED;
        if (outcome == Outcome.OK && approve && isBackdated(proposed, all)) {
            outcome = Outcome.TARIFF_BACKDATED;
        }
        if (outcome != Outcome.OK) {
            return new Refused(outcome);
        }
        proposed.decide(approve, person, clock.instant());
        tell(person, approve ? "TARIFF_APPROVED" : "TARIFF_REJECTED", proposed);
        if (approve) {
            read(proposed).ifPresent(active -> afterCommit.run(() -> change(all2 -> all2.put(active.id(), active))));
        }
        return new Done(proposed);
    }

    /** Takes back a version that nobody has bought by: one that was only proposed, or whose first day is still to come. */
    public Result withdraw(String name, String version, String person) {
        Optional<TariffVersion> found = store.lock(name).stream()
                .filter(one -> one.version().equals(version))
                .findFirst();
        if (found.isEmpty()) {
            return new Refused(Outcome.TARIFF_UNKNOWN);
        }
        TariffVersion taken = found.get();
        boolean isOpen = taken.state() == TariffVersion.State.PROPOSED;
        boolean isAhead =
                taken.state() == TariffVersion.State.ACTIVE && taken.from().isAfter(today());
        if (!isOpen && !isAhead) {
            boolean holds = taken.state() == TariffVersion.State.ACTIVE;
            return new Refused(holds ? Outcome.TARIFF_IN_FORCE : Outcome.ALREADY_DECIDED);
        }
        taken.withdraw();
        tell(person, "TARIFF_WITHDRAWN", taken);
        afterCommit.run(() -> change(all -> all.remove(taken.id())));
        return new Done(taken);
    }

    private void change(java.util.function.Consumer<Map<Long, Active>> step) {
        copy.updateAndGet(known -> known.map(before -> {
            Map<Long, Active> after = new HashMap<>(before);
            step.accept(after);
            return Map.copyOf(after);
        }));
    }

    private void tell(String person, String action, TariffVersion version) {
        audit.record(new AuditEvent(
                person, action, "tariff " + version.name() + "/" + version.version(), "from " + version.from()));
        LOG.info("TKL-4102 the tariff {} is {}", version.title(), version.state());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.timeZone());
    }
}
