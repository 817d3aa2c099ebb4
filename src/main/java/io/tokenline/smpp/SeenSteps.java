package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.smpp.Dialect.Meaning;
import io.tokenline.ussd.UssdReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The last step of each subscriber's dialog and its reply. SMPP delivers at least once: a gateway that missed a response
 * sends the step again, and then the subscriber is to see the same screen, not the one after it.
 *
 * <p>A subscriber may well type the same twice. So an equal step is a repeat only where something says so: it cannot be
 * an answer to a screen that has not gone out or did not arrive or expects none, a gateway that counts its steps has not
 * counted this one, and a sequence_number is used again on purpose only.
 */
final class SeenSteps {

    /** How long a repeat is looked for. */
    static final Duration REPEATED_WITHIN = Duration.ofSeconds(60);

    private static final int MOST = 20_000;

    private final Clock clock;
    private final Map<Subscriber, Step> last = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subscriber, Step> eldest) {
            return size() > MOST;
        }
    };

    SeenSteps(Clock clock) {
        this.clock = clock;
    }

    private record Subscriber(String account, Msisdn msisdn) {}

    /** A step that was taken, and what became of it. */
    static final class Step {
        private final Subscriber subscriber;
        private final Object bind;
        private final int sequence;
        private final String unit;
        private final Heard heard;
        private final Instant at;
        private final boolean counted;
        private final CompletableFuture<UssdReply> reply = new CompletableFuture<>();
        private volatile boolean shown;

        private Step(Subscriber subscriber, Object bind, Incoming message, Heard heard, Instant at, String unitBefore) {
            this.subscriber = subscriber;
            this.bind = bind;
            this.sequence = message.sequence();
            this.unit = message.dialogUnit();
            this.heard = heard;
            this.at = at;
            this.counted = !unitBefore.isEmpty() && !unitBefore.equals(unit);
        }

        private boolean isOfDialogOf(Heard next) {
            return next.meaning() != Meaning.BEGIN && heard.session().equals(next.session());
        }

        /** What is to be shown; completes exceptionally where the step failed. */
        CompletableFuture<UssdReply> reply() {
            return reply;
        }

        /** Notes that the screen is on its way. */
        void shown() {
            shown = true;
        }

        /** Notes that the gateway did not take the screen. */
        void missed() {
            shown = false;
        }
    }

    /**
     * What to do about a step.
     *
     * @param repeat whether it was taken before, so that only its screen is due
     */
    record Entry(Step step, boolean repeat) {}

    /** Enters a step, or finds the one that it repeats. */
    synchronized Entry enter(String account, Msisdn from, Object bind, Incoming message, Heard heard) {
        Subscriber subscriber = new Subscriber(account, from);
        Step before = last.get(subscriber);
        Instant now = clock.instant();
        if (before != null && isRepeat(before, bind, message, heard, now)) {
            return new Entry(before, true);
        }
        String unitBefore = before != null && before.isOfDialogOf(heard) ? before.unit : "";
        Step step = new Step(subscriber, bind, message, heard, now, unitBefore);
        last.put(subscriber, step);
        return new Entry(step, false);
    }

    /** Forgets a step that came to nothing: the next one like it is a new one. */
    synchronized void forget(Step step) {
        last.remove(step.subscriber, step);
    }

    /** The steps that are remembered. */
    synchronized int size() {
        return last.size();
    }

    private static boolean isRepeat(Step before, Object bind, Incoming message, Heard heard, Instant now) {
        if (!before.heard.equals(heard)
                || !before.unit.equals(message.dialogUnit())
                || !now.isBefore(before.at.plus(REPEATED_WITHIN))) {
            return false;
        }
        boolean waitsForScreen = !before.reply.isDone() || !before.shown;
        boolean samePdu = before.bind == bind && before.sequence == message.sequence();
        return waitsForScreen || samePdu || before.counted || nothingCanFollow(before);
    }

    /** A dialog that is over takes no answer, and one that has begun is not begun again under the same number. */
    private static boolean nothingCanFollow(Step before) {
        boolean begins = before.heard.meaning() == Meaning.BEGIN;
        boolean open = before.reply.getNow(UssdReply.NOTHING).kind() == UssdReply.Kind.CONTINUE;
        return begins ? open && !before.heard.session().isEmpty() : !open;
    }
}
