package io.tokenline.smpp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many messages go over the binds of each account and link of this server. */
@ApplicationScoped
public class Flows {

    /** More operators than any server has; beyond it the others are not counted. */
    private static final int MAX = 5_000;

    private final Clock clock;
    private final Map<String, Flow> byAccount = new ConcurrentHashMap<>();

    @Inject
    Flows(Clock clock) {
        this.clock = clock;
    }

    /** Counts a message; {@code incoming} where the operator sent it. */
    void count(String account, boolean incoming) {
        Flow flow = byAccount.get(account);
        if (flow == null && byAccount.size() < MAX) {
            flow = byAccount.computeIfAbsent(account, name -> new Flow());
        }
        if (flow != null) {
            flow.count(incoming, clock.instant().getEpochSecond());
        }
    }

    /** What went over an account's or a link's binds in the last minutes. */
    MessageRates rates(String account) {
        return byAccount.getOrDefault(account, new Flow()).rates(clock.instant().getEpochSecond());
    }
}
