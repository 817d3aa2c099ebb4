package io.tokenline.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Our requests on one bind: so many may be unanswered, as many again may wait, and no thread is kept for any of them. A
 * peer that says "slow down" gets nothing for a while, and then first what he did not take. Futures complete on the
 * thread that read the response, or that noticed the time-out or the end.
 */
final class Window {

    private int size;
    private final Duration timeout;
    private final Throttle throttle;
    private final IntSupplier sequence;
    private final OutputStream out;
    private final Traffic traffic;
    private final Map<Integer, Request> unanswered = new HashMap<>();
    private final Queue<Request> waiting = new PriorityQueue<>(Comparator.comparingLong(r -> r.order));
    private long requests;
    private boolean closed;

    /**
     * An empty window.
     *
     * @param size requests that may be unanswered, and that may wait
     * @param timeout for a response, and for a place in the window
     * @param throttle what to do where the peer says "slow down"
     * @param sequence numbers that nobody else on this bind uses
     * @param out takes one PDU a write
     */
    Window(int size, Duration timeout, Throttle throttle, IntSupplier sequence, OutputStream out, Traffic traffic) {
        this.size = size;
        this.timeout = timeout;
        this.throttle = throttle;
        this.sequence = sequence;
        this.out = out;
        this.traffic = traffic;
    }

    /**
     * Sends a request.
     *
     * @param pdu makes the PDU of a sequence number
     * @param mayWait whether it may wait for a place in the window
     */
    CompletableFuture<Answer> send(IntFunction<byte[]> pdu, boolean mayWait) {
        Request request = new Request(pdu, timeout);
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(Answer.NOT_SENT);
            }
            request.order = ++requests;
            if (isFull() || !waiting.isEmpty()) {
                if (!mayWait || waiting.size() >= size) {
                    return CompletableFuture.completedFuture(Answer.NOT_SENT);
                }
                waiting.add(request);
                return request.answer;
            }
            register(request);
        }
        write(request);
        return request.answer;
    }

    /**
     * Takes a response.
     *
     * @return false where no request of ours has this number
     */
    boolean answered(int number, Answer answer) {
        Request request;
        Request next;
        boolean again;
        synchronized (this) {
            request = unanswered.remove(number);
            if (request == null) {
                return false;
            }
            traffic.answered(answer);
            again = throttle.answered(answer, request.firstSent) && !closed;
            if (again) {
                request.said = answer;
                request.deadline = throttle.deadline(request.firstSent);
                waiting.add(request);
            }
            next = next();
        }
        if (next != null) {
            write(next);
        }
        if (!again) {
            request.answer.complete(answer);
        }
        return true;
    }

    /** Gives up requests that were not answered, or found no place, in time. To be called regularly. */
    void expire() {
        long now = System.nanoTime();
        List<Request> unknown = new ArrayList<>();
        List<Request> unsent = new ArrayList<>();
        List<Request> freed = new ArrayList<>();
        synchronized (this) {
            unanswered.values().removeIf(request -> request.late(now) && unknown.add(request));
            waiting.removeIf(request -> request.late(now) && unsent.add(request));
            for (Request next = next(); next != null; next = next()) {
                freed.add(next);
            }
        }
        freed.forEach(this::write);
        unknown.forEach(this::lost);
        unsent.forEach(request -> request.answer.complete(request.said));
    }

    /** Ends the window: what was sent stays unknown, what waited was not sent. */
    void close() {
        List<Request> unknown;
        List<Request> unsent;
        synchronized (this) {
            closed = true;
            unknown = List.copyOf(unanswered.values());
            unsent = List.copyOf(waiting);
            unanswered.clear();
            waiting.clear();
        }
        unknown.forEach(this::lost);
        unsent.forEach(request -> request.answer.complete(request.said));
    }

    private void lost(Request request) {
        traffic.unanswered();
        request.answer.complete(Answer.UNKNOWN);
    }

    /** Changes how many may be unanswered; those that are stay so. */
    synchronized void resize(int changed) {
        size = changed;
    }

    /** How many may be unanswered. */
    synchronized int size() {
        return size;
    }

    /** Requests sent and not answered. */
    synchronized int unanswered() {
        return unanswered.size();
    }

    private boolean isFull() {
        return unanswered.size() >= size || throttle.isOn();
    }

    private @Nullable Request next() {
        Request next = closed || isFull() ? null : waiting.poll();
        if (next != null) {
            register(next);
        }
        return next;
    }

    private void register(Request request) {
        long now = System.nanoTime();
        request.number = sequence.getAsInt();
        request.firstSent = request.firstSent == 0 ? now : request.firstSent;
        request.deadline = now + timeout.toNanos();
        unanswered.put(request.number, request);
        traffic.sent();
    }

    /** A write that fails ends the bind soon; whether the peer got the PDU nobody knows. */
    private void write(Request request) {
        try {
            out.write(request.pdu.apply(request.number));
        } catch (IOException e) {
            synchronized (this) {
                unanswered.remove(request.number);
            }
            lost(request);
        }
    }

    /** A request of ours; all but the answer is guarded by the window. */
    private static final class Request {
        private final IntFunction<byte[]> pdu;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private Answer said = Answer.NOT_SENT;
        private long order;
        private long firstSent;
        private int number;
        private long deadline;

        Request(IntFunction<byte[]> pdu, Duration timeout) {
            this.pdu = pdu;
            this.deadline = System.nanoTime() + timeout.toNanos();
        }

        boolean late(long now) {
            return now - deadline > 0;
        }
    }
}
