package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.jspecify.annotations.Nullable;

/**
 * How many meters that are not its own a phone has looked up, in the last hour and the last day. Counted in slots of five
 * minutes, of which the oldest counts until it is over: never more than the limit in any hour, however they are spread.
 */
@ApplicationScoped
class LookUpCounts {

    private static final Duration SLOT = Duration.ofMinutes(5);
    private static final long HOUR = Duration.ofHours(1).dividedBy(SLOT);
    private static final long DAY = Duration.ofDays(1).dividedBy(SLOT);
    private static final Duration KEPT = Duration.ofDays(1).plus(SLOT.multipliedBy(2));

    /** Of a change that somebody else is always faster with. */
    private static final int TRIES = 20;

    private final LookUpCache cache;
    private final Settings.Registry limits;
    private final Clock clock;

    @Inject
    LookUpCounts(LookUpCache cache, Settings settings, Clock clock) {
        this(cache, settings.registry(), clock);
    }

    LookUpCounts(LookUpCache cache, Settings.Registry limits, Clock clock) {
        this.cache = cache;
        this.limits = limits;
        this.clock = clock;
    }

    /** Counts a look-up where it is allowed; where not, says when the next one will be. */
    Optional<Instant> count(Msisdn phone) {
        Cache<String, byte[]> counts = cache.counts();
        long slot = slot();
        for (int i = 0; i < TRIES; i++) {
            byte[] before = counts.get(phone.digits());
            NavigableMap<Long, Integer> slots = read(before, slot);
            Optional<Instant> next = next(slots, slot);
            if (next.isPresent()) {
                return next;
            }
            slots.merge(slot, 1, Integer::sum);
            if (replace(counts, phone.digits(), before, write(slots))) {
                return Optional.empty();
            }
        }
        return Optional.of(start(slot + 1)); // whoever asks so often at once has no eyes to read with
    }

    /** When a phone may look up again; now where it may. */
    Instant next(Msisdn phone) {
        long slot = slot();
        return next(read(cache.counts().get(phone.digits()), slot), slot).orElseGet(clock::instant);
    }

    private static boolean replace(Cache<String, byte[]> counts, String phone, byte @Nullable [] before, byte[] after) {
        long kept = KEPT.toSeconds();
        return before == null
                ? counts.putIfAbsent(phone, after, kept, TimeUnit.SECONDS) == null
                : counts.replace(phone, before, after, kept, TimeUnit.SECONDS);
    }

    private Optional<Instant> next(NavigableMap<Long, Integer> slots, long slot) {
        long free =
                Math.max(free(slots, slot, HOUR, limits.lookUpsHour()), free(slots, slot, DAY, limits.lookUpsDay()));
        return free <= slot ? Optional.empty() : Optional.of(start(free));
    }

    /** The first slot in which one more is within a limit. */
    private static long free(NavigableMap<Long, Integer> slots, long now, long window, int limit) {
        Map<Long, Integer> counted = slots.tailMap(now - window, true);
        int sum = counted.values().stream().mapToInt(Integer::intValue).sum();
        long free = now;
        for (Map.Entry<Long, Integer> oldest : counted.entrySet()) {
            if (sum < limit) {
                break;
            }
            sum -= oldest.getValue();
            free = oldest.getKey() + window + 1;
        }
        return free;
    }

    private long slot() {
        return Math.floorDiv(clock.instant().getEpochSecond(), SLOT.toSeconds());
    }

    private static Instant start(long slot) {
        return Instant.ofEpochSecond(slot * SLOT.toSeconds());
    }

    /** Only what still counts. */
    private static NavigableMap<Long, Integer> read(byte @Nullable [] octets, long now) {
        NavigableMap<Long, Integer> slots = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(octets == null ? new byte[0] : octets);
        while (in.remaining() >= Long.BYTES + Integer.BYTES) {
            long slot = in.getLong();
            int count = in.getInt();
            if (slot >= now - DAY) {
                slots.put(slot, count);
            }
        }
        return slots;
    }

    private static byte[] write(Map<Long, Integer> slots) {
        ByteBuffer out = ByteBuffer.allocate(slots.size() * (Long.BYTES + Integer.BYTES));
        slots.forEach((slot, count) -> out.putLong(slot).putInt(count));
        return out.array();
    }
}
