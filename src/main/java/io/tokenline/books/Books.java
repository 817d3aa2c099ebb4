package io.tokenline.books;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what is wrong in the books, a day of sales or tokens at a time, each in a transaction of its own: a year of them
 * would outlast any. To be called outside of transactions.
 */
@ApplicationScoped
public class Books {

    /** What is younger may still change by itself, and is counted each time. */
    static final Duration YOUNG = Duration.ofDays(14);

    private static final Duration PAGE = Duration.ofDays(1);

    private final BooksCount counts;
    private final Clock clock;

    @Inject
    Books(BooksCount counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * How often each invariant is broken; 0 for all of them where all is well. What is older than {@link #YOUNG} and was found
     * whole once is not counted again.
     */
    public Map<Invariant, Long> check() {
        return check(false);
    }

    /** As {@link #check()}, but from the first sale on, which takes a second or so for each day of it. */
    public Map<Invariant, Long> checkAll() {
        return check(true);
    }

    private Map<Invariant, Long> check(boolean all) {
        Map<Invariant, Long> broken = new EnumMap<>(Invariant.class);
        Instant now = clock.instant();
        for (Invariant invariant : Invariant.values()) {
            broken.put(
                    invariant,
                    invariant.reach() == Invariant.Reach.ALL
                            ? counts.broken(invariant, new Span(now, now))
                            : broken(invariant, all, now));
        }
        return broken;
    }

    private long broken(Invariant invariant, boolean all, Instant now) {
        Optional<Instant> whole = all ? Optional.empty() : counts.wholeUntil(invariant);
        Instant from = whole.or(() -> counts.beginning(invariant)).orElse(Instant.MAX);
        Instant old = now.minus(YOUNG);
        long broken = 0;
        while (!from.isAfter(now)) {
            Instant until = from.plus(PAGE);
            broken += counts.broken(invariant, new Span(from, until));
            if (broken == 0 && !until.isAfter(old)) {
                counts.whole(invariant, until);
            }
            from = until;
        }
        return broken;
    }
}
