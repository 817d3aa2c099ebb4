package io.tokenline.smpp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account as the console shows it.
 *
 * @param binds those that are open on this server
 * @param rates messages over its binds on this server
 */
public record AccountInfo(OperatorAccount account, List<BindInfo> binds, MessageRates rates) {

    public AccountInfo {
        binds = List.copyOf(binds);
    }

    /** UP where it is bound, DOWN where it is not, PAUSED, DRAINING, or OFF where it is disabled. */
    public String state() {
        if (!account.enabled()) {
            return "OFF";
        }
        if (account.mode() != AccountMode.OPEN) {
            return account.mode().name();
        }
        return binds.isEmpty() ? "DOWN" : "UP";
    }

    /** Since when the oldest bind is open; empty where there is none. */
    public Optional<Instant> since() {
        return binds.stream().map(BindInfo::since).min(Instant::compareTo);
    }

    /** Our requests that the operator has not answered yet. */
    public int unanswered() {
        return binds.stream().mapToInt(BindInfo::unanswered).sum();
    }

    /** How many of our requests may be unanswered. */
    public int places() {
        return binds.stream().mapToInt(BindInfo::window).sum();
    }
}
