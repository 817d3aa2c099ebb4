package io.tokenline.sandbox;

import io.tokenline.Msisdn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The phones of the handset page: who has a dialog open, and the last SMS of each. Bounded, and gone with the server. */
@ApplicationScoped
class Handsets {

    private static final int PHONES = 1_000;
    private static final int MESSAGES = 50;

    private final Map<Msisdn, Phone> phones = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Msisdn, Phone> eldest) {
            return size() > PHONES;
        }
    };

    /** Begins at the clock, so that ids rise over a restart too. */
    private long lastId;

    private int lastSession;

    @Inject
    Handsets(Clock clock) {
        lastId = clock.millis();
    }

    /**
     * An SMS as it arrived.
     *
     * @param id ascending
     * @param from the short code
     * @param text all parts together
     * @param at when the last part came
     */
    record Sms(long id, String from, String text, Instant at) {}

    /**
     * What a phone shows after a step.
     *
     * @param text the screen
     * @param open whether an answer is expected
     */
    record Shown(String text, boolean open) {}

    /** A phone's step on its way: the first of a dialog, or an answer. */
    record Step(int session, boolean first, CompletableFuture<Shown> shown) {}

    private static final class Phone {
        private final Deque<Sms> inbox = new ArrayDeque<>();
        private final StringBuilder partial = new StringBuilder();
        private int session;
        private boolean open;
        private @Nullable CompletableFuture<Shown> waiting;
    }

    /** The owner sends a text on the dialog's screen; the future completes with the next one. */
    synchronized Step step(Msisdn msisdn) {
        Phone phone = phones.computeIfAbsent(msisdn, m -> new Phone());
        boolean first = !phone.open;
        if (first) {
            lastSession = lastSession % 255 + 1;
            phone.session = lastSession;
            phone.open = true;
        }
        CompletableFuture<Shown> shown = new CompletableFuture<>();
        phone.waiting = shown;
        return new Step(phone.session, first, shown);
    }

    /** The network shows a screen. */
    synchronized void show(Msisdn msisdn, Shown shown) {
        Phone phone = phones.computeIfAbsent(msisdn, m -> new Phone());
        phone.open = shown.open();
        if (phone.waiting != null) {
            phone.waiting.complete(shown);
            phone.waiting = null;
        }
    }

    /** The dialog is over for the phone; the session that was open, if one was. */
    synchronized Optional<Integer> hangUp(Msisdn msisdn) {
        Phone phone = phones.get(msisdn);
        if (phone == null || !phone.open) {
            return Optional.empty();
        }
        phone.open = false;
        phone.waiting = null;
        return Optional.of(phone.session);
    }

    /** A whole SMS arrives. */
    synchronized void receive(Msisdn msisdn, String from, String text, Instant at) {
        Phone phone = phones.computeIfAbsent(msisdn, m -> new Phone());
        phone.inbox.addLast(new Sms(++lastId, from, text, at));
        if (phone.inbox.size() > MESSAGES) {
            phone.inbox.removeFirst();
        }
    }

    /** A part of a long SMS arrives, in order; the text once all are there. */
    synchronized Optional<String> part(Msisdn msisdn, int number, int total, String text) {
        Phone phone = phones.computeIfAbsent(msisdn, m -> new Phone());
        if (number == 1) {
            phone.partial.setLength(0);
        }
        phone.partial.append(text);
        return number == total ? Optional.of(phone.partial.toString()) : Optional.empty();
    }

    /** A phone's SMS after one that was seen. */
    synchronized List<Sms> after(Msisdn msisdn, long id) {
        Phone phone = phones.get(msisdn);
        return phone == null
                ? List.of()
                : phone.inbox.stream().filter(sms -> sms.id() > id).toList();
    }
}
