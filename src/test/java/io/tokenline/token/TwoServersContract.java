package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vault.KeyLetter;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that sell to one meter over one database never make two tokens of one minute, on whichever database. */
abstract class TwoServersContract {

    private static final int THREADS_EACH = 4;
    private static final int TOKENS_EACH = 20;

    private final Database database;
    private final List<TokenBean> servers;
    private final KeyLetter key = KeyLetter.of("123457", 1);
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger undone = new AtomicInteger();

    TwoServersContract(Database database) {
        this.database = database;
        Rooms first = new Rooms(database);
        Rooms second = new Rooms(database);
        this.servers = List.of(first.get(TokenBean.class), second.get(TokenBean.class));
        key.load(first);
    }

    /**
     * A token that was sold.
     *
     * @param commit its place among all tokens of the meter: counted while the meter's row was locked
     */
    private record Sold(int commit, MadeToken token) {}

    private Optional<Sold> sell(TokenBean server, MeterKeyParameters meter) {
        try {
            return database.tx(() -> server.issue(Desk.credit(meter, 100)) instanceof IssueResult.Issued issued
                    ? Optional.of(new Sold(commits.incrementAndGet(), issued.ordered()))
                    : Optional.empty());
        } catch (PersistenceException e) {
            undone.incrementAndGet();
            return Optional.empty();
        }
    }

    private List<Sold> soldByBoth(MeterKeyParameters meter) {
        return Threads.together(servers.size() * THREADS_EACH, thread -> () -> {
                    List<Sold> mine = new ArrayList<>();
                    while (mine.size() < TOKENS_EACH) {
                        sell(servers.get(thread % servers.size()), meter).ifPresent(mine::add);
                        database.clock().pass(Duration.ofSeconds(30));
                    }
                    return mine;
                })
                .stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Sold::commit))
                .toList();
    }

    @Test
    void noMinuteIsGivenTwiceAndEachIsLaterThanThoseCommittedBefore() {
        MeterKeyParameters meter = key.meter(4711);
        List<Sold> sold = soldByBoth(meter);
        assertEquals(servers.size() * THREADS_EACH * TOKENS_EACH, sold.size());
        List<Instant> minutes = sold.stream()
                .map(one -> Desk.readCredit(one.token(), key.key(), meter).tid().minute())
                .toList();
        assertEquals(minutes.stream().sorted().toList(), minutes, "in the order of the commits");
        assertEquals(sold.size(), new HashSet<>(minutes).size(), "no minute twice");
        assertEquals(sold.size(), sold.stream().map(Sold::token).distinct().count(), "and no token");
        assertTrue(undone.get() < servers.size() * THREADS_EACH, "only the very first may be undone: " + undone);
        assertEquals(sold.size(), database.count("select count(distinct tid) from issued_token"));
    }
}
