package io.tokenline.payment;

import java.time.Duration;
import java.util.Optional;

/** How long to wait before a wallet is asked once more: ever longer, by how often it was asked in vain. */
final class Pauses {

    private static final Duration[] OPEN = {
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40)
    };

    /** A hold has an end that the wallet alone knows: hurry first, and never give up. */
    private static final Duration[] SETTLING = {
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    /** The customer may have answered after his time, and the callback that says so may be lost: about a day. */
    private static final Duration[] LATE = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(3),
        Duration.ofHours(6),
        Duration.ofHours(12)
    };

    private Pauses() {}

    /** While the customer's time runs, or a silent wallet is waited for. */
    static Duration open(int tries) {
        return OPEN[Math.min(tries, OPEN.length - 1)];
    }

    /** While what is held is to be taken or let go; tries is 1 or more. */
    static Duration settling(int tries) {
        return SETTLING[Math.min(tries, SETTLING.length) - 1];
    }

    /** After the customer's time; empty where it was asked often enough. */
    static Optional<Duration> late(int tries) {
        return tries < LATE.length ? Optional.of(LATE[tries]) : Optional.empty();
    }
}
