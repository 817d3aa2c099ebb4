package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandStatus;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Heeds a peer that says "slow down" (ESME_RTHROTTLED, ESME_RMSGQFUL): nothing goes out on this bind for a while that
 * grows as long as he goes on saying so. Not for use by several threads at once.
 */
final class Throttle {

    /** Nothing goes out for less. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final BackOff pauses;
    private final Duration patience;
    private long until;
    private boolean on;

    /**
     * Nothing is held.
     *
     * @param pauses how long nothing goes out
     * @param patience how long after it was first sent a request is sent again; zero never
     */
    Throttle(BackOff pauses, Duration patience) {
        this.pauses = pauses;
        this.patience = patience;
    }

    /** As for any peer: pauses of a quarter of a second to half a minute. */
    static Throttle of(Duration patience) {
        return new Throttle(new BackOff(FIRST_PAUSE, LONGEST_PAUSE, new SplittableRandom()), patience);
    }

    /**
     * Hears what the peer says.
     *
     * @param firstSent when the request was first sent, by {@link System#nanoTime}
     * @return whether the request is to be sent again
     */
    boolean answered(Answer answer, long firstSent) {
        if (patience.isZero() || !saysSlowDown(answer)) {
            if (answer.accepted()) {
                pauses.reset();
            }
            return false;
        }
        long now = System.nanoTime();
        if (!isOn()) { // all of a window is refused at once: that is one refusal
            on = true;
            until = now + pauses.next().toNanos();
        }
        return until - deadline(firstSent) < 0;
    }

    /** Until when a request may be sent again. */
    long deadline(long firstSent) {
        return firstSent + patience.toNanos();
    }

    /** Whether nothing may go out now. */
    boolean isOn() {
        on = on && System.nanoTime() - until < 0;
        return on;
    }

    private static boolean saysSlowDown(Answer answer) {
        return answer.kind() == Answer.Kind.RESPONDED
                && (answer.commandStatus() == CommandStatus.THROTTLED
                        || answer.commandStatus() == CommandStatus.QUEUE_FULL);
    }
}
