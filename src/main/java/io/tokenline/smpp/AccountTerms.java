package io.tokenline.smpp;

import io.tokenline.Cidr;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What was agreed with an operator: from where and for what he binds, and how much he may send.
 *
 * @param kinds what he may bind for; at least one
 * @param maxBinds how often at once, 1 to 10,000
 * @param networks where his binds come from; empty: from anywhere
 * @param messagesPerSecond dials and texts that he may begin, over all his binds together; 0: no limit
 * @param window requests of ours that may be unanswered on one bind, up to 1,000; 0: as the server's settings say
 * @param systemType what a bind must say; empty: anything
 * @param prefixes which phones he speaks for, in digits with the country code; empty: any
 * @param dialect how his USSD gateway speaks
 * @param enquireLink silence after which we ask whether he lives; zero: as the server's settings say
 * @param inactivity time without a message after which a bind ends; zero: never
 */
public record AccountTerms(
        Set<BindKind> kinds,
        int maxBinds,
        List<Cidr> networks,
        int messagesPerSecond,
        int window,
        String systemType,
        List<String> prefixes,
        Dialect dialect,
        Duration enquireLink,
        Duration inactivity) {

    private static final int BINDS_MAX = 10_000;
    private static final int RATE_MAX = 100_000;
    private static final int WINDOW_MAX = 1_000;
    private static final int NETWORKS_MAX = 20;
    private static final Duration TIMER_MAX = Duration.ofDays(1);
    private static final Duration ENQUIRE_MIN = Duration.ofSeconds(5);
    private static final Duration INACTIVITY_MIN = Duration.ofSeconds(1);
    private static final Pattern SYSTEM_TYPE = Pattern.compile("[\\x20-\\x7E]{0,12}");

    /** The message of each refusal is a sentence for whoever enters an account. */
    public AccountTerms {
        require(!kinds.isEmpty(), "An account binds as TRANSMITTER, RECEIVER or TRANSCEIVER: name at least one.");
        require(within(maxBinds, 1, BINDS_MAX), "maxBinds is a whole number from 1 to " + BINDS_MAX + ".");
        require(networks.size() <= NETWORKS_MAX, "An account has at most " + NETWORKS_MAX + " networks.");
        require(within(messagesPerSecond, 0, RATE_MAX), "messagesPerSecond is 0 (no limit) to " + RATE_MAX + ".");
        require(within(window, 0, WINDOW_MAX), "window is 0 (as the server's settings say) to " + WINDOW_MAX + ".");
        require(SYSTEM_TYPE.matcher(systemType).matches(), "systemType has at most 12 ASCII characters.");
        require(Prefixes.canBe(prefixes), Prefixes.WHAT + ".");
        require(
                enquireLink.isZero() || within(enquireLink, ENQUIRE_MIN),
                "enquireLinkSeconds is 0 (as the server's settings say) or " + ENQUIRE_MIN.toSeconds() + " to a day.");
        require(
                inactivity.isZero() || within(inactivity, INACTIVITY_MIN),
                "inactivitySeconds is 0 (never) or " + INACTIVITY_MIN.toSeconds() + " to a day.");
        kinds = Set.copyOf(kinds);
        networks = List.copyOf(networks);
        prefixes = List.copyOf(prefixes);
    }

    /** Without limits of its own. */
    static AccountTerms unlimited(Set<BindKind> kinds, int maxBinds, Dialect dialect) {
        return new AccountTerms(kinds, maxBinds, List.of(), 0, 0, "", List.of(), dialect, Duration.ZERO, Duration.ZERO);
    }

    /** The dialect of this name, where there is one. */
    public static Optional<Dialect> dialect(String name) {
        return Optional.of(Dialect.named(name)).filter(known -> known.name().equals(name));
    }

    /** Whether a bind may come from here. */
    boolean reaches(InetAddress address) {
        return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address));
    }

    /** In words, for the audit. */
    String summary() {
        return kinds.stream().sorted().toList() + ", " + maxBinds + " binds, " + messagesPerSecond
                + "/s, window " + window + ", " + dialect.name() + ", networks " + networks + ", prefixes " + prefixes
                + (systemType.isEmpty() ? "" : ", system_type checked")
                + ", enquire_link " + enquireLink + ", inactivity " + inactivity;
    }

    private static boolean within(int number, int min, int max) {
        return number >= min && number <= max;
    }

    private static boolean within(Duration time, Duration min) {
        return time.compareTo(min) >= 0 && time.compareTo(TIMER_MAX) <= 0;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
