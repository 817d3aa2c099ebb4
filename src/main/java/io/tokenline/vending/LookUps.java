package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterLookup;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/**
 * Meters as customers look them up by number, over whichever channel. A hidden meter and one that does not exist are the same
 * to strangers, and nobody tries out numbers for long: only those that are a phone's own are not counted.
 */
@ApplicationScoped
@Transactional
public class LookUps {

    private final SaleStore store;
    private final LookUpCounts counts;

    @Inject
    LookUps(SaleStore store, LookUpCounts counts) {
        this.store = store;
        this.counts = counts;
    }

    /**
     * A meter as one phone sees it.
     *
     * @param registered whether the phone is registered for it
     * @param bought whether the phone has paid for it before
     */
    record Seen(Meter meter, boolean registered, boolean bought) {

        boolean isOwn() {
            return registered || bought;
        }
    }

    /**
     * Looks a meter up. The check digits come first, so that a mistyped number costs no query and does not count; one query
     * follows, the same for a meter that is there, is hidden, or is not there.
     *
     * @param typed a DRN of 11 or 13 digits, or a MeterPAN of 18
     */
    public MeterLookup find(String typed, Msisdn phone) {
        Optional<MeterPan> pan = MeterPan.parse(typed);
        if (pan.isEmpty()) {
            return new MeterLookup.Refused(Outcome.METER_NUMBER_INVALID);
        }
        Optional<Seen> seen = store.seen(pan.get(), phone);
        Optional<Instant> next = seen.filter(Seen::isOwn).isPresent() ? Optional.empty() : counts.count(phone);
        return next.isPresent() ? new MeterLookup.Refused(Outcome.TOO_MANY) : answer(seen);
    }

    /** Looks a meter up that {@link #find} has found for the same phone just before; it is not counted once more. */
    public MeterLookup again(String typed, Msisdn phone) {
        return MeterPan.parse(typed)
                .map(pan -> answer(store.seen(pan, phone)))
                .orElseGet(() -> new MeterLookup.Refused(Outcome.METER_NUMBER_INVALID));
    }

    /** When a phone that has looked up too many may go on. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Instant next(Msisdn phone) {
        return counts.next(phone);
    }

    private static MeterLookup answer(Optional<Seen> seen) {
        Optional<Seen> shown =
                seen.filter(one -> one.registered() || !one.meter().place().hidden());
        if (shown.isEmpty()) {
            return new MeterLookup.Refused(Outcome.METER_UNKNOWN);
        }
        Meter meter = shown.get().meter();
        return meter.maybeSold() ? new MeterLookup.Found(meter) : new MeterLookup.Refused(Outcome.METER_BLOCKED);
    }
}
