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

    /** Phones that are remembered. */
    static final int PHONES = 10_000;

    /** What a phone is told. */
    enum Answer {
        /** It may ask once more. */
        YES,
        /** It has asked too often. */
        NO,
        /** It was told that it has asked too often, and goes on. */
        NO_AS_TOLD
    }

    /** The questions of a phone that were answered, and whether it was told that they are enough. */
    private static final class Questions {
        private final ArrayDeque<Instant> answered = new ArrayDeque<>();
        private boolean told;
    }

    private final Clock clock;
    private final Map<Msisdn, Questions> asked = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Msisdn, Questions> eldest) {
            return size() > PHONES;
        }
    };

    @Inject
    PhoneLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether a phone may ask once more; counts where it may. */
    synchronized Answer ask(Msisdn phone, int times, Duration within) {
        Instant now = clock.instant();
        Questions before = asked.computeIfAbsent(phone, any -> new Questions());
        before.answered.removeIf(at -> !at.isAfter(now.minus(within)));
        if (before.answered.size() >= times) {
            Answer no = before.told ? Answer.NO_AS_TOLD : Answer.NO;
            before.told = true;
            return no;
        }
        before.told = false;
        before.answered.addLast(now);
        return Answer.YES;
    }
}
