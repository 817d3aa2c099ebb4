package io.tokenline.metering;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.vault.VaultClosed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Those who dial and text: their language, what they call their meters, and the faults that they report. */
@ApplicationScoped
@Transactional
public class Subscribers {

    /** The language of a phone that never chose one. */
    public static final String FIRST_LANGUAGE = "en";

    /** Reports of one phone in a day. */
    static final int REPORTS_A_DAY = 3;

    private static final int SAVED_MAX = 200;
    private static final Duration DAY = Duration.ofDays(1);
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int REFERENCE_LENGTH = 7;

    private final MeterStore store;
    private final Audit audit;
    private final RandomGenerator random;
    private final Clock clock;

    @Inject
    Subscribers(MeterStore store, Audit audit, RandomGenerator random, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /** The language a phone's owner chose, English at first, and while the vault is closed, when nobody is known. */
    public String languageOf(Msisdn msisdn) {
        try {
            return store.subscriber(msisdn).map(Subscriber::language).orElse(FIRST_LANGUAGE);
        } catch (VaultClosed e) { // whatever is to be said, this can be said
            return FIRST_LANGUAGE;
        }
    }

    /** Remembers the language a phone's owner chose. */
    public void speak(Msisdn msisdn, String language) {
        store.subscriber(msisdn)
                .ifPresentOrElse(
                        subscriber -> subscriber.speak(language, clock.instant()),
                        () -> store.addSubscriber(msisdn, language, clock.instant()));
    }

    /** The meters that are registered to a phone, a few at most. */
    public List<Meter> registered(Msisdn msisdn, int limit) {
        return store.registered(msisdn, limit);
    }

    /** What a phone's owner calls his meters, and which he does not want to see. */
    public List<SavedMeter> saved(Msisdn msisdn) {
        return store.saved(msisdn);
    }

    /**
     * Gives a meter a name.
     *
     * @param nickname 1 to 12 letters, digits and blanks
     * @return OK, VALUE_INVALID, or TOO_MANY where the phone has named 200
     */
    public Outcome name(Msisdn msisdn, Meter meter, String nickname) {
        String clean = nickname.strip();
        if (!SavedMeter.mayBeCalled(clean)) {
            return Outcome.VALUE_INVALID;
        }
        Optional<SavedMeter> saved = savedOrNew(msisdn, meter);
        saved.ifPresent(one -> one.name(clean, clock.instant()));
        return saved.isPresent() ? Outcome.OK : Outcome.TOO_MANY;
    }

    /** Offers a meter no more, until it is named or typed again. */
    public Outcome hide(Msisdn msisdn, Meter meter) {
        Optional<SavedMeter> saved = savedOrNew(msisdn, meter);
        saved.ifPresent(one -> one.hide(clock.instant()));
        return saved.isPresent() ? Outcome.OK : Outcome.TOO_MANY;
    }

    private Optional<SavedMeter> savedOrNew(Msisdn msisdn, Meter meter) {
        Optional<SavedMeter> known = store.saved(msisdn, meter);
        if (known.isPresent() || store.saved(msisdn).size() >= SAVED_MAX) {
            return known;
        }
        return Optional.of(store.addSaved(msisdn, meter, clock.instant()));
    }

    /** Forgets what a phone's owner told us: names of meters and language. Sales and what is owed for them stay. */
    public void forget(Msisdn msisdn) {
        store.saved(msisdn).forEach(store::remove);
        store.subscriber(msisdn).ifPresent(store::remove);
        audit.record(new AuditEvent(AuditEvent.customer(msisdn), "SUBSCRIBER_FORGOTTEN", "phone", ""));
    }

    /**
     * Takes a report of a fault.
     *
     * @param meter the meter in question, where one is known
     * @return its reference; empty where the phone has reported three today
     */
    public Optional<String> report(Msisdn msisdn, Optional<Meter> meter, Trouble.Fault fault) {
        if (store.troublesSince(msisdn, clock.instant().minus(DAY)) >= REPORTS_A_DAY) {
            return Optional.empty();
        }
        String reference = "P" + letters();
        store.add(new Trouble(reference, msisdn, meter, fault, clock.instant()));
        return Optional.of(reference);
    }

    private String letters() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < REFERENCE_LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** Reports that are open, oldest first. */
    public List<Trouble> openReports(long after, int limit) {
        return store.openTroubles(after, Math.min(limit, 500));
    }

    /** Closes a report; REQUEST_UNKNOWN where there is none, ALREADY_DECIDED where it is closed. */
    public Outcome close(String reference, String person) {
        Optional<Trouble> found = store.lockTrouble(reference);
        if (found.isEmpty()) {
            return Outcome.REQUEST_UNKNOWN;
        }
        if (found.get().state() == Trouble.State.CLOSED) {
            return Outcome.ALREADY_DECIDED;
        }
        found.get().close(person, clock.instant());
        audit.record(new AuditEvent(person, "TROUBLE_CLOSED", "report " + reference, ""));
        return Outcome.OK;
    }
}
