package io.tokenline.smpp;

import java.util.concurrent.atomic.AtomicLong;

/** What went over a bind, or over all of a link, since it was opened. */
final class Traffic {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /**
     * The counts at one moment.
     *
     * @param sent our requests
     * @param accepted those with a positive response
     * @param refused those with an error
     * @param unanswered those without a response in time
     * @param received the operator's messages that we answered
     */
    public record Counts(long sent, long accepted, long refused, long unanswered, long received) {}

    void sent() {
        sent.incrementAndGet();
    }

    void answered(Answer answer) {
        (answer.accepted() ? accepted : refused).incrementAndGet();
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    void received() {
        received.incrementAndGet();
    }

    Counts counts() {
        return new Counts(sent.get(), accepted.get(), refused.get(), unanswered.get(), received.get());
    }
}
