package io.tokenline.ussd;

import io.tokenline.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.infinispan.Cache;

/**
 * The open dialogs, one a subscriber and link, never more than their cap. They lie in a cache as octets, so that any
 * server which shares it can go on with them; each change says what it replaces, so that none is lost.
 */
final class OpenDialogs {

    /** How much longer than a dialog its octets live: whoever sweeps shall find it, and tell. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Cache<String, byte[]> cache;
    private final Settings.Dialogs limits;
    private final AtomicInteger size = new AtomicInteger();
    private final ReentrantReadWriteLock counting = new ReentrantReadWriteLock();

    OpenDialogs(Cache<String, byte[]> cache, Settings.Dialogs limits) {
        this.cache = cache;
        this.limits = limits;
        recount();
    }

    /** What became of a dialog that was to be opened. */
    enum Opening {
        /** It is open. */
        OPENED,
        /** It is open, and stands in the place of the one before. */
        SUPERSEDED,
        /** The cap is reached. */
        FULL
    }

    /**
     * Opens a dialog.
     *
     * @param older the subscriber's dialog before, where there is one; the new one then needs no room
     */
    Opening open(Dialog dialog, Optional<Dialog> older) {
        return counted(() -> {
            if (older.isPresent() && replace(older.get(), dialog)) {
                return Opening.SUPERSEDED;
            }
            if (size.incrementAndGet() > limits.max()) {
                size.decrementAndGet();
                return Opening.FULL;
            }
            if (cache.put(key(dialog), dialog.octets(), life(dialog), TimeUnit.MILLISECONDS) != null) {
                size.decrementAndGet();
            }
            return Opening.OPENED;
        });
    }

    /** The subscriber's dialog; what is stored in another form is none. */
    Optional<Dialog> find(Dialog.Subscriber subscriber) {
        byte[] octets = cache.get(subscriber.key());
        try {
            return octets == null ? Optional.empty() : Optional.of(Dialog.of(subscriber, octets));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Stores a dialog after a step; false where it was closed, or changed, since. */
    boolean replace(Dialog before, Dialog after) {
        return cache.replace(key(before), before.octets(), after.octets(), life(after), TimeUnit.MILLISECONDS);
    }

    /** Closes a dialog; true where it was open, and as it is here, until now. */
    boolean close(Dialog dialog) {
        return counted(() -> {
            boolean gone = cache.remove(key(dialog), dialog.octets());
            if (gone) {
                size.decrementAndGet();
            }
            return gone;
        });
    }

    /** The dialogs whose time is over. */
    List<Dialog> expired(Instant now) {
        List<Dialog> expired = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : cache.entrySet()) {
            if (Dialog.isExpired(entry.getValue(), now, limits)) {
                find(Dialog.Subscriber.of(entry.getKey()))
                        .filter(dialog -> dialog.isExpired(now, limits))
                        .ifPresent(expired::add);
            }
        }
        return expired;
    }

    int size() {
        return size.get();
    }

    /** Counts anew: a cache may lose entries by itself, and another server may have changed it. */
    void recount() {
        Lock alone = counting.writeLock();
        alone.lock();
        try {
            size.set(cache.size());
        } finally {
            alone.unlock();
        }
    }

    /** What changes the count as well as the cache; nobody counts anew in between. */
    private <T> T counted(Supplier<T> change) {
        Lock shared = counting.readLock();
        shared.lock();
        try {
            return change.get();
        } finally {
            shared.unlock();
        }
    }

    private static String key(Dialog dialog) {
        return dialog.subscriber.key();
    }

    private long life(Dialog dialog) {
        return dialog.life(limits).plus(GRACE).toMillis();
    }
}
