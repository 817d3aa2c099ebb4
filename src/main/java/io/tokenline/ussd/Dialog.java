package io.tokenline.ussd;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.ussd.menu.Position;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One dial, from the dialled string to the last text. Its steps hold its lock, so that no two run at once. */
final class Dialog {

    /** Who may have one dialog at a time: networks allow a subscriber no more. */
    record Subscriber(String link, Msisdn msisdn) {}

    final UUID id = UUID.randomUUID();
    final Subscriber subscriber;
    final String gatewaySession;
    final String textLink;
    final ReentrantLock lock = new ReentrantLock();
    private final Instant begun;
    private volatile Instant lastStep;
    private volatile boolean closed;
    private @Nullable Position position;

    Dialog(UssdRequest request, Instant now) {
        this.subscriber = new Subscriber(request.link(), request.msisdn());
        this.gatewaySession = request.gatewaySession();
        this.textLink = request.textLink();
        this.begun = now;
        this.lastStep = now;
    }

    /** Where it stands; only under the lock, and after the first step. */
    Position position() {
        if (position == null) {
            throw new IllegalStateException("dialog " + id + " has shown no screen yet");
        }
        return position;
    }

    /** The language of its screens; empty before the first one. */
    String language() {
        return position == null ? "" : position.language();
    }

    void stands(Position next, Instant now) {
        position = next;
        lastStep = now;
    }

    boolean isClosed() {
        return closed;
    }

    /** Nobody may go on with it; true for the first who says so. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** Whether it has been silent, or open, for too long. */
    boolean isExpired(Instant now, Settings.Dialogs limits) {
        return !now.isBefore(lastStep.plus(limits.idle())) || !now.isBefore(begun.plus(limits.total()));
    }
}
