package io.tokenline.vending;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often a phone may ask, remembered by this server for the phones that asked last. */
@ApplicationScoped
class PhoneLimit {

    private static final int PHONES = 10_000;

    private final Clock clock;
    private final Map<Msisdn, ArrayDeque<Instant>> asked = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Msisdn, ArrayDeque<Instant>> eldest) {
            return size() > PHONES;
        }
    };

    @Inject
    PhoneLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether a phone may ask once more; counts where it may. */
    synchronized boolean takes(Msisdn phone, int times, Duration within) {
        Instant now = clock.instant();
        ArrayDeque<Instant> before = asked.computeIfAbsent(phone, any -> new ArrayDeque<>(times));
        before.removeIf(at -> at.isBefore(now.minus(within)));
        if (before.size() >= times) {
            return false;
        }
        before.addLast(now);
        return true;
    }
}
