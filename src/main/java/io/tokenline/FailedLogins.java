package io.tokenline;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Slows down those who guess. After ten failures within a minute there is a pause of a minute, for the name whoever uses
 * it and for the address whatever name it tries. A name is at home at an address where it logged in before: there it has
 * a count of its own, so that neither a stranger who guesses at it nor a neighbour who guesses at others shuts it out.
 * Where a name must never be shut out by others, {@link #pauseAt} and {@link #turn} only slow it down.
 */
public final class FailedLogins {

    /** Failures that begin a pause. */
    public static final int MAX = 10;

    /** The time in which they count. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** How long nothing is tried. */
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /** Between two tries of a name that is being guessed at from many places. */
    public static final Duration TURN = Duration.ofSeconds(1);

    private static final int KEYS_MAX = 10_000;
    private static final int IPV6_NETWORK_OCTETS = 8;

    /** The latest failures, ten at most. */
    private static final class Latest {

        private final Deque<Instant> moments = new ArrayDeque<>(MAX);
        private Instant turn = Instant.MIN;

        void add(Instant now) {
            if (moments.size() == MAX) {
                moments.removeFirst();
            }
            moments.addLast(now);
        }

        Optional<Instant> pauseUntil() {
            boolean tooMany = moments.size() == MAX
                    && moments.getLast().isBefore(moments.getFirst().plus(WINDOW));
            return tooMany ? Optional.of(moments.getLast().plus(PAUSE)) : Optional.empty();
        }
    }

    /** The least recently used go first. */
    private static final class Bounded<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > KEYS_MAX;
        }
    }

    private final Clock clock;
    private final Map<String, Latest> failures = new Bounded<>();
    private final Map<String, Boolean> homes = new Bounded<>();

    /** Nobody has failed yet. */
    public FailedLogins(Clock clock) {
        this.clock = clock;
    }

    /** How long this name has to wait at this address; empty where it may try now. */
    public synchronized Optional<Duration> pause(String name, String address) {
        return pause(keys(name, address));
    }

    /** How long this name has to wait at this address, whatever is done to it elsewhere; empty where it may try now. */
    public synchronized Optional<Duration> pauseAt(String name, String address) {
        String home = home(name, address);
        return pause(List.of(homes.containsKey(home) ? home : address(address)));
    }

    /**
     * Whether a name may be tried now, though others fail with it: then it is tried once a second, by whoever comes
     * first. At home it always may.
     */
    public synchronized boolean turn(String name, String address) {
        Latest latest = failures.get(name(name));
        Instant now = clock.instant();
        if (latest == null
                || homes.containsKey(home(name, address))
                || latest.pauseUntil().filter(now::isBefore).isEmpty()) {
            return true;
        }
        if (now.isBefore(latest.turn)) {
            return false;
        }
        latest.turn = now.plus(TURN);
        return true;
    }

    private Optional<Duration> pause(List<String> keys) {
        Instant now = clock.instant();
        return keys.stream()
                .map(failures::get)
                .filter(Objects::nonNull)
                .flatMap(latest -> latest.pauseUntil().stream())
                .filter(now::isBefore)
                .map(until -> Duration.between(now, until))
                .max(Duration::compareTo);
    }

    /**
     * Counts a wrong password.
     *
     * @return whether there is a pause now
     */
    public synchronized boolean failed(String name, String address) {
        for (String key : keys(name, address)) {
            failures.computeIfAbsent(key, any -> new Latest()).add(clock.instant());
        }
        return pause(name, address).isPresent();
    }

    /** The name is at home here from now on. Failures stay counted: a password of one's own pays for no guesses. */
    public synchronized void succeeded(String name, String address) {
        homes.put(home(name, address), true);
    }

    /** How many names, addresses and homes are kept. */
    synchronized int size() {
        return failures.size() + homes.size();
    }

    private List<String> keys(String name, String address) {
        String home = home(name, address);
        return homes.containsKey(home) ? List.of(home) : List.of(name(name), address(address));
    }

    private static String name(String name) {
        return "name " + name;
    }

    private static String address(String address) {
        return "address " + network(address);
    }

    private static String home(String name, String address) {
        return "home " + name + " " + network(address);
    }

    /** An IPv4 address, or the /64 network of an IPv6 address, in which everybody has as many addresses as he likes. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(octets, Math.min(IPV6_NETWORK_OCTETS, octets.length)));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
