package io.tokenline.ussd;

import io.tokenline.ussd.menu.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;

/** The dialogs that broke off before their end, one a subscriber and link, so that the next dial can go on with one. */
final class DroppedDialogs {

    /** How long one can go on. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<String, byte[]> cache;

    DroppedDialogs(Cache<String, byte[]> cache) {
        this.cache = cache;
    }

    /** Remembers where a dialog broke off. */
    void remember(Dialog dialog, Instant now) {
        cache.put(dialog.subscriber.key(), dialog.noted(now).octets(), KEPT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where the subscriber's last dialog broke off, if that is not too long ago. */
    Optional<Position> recall(Dialog.Subscriber subscriber, Instant now) {
        byte[] octets = cache.get(subscriber.key());
        try {
            return Optional.ofNullable(octets)
                    .map(found -> Dialog.of(subscriber, found))
                    .filter(dialog -> dialog.silence(now).compareTo(KEPT) < 0)
                    .flatMap(Dialog::position);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Nobody can go on any more. */
    void forget(Dialog.Subscriber subscriber) {
        cache.remove(subscriber.key());
    }
}
