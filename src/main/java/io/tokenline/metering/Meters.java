package io.tokenline.metering;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The registry: meters by number, and the language of those who ask. */
@ApplicationScoped
@Transactional
public class Meters {

    /** The language of a phone that never chose one. */
    public static final String FIRST_LANGUAGE = "en";

    private final MeterStore store;
    private final Clock clock;

    @Inject
    Meters(MeterStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Looks a meter up for a sale. The check digits come first, so that a mistyped number costs no query.
     *
     * @param typed a DRN of 11 or 13 digits, or a MeterPAN of 18
     */
    public MeterLookup find(String typed) {
        Optional<MeterPan> pan = MeterPan.parse(typed);
        if (pan.isEmpty()) {
            return new MeterLookup.Refused(Outcome.METER_NUMBER_INVALID);
        }
        return store.byPan(pan.get())
                .<MeterLookup>map(meter -> meter.maybeSold()
                        ? new MeterLookup.Found(meter)
                        : new MeterLookup.Refused(Outcome.METER_BLOCKED))
                .orElse(new MeterLookup.Refused(Outcome.METER_UNKNOWN));
    }

    /** The number as it stands on the meter, of 11 or 13 digits, where the check digits hold; costs no query. */
    public static Optional<String> drnOf(String typed) {
        return MeterPan.parse(typed).map(pan -> pan.drn().digits());
    }

    /** A meter by its number, whatever its status. */
    public Optional<Meter> byPan(MeterPan pan) {
        return store.byPan(pan);
    }

    /** A page of the registry, in the order of entry. */
    public List<Meter> page(long after, int limit) {
        return store.page(after, Math.min(limit, 1_000));
    }

    /** Enters a customer with his meters. */
    public void register(Customer customer, List<Meter> meters) {
        store.add(customer);
        meters.forEach(store::add);
    }

    /** The language a phone's owner chose, English at first. */
    public String languageOf(Msisdn msisdn) {
        return store.subscriber(msisdn).map(Subscriber::language).orElse(FIRST_LANGUAGE);
    }

    /** Remembers the language a phone's owner chose. */
    public void speak(Msisdn msisdn, String language) {
        store.subscriber(msisdn)
                .ifPresentOrElse(
                        subscriber -> subscriber.speak(language, clock.instant()),
                        () -> store.add(new Subscriber(msisdn, language, clock.instant())));
    }
}
