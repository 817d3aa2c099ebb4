package io.tokenline.payment;

import java.util.function.Consumer;

/**
 * Writes down what a wallet answered. That is too dear to be lost for a moment without a database, or to wait for the lease
 * because two sales fight for a row.
 */
public final class Recording {

    private static final int TRIES = 3;

    private Recording() {}

    /**
     * Tries it, three times at most.
     *
     * @param record one commit
     * @param again told before each further try
     * @param lost told what the last try failed for
     */
    public static void of(Runnable record, Runnable again, Consumer<RuntimeException> lost) {
        for (int tries = 1; ; tries++) {
            try {
                record.run();
                return;
            } catch (RuntimeException e) {
                if (tries >= TRIES) {
                    lost.accept(e);
                    return;
                }
                again.run();
            }
        }
    }
}
