package io.tokenline.aggregator;

import io.tokenline.Msisdn;
import io.tokenline.ussd.UssdReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was last said in each session. A gateway that did not get our answer sends its request again, and then the
 * subscriber is to see the same screen, not the one after it.
 *
 * <p>A subscriber may well type the same twice, so an equal request is a repeat only where something says so: all that was
 * typed is the same, its number is the same, it begins a session that has begun, nothing can follow the last screen, or it
 * comes within a second, in which nobody reads and types.
 */
final class Sessions {

    /** Within this, nobody has read a screen and answered it. */
    static final Duration TOO_FAST = Duration.ofSeconds(1);

    private static final int MOST = 20_000;

    private final Clock clock;
    private final Duration keep;
    private final Map<Key, Session> sessions = new Bounded<>();
    private final Map<Key, Msisdn> phones = new Bounded<>();

    /** Remembers up to 20,000 sessions, each for so long after its last request. */
    Sessions(Clock clock, Duration keep) {
        this.clock = clock;
        this.keep = keep;
    }

    /** The least recently used go first. */
    private static final class Bounded<V> extends LinkedHashMap<Key, V> {

        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
            return size() > MOST;
        }
    }

    private record Key(String aggregator, String session, String msisdn) {}

    /**
     * A step as it was asked for.
     *
     * @param text as it came, all of it
     * @param sequence its number, empty where there is none
     * @param cumulative whether the text tells it apart from every other step of the session
     */
    record Asked(StepKind kind, String text, String sequence, boolean cumulative) {}

    /** A session; its steps hold its lock, so that no two run at once. */
    static final class Session {

        final ReentrantLock lock = new ReentrantLock();
        private volatile Instant at = Instant.MIN;
        private volatile @Nullable Asked asked;
        private @Nullable UssdReply reply;
        private boolean began;
        private volatile boolean over;

        /** Whether something was answered in it. */
        boolean hasBegun() {
            return asked != null;
        }

        /** Whether nothing can follow. */
        boolean isOver() {
            return over;
        }

        /** The answer to the step before, where this one repeats it. */
        Optional<UssdReply> repeated(Asked again, Instant now) {
            Asked before = asked;
            UssdReply last = reply;
            if (before == null || last == null || !before.equals(again)) {
                return Optional.empty();
            }
            boolean sure = again.cumulative()
                    || !again.sequence().isEmpty()
                    || began
                    || over
                    || now.isBefore(at.plus(TOO_FAST));
            return sure ? Optional.of(last) : Optional.empty();
        }

        /** What was typed since the step before, where the text goes on from there. */
        Optional<String> newText(String whole) {
            String before = asked == null ? "" : asked.text();
            if (before.isEmpty()) {
                return Optional.of(whole);
            }
            return whole.startsWith(before + "*")
                    ? Optional.of(whole.substring(before.length() + 1))
                    : Optional.empty();
        }

        /**
         * Notes a step and its answer.
         *
         * @param begins whether it began a dialog
         */
        void answered(Asked step, boolean begins, UssdReply screen, Instant now) {
            asked = step;
            began = begins;
            reply = screen;
            over = screen.kind() == UssdReply.Kind.END;
            at = now;
        }

        /** Notes that the gateway has closed it. */
        void close(Instant now) {
            over = true;
            at = now;
        }
    }

    /** The session of a phone, begun or not. */
    synchronized Session of(String aggregator, String session, Msisdn msisdn) {
        Key key = new Key(aggregator, session, msisdn.digits());
        Session known = sessions.get(key);
        boolean expired = known != null
                && known.hasBegun()
                && !known.lock.isLocked()
                && !clock.instant().isBefore(known.at.plus(keep));
        if (known == null || expired) {
            known = new Session();
            sessions.put(key, known);
        }
        phones.put(new Key(aggregator, session, ""), msisdn);
        return known;
    }

    /** The phone of a session, for requests that do not say it. */
    synchronized Optional<Msisdn> phoneOf(String aggregator, String session) {
        return Optional.ofNullable(phones.get(new Key(aggregator, session, "")));
    }

    /** The sessions that are remembered. */
    synchronized int size() {
        return sessions.size();
    }
}
