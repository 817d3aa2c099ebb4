package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.delivery.MessageSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The binds that are open, by account. */
@ApplicationScoped
public class Binds {

    private static final Logger LOG = LoggerFactory.getLogger(Binds.class);

    private final Map<String, List<OperatorSession>> byAccount = new ConcurrentHashMap<>();
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();
    private final List<Opened> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean shut;

    /** Who wants to know that an operator can be sent to. */
    @FunctionalInterface
    public interface Opened {
        /**
         * A bind of his has been opened, or lets texts through again.
         *
         * @param account his account or link
         * @param prefixes of the phones that he has; none: any
         */
        void opened(String account, List<String> prefixes);
    }

    /** Calls a listener whenever a bind that can be sent to has been opened. */
    void onBound(Opened listener) {
        listeners.add(listener);
    }

    /**
     * Enters a bind, where its account has room. Binds whose connection is gone do not count; where there is no room,
     * neither do those that no longer answer, and they are closed.
     *
     * @return false where the account is bound as often as it may be
     */
    boolean enter(OperatorSession session) {
        boolean[] entered = {false};
        byAccount.compute(session.account().systemId(), (id, known) -> {
            List<OperatorSession> open = known == null ? new ArrayList<>() : new ArrayList<>(known);
            open.removeIf(other -> !other.wire().isOpen());
            if (open.size() >= session.account().maxBinds()) {
                open.removeIf(OperatorSession::isDead);
            }
            entered[0] = open.size() < session.account().maxBinds();
            if (entered[0]) {
                open.add(session);
            }
            return List.copyOf(open);
        });
        return entered[0];
    }

    /** Lets no more binds stay; those that are open are not touched. */
    void shut() {
        shut = true;
    }

    /** Whether a bind that has just been entered must be closed again. */
    boolean isShut() {
        return shut;
    }

    /** Tells the listeners that messages can go out. */
    void announce(OperatorSession session) {
        if (!session.canDeliver()) {
            return;
        }
        OperatorAccount account = session.account();
        for (Opened listener : listeners) {
            try {
                listener.opened(account.systemId(), account.prefixes().all());
            } catch (RuntimeException e) {
                LOG.error("TKL-1013 a listener to binds failed", e);
            }
        }
    }

    void leave(OperatorSession session) {
        byAccount.computeIfPresent(session.account().systemId(), (id, known) -> {
            List<OperatorSession> left =
                    known.stream().filter(other -> other != session).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Every bind of one side. */
    List<OperatorSession> all(Side side) {
        return all().stream().filter(session -> session.side() == side).toList();
    }

    /** The binds of one account. */
    List<OperatorSession> of(String account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** The accounts that are bound here. */
    Set<String> accounts() {
        return Set.copyOf(byAccount.keySet());
    }

    /** Takes over what an account may do now. */
    void refresh(OperatorAccount account) {
        of(account.systemId()).forEach(session -> session.refresh(account));
    }

    /** Whether an account may begin a dialog or send a text now, and takes it off what it may do in this second. */
    boolean admits(OperatorAccount account) {
        return account.mode() == AccountMode.OPEN
                && rates.computeIfAbsent(account.systemId(), id -> new Rate(System.nanoTime()))
                        .take(account.messagesPerSecond(), System.nanoTime());
    }

    /** Every bind. */
    List<OperatorSession> all() {
        return byAccount.values().stream().flatMap(List::stream).toList();
    }

    /** The binds of an account that can be sent to, another one first each time. */
    List<OperatorSession> toSendTo(String account) {
        return rotated(of(account).stream().filter(OperatorSession::canDeliver).toList());
    }

    /**
     * The binds that a text may go over now, the best first: those of the account that it is for and, where none of them
     * is open, those of others that have the phone, by the length of their prefix. Whoever has no prefixes stands in for
     * nobody; a text for any account may go over him, after the others. Operators who are as good take turns.
     *
     * @param account may be {@link MessageSender#ANY_LINK}
     */
    List<OperatorSession> waysTo(Msisdn phone, String account) {
        boolean anybody = account.equals(MessageSender.ANY_LINK);
        List<OperatorSession> own = anybody
                ? List.of()
                : toSendTo(account).stream().filter(OperatorSession::takesTexts).toList();
        if (!own.isEmpty()) {
            return own;
        }
        int least = anybody ? 0 : 1;
        List<Way> ways = all().stream()
                .map(session -> new Way(session, session.account().prefixes().reach(phone.digits())))
                .filter(way -> way.reach >= least && way.bind.takesTexts())
                .toList();
        return rotated(ways).stream()
                .sorted(Comparator.comparingInt(Way::reach).reversed())
                .map(Way::bind)
                .toList();
    }

    /** A bind, and how many digits of a phone its operator's prefix has. */
    private record Way(OperatorSession bind, int reach) {}

    private <T> List<T> rotated(List<T> open) {
        if (open.size() < 2) {
            return open;
        }
        int first = Math.floorMod(turn.getAndIncrement(), open.size());
        List<T> rotated = new ArrayList<>(open.subList(first, open.size()));
        rotated.addAll(open.subList(0, first));
        return rotated;
    }
}
