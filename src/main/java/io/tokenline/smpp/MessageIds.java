package io.tokenline.smpp;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Ids of messages that peers gave us: 20 lower-case hexadecimal digits without a leading zero, later ones greater, and
 * never the same again on any server or after a restart.
 */
final class MessageIds {

    private static final int COUNTER_BITS = 20;

    private final Clock clock;
    private final String suffix;
    private final AtomicLong last = new AtomicLong();

    MessageIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.suffix = String.format("%04x", random.nextInt(0x10000));
    }

    String next() {
        long now = clock.millis() << COUNTER_BITS;
        return Long.toHexString(last.updateAndGet(before -> Math.max(before + 1, now))) + suffix;
    }
}
