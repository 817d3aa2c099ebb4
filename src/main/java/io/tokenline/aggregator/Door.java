package io.tokenline.aggregator;

import io.tokenline.FailedLogins;
import io.tokenline.PasswordHash;
import io.tokenline.RememberedLogins;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request in by its path, its network and, where one is agreed, its secret: before its body is read. */
final class Door {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    /** A secret comes with each request; hashing it is slow on purpose. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final RememberedLogins remembered;
    private final FailedLogins failures;

    Door(RandomGenerator random, Clock clock) {
        this.remembered = new RememberedLogins(random, clock, REMEMBERED);
        this.failures = new FailedLogins(clock);
    }

    /**
     * Checks path and network.
     *
     * @param found the aggregator that the path names
     * @param key the last part of our path
     * @throws Refused 404 where there is nothing at this path, 403 where the network is another
     */
    Aggregator enter(Optional<Aggregator> found, String key, InetAddress from) throws Refused {
        Aggregator aggregator =
                found.filter(a -> a.isKey(key) && a.terms().enabled()).orElseThrow(Refused::nothingHere);
        if (!aggregator.terms().reaches(from)) {
            LOG.warn("TKL-1502 {}: a request from {}, which is none of its networks", aggregator.link(), from);
            throw new Refused(403, "Requests do not come from this network.");
        }
        return aggregator;
    }

    /**
     * Checks the secret, where one is agreed.
     *
     * @throws Refused 403 where it is wrong or missing, 429 where that came too often from there
     */
    void checkSecret(Aggregator aggregator, Optional<String> said, InetAddress from) throws Refused {
        Optional<String> stored = aggregator.secretHash();
        if (stored.isEmpty()) {
            return;
        }
        String secret = said.orElse("");
        String name = aggregator.name();
        if (remembered.knows(name, stored.get(), secret)) {
            return;
        }
        if (failures.pauseAt(name, from.getHostAddress()).isPresent()) {
            throw new Refused(429, "There were too many wrong secrets: try again later.");
        }
        if (secret.isEmpty() || !PasswordHash.matches(secret, stored.get())) {
            boolean unused = failures.failed(name, from.getHostAddress());
            LOG.warn("TKL-1503 {}: a request from {} with no secret or a wrong one", aggregator.link(), from);
            throw new Refused(403, "The secret is missing or wrong.");
        }
        remembered.remember(name, stored.get(), secret);
    }
}
