package io.tokenline.books;

import io.tokenline.Money;
import io.tokenline.Settings;
import io.tokenline.audit.AuditEvent;
import io.tokenline.books.Difference.Kind;
import io.tokenline.payment.Suspense;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters what a comparison found beside what earlier ones did; in the caller's transaction, the day's row locked. */
@ApplicationScoped
class DifferenceBook {

    private static final Logger LOG = LoggerFactory.getLogger(DifferenceBook.class);

    private final BooksStore store;
    private final Suspense suspense;
    private final Settings settings;
    private final Clock clock;

    @Inject
    DifferenceBook(BooksStore store, Suspense suspense, Settings settings, Clock clock) {
        this.store = store;
        this.suspense = suspense;
        this.settings = settings;
        this.clock = clock;
    }

    /** Money that only the wallet has lies in suspense once the day is over: until then its news may be on the way. */
    void enter(BooksDay day, Map<Difference, Instant> found, boolean over) {
        Instant now = clock.instant();
        Map<Difference, Instant> fresh = new LinkedHashMap<>(found);
        for (FoundDifference known : store.differences(day.key())) {
            if (fresh.remove(known.difference()) != null) {
                known.foundAgain();
                suspend(known, over);
            } else if (known.isOpen()) {
                known.gone(now);
                place(known, AuditEvent.SYSTEM, "it turned out to be known");
            }
        }
        fresh.forEach((difference, since) -> {
            FoundDifference entry = new FoundDifference(day.key(), difference, since, now);
            store.add(entry);
            suspend(entry, over);
            alarm(entry);
        });
    }

    private static void alarm(FoundDifference entry) {
        if (entry.difference().kind() == Kind.TOKEN_WITHOUT_PAYMENT) {
            LOG.error(
                    "TKL-1311 sale {}: a token, and no wallet took money for it",
                    entry.difference().sale());
        }
    }

    private void suspend(FoundDifference entry, boolean over) {
        if (over && entry.isOpen() && entry.difference().kind() == Kind.MISSING_HERE) {
            Money amount = new Money(entry.difference().theirsMinor(), settings.currency());
            suspense.open(entry.provider(), entry.difference().receipt(), amount);
        }
    }

    /** What only the wallet had is placed: its case in suspense is closed. */
    void place(FoundDifference entry, String person, String how) {
        if (entry.difference().kind() == Kind.MISSING_HERE) {
            suspense.close(entry.provider(), entry.difference().receipt(), person, how);
        }
    }
}
