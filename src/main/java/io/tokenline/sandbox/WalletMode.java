package io.tokenline.sandbox;

import java.time.Duration;
import java.util.Locale;

/**
 * How the sandbox's wallet answers from now on.
 *
 * @param behaviour what it does
 * @param delay how long it takes
 */
record WalletMode(Behaviour behaviour, Duration delay) {

    /** What a wallet may do to us. */
    enum Behaviour {
        APPROVE,
        DECLINE,
        /** Waits for the PIN on the handset page. */
        PROMPT,
        /** Never answers. */
        SILENT,
        /** Answers after the customer's time is over. */
        LATE,
        /** Tells the same twice. */
        DUPLICATE,
        /** Takes less than was asked. */
        SHORT
    }

    static final WalletMode FIRST = new WalletMode(Behaviour.APPROVE, Duration.ofMillis(500));
    private static final long MAX_DELAY_MILLIS = 600_000;

    /** Reads what {@code PUT /api/sandbox/wallet} sends; throws {@link IllegalArgumentException} saying what it takes. */
    static WalletMode of(String mode, long delayMillis) {
        if (delayMillis < 0 || delayMillis > MAX_DELAY_MILLIS) {
            throw new IllegalArgumentException("delayMs is a whole number from 0 to " + MAX_DELAY_MILLIS);
        }
        for (Behaviour behaviour : Behaviour.values()) {
            if (behaviour.name().toLowerCase(Locale.ROOT).equals(mode)) {
                return new WalletMode(behaviour, Duration.ofMillis(delayMillis));
            }
        }
        throw new IllegalArgumentException("mode is one of approve, decline, prompt, silent, late, duplicate, short");
    }

    String name() {
        return behaviour.name().toLowerCase(Locale.ROOT);
    }
}
