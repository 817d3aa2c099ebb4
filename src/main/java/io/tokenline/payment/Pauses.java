package io.tokenline.payment;

import java.time.Duration;
import java.util.Optional;

/** How long a wallet is left alone before it is asked the same again, by how often it was asked. */
final class Pauses {

    private static final Duration[] ASKING = {
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

    /** Nobody waits at his phone for money that goes back. */
    private static final Duration[] RETURNING = {
        Duration.ofSeconds(60),
        Duration.ofMinutes(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30),
        Duration.ofHours(1)
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

    /** Another server, or somebody who mends the cause, may be done with it by then. */
    private static final Duration[] FAILING = {
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30),
        Duration.ofHours(1)
    };

    private Pauses() {}

    /** While the customer decides. */
    static Duration asking(int tries) {
        return at(ASKING, tries);
    }

    /** To take or let go what is held. */
    static Duration settling(int tries) {
        return at(SETTLING, tries);
    }

    /** To give money back, and to ask whether it is. */
    static Duration returning(int tries) {
        return at(RETURNING, tries);
    }

    /** To act once more on news that could not be acted on. */
    static Duration failing(int tries) {
        return at(FAILING, tries);
    }

    /** After the customer's time; empty where it was asked often enough. */
    static Optional<Duration> late(int tries) {
        return tries < LATE.length ? Optional.of(LATE[tries]) : Optional.empty();
    }

    private static Duration at(Duration[] pauses, int tries) {
        return pauses[Math.max(0, Math.min(tries, pauses.length) - 1)];
    }
}
