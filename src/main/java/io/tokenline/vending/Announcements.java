package io.tokenline.vending;

import io.tokenline.AfterCommit;
import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * What the operator announces: a line for customers, and times in which nothing is sold. Both are asked for at every
 * dial, so they are answered from a copy in memory: a change counts at once on the server that took it, and within five
 * seconds on the others, see {@link AnnouncementsWatch}.
 */
@ApplicationScoped
@Transactional
public class Announcements {

    /** Announcements that may be open, now or in the future. */
    static final int OPEN_MAX = 100;

    /** How far ahead one may end. */
    static final Duration AHEAD_MAX = Duration.ofDays(366);

    private final AnnouncementStore store;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Clock clock;
    private final AtomicReference<List<Announcement>> copy = new AtomicReference<>(List.of());

    @Inject
    Announcements(AnnouncementStore store, Audit audit, AfterCommit afterCommit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /**
     * What became of a plan.
     *
     * @param outcome OK, VALUE_INVALID where it is over or ends more than 366 days ahead, or TOO_MANY where 100 are open
     * @param announcement where it was entered
     */
    public record Result(Outcome outcome, Optional<Announcement> announcement) {

        static Result refused(Outcome outcome) {
            return new Result(outcome, Optional.empty());
        }
    }

    /** The line that customers read now, in the language or else in English; of several the one that began last. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<String> banner(String language) {
        Instant now = clock.instant();
        return copied(Announcement.Kind.BANNER)
                .filter(announcement -> announcement.holdsAt(now))
                .max(Comparator.comparing(Announcement::from).thenComparing(Announcement::id))
                .map(announcement -> announcement.text(language));
    }

    /** Until when nothing can be sold now, over all windows that overlap or follow at once; empty where sales are open. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Instant> maintenance() {
        Instant now = clock.instant();
        Instant until = now;
        for (Announcement window : copied(Announcement.Kind.MAINTENANCE)
                .sorted(Comparator.comparing(Announcement::from))
                .toList()) {
            if (!window.from().isAfter(until) && window.until().isAfter(until)) {
                until = window.until();
            }
        }
        return until.equals(now) ? Optional.empty() : Optional.of(until);
    }

    private Stream<Announcement> copied(Announcement.Kind kind) {
        return Objects.requireNonNull(copy.get()).stream().filter(announcement -> announcement.kind() == kind);
    }

    /** Takes what the table says; what was changed here meanwhile is not undone, the next refresh sees it. */
    public void refresh() {
        List<Announcement> before = copy.get();
        copy.compareAndSet(before, List.copyOf(store.open(clock.instant())));
    }

    /** Announcements that are not over, by number. */
    public List<Announcement> page(long after, int limit) {
        return store.open(clock.instant()).stream()
                .filter(announcement -> announcement.id() > after)
                .limit(limit)
                .toList();
    }

    /** Announces something. */
    public Result enter(String by, Announcement.Plan plan) {
        Instant now = clock.instant();
        if (!plan.until().isAfter(now) || plan.until().isAfter(now.plus(AHEAD_MAX))) {
            return Result.refused(Outcome.VALUE_INVALID);
        }
        if (store.open(now).size() >= OPEN_MAX) {
            return Result.refused(Outcome.TOO_MANY);
        }
        Announcement announcement = new Announcement(plan, by, now);
        store.add(announcement);
        tell(by, "ANNOUNCEMENT_ENTERED", announcement);
        afterCommit.run(() -> copy.updateAndGet(
                all -> Stream.concat(all.stream(), Stream.of(announcement)).toList()));
        return new Result(Outcome.OK, Optional.of(announcement));
    }

    /** Takes an announcement away; false where there is none of this number. */
    public boolean remove(String by, long id) {
        Optional<Announcement> found = store.find(id);
        found.ifPresent(announcement -> {
            store.remove(announcement);
            tell(by, "ANNOUNCEMENT_REMOVED", announcement);
            afterCommit.run(() -> copy.updateAndGet(
                    all -> all.stream().filter(one -> one.id() != id).toList()));
        });
        return found.isPresent();
    }

    private void tell(String by, String action, Announcement announcement) {
        String detail = announcement.kind() + " " + announcement.plan().summary();
        audit.record(new AuditEvent(by, action, "announcement " + announcement.id(), detail));
    }
}
