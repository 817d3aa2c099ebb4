package io.tokenline.aggregator;

import io.tokenline.Outcome;
import io.tokenline.PasswordHash;
import io.tokenline.Secret;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Which providers may send dialogs, and by which path. Each change is audited in the same commit and counts for the next
 * request, on every server.
 */
@ApplicationScoped
@Transactional
public class Aggregators {

    private static final int PAGE_MAX = 500;
    private static final int KEY_OCTETS = 24;

    private final AggregatorStore store;
    private final Profiles profiles;
    private final Audit audit;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    Aggregators(AggregatorStore store, Profiles profiles, Audit audit, Clock clock, RandomGenerator random) {
        this.store = store;
        this.profiles = profiles;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What became of a change.
     *
     * @param outcome OK, AGGREGATOR_INVALID, AGGREGATOR_UNKNOWN, PROFILE_INVALID or PASSWORD_INVALID
     * @param path where a new key was drawn: the path of the aggregator, which nobody can ask for again
     */
    public record Change(Outcome outcome, Optional<Secret> path) {

        static Change of(Outcome outcome) {
            return new Change(outcome, Optional.empty());
        }
    }

    /** One aggregator. */
    public Optional<Aggregator> find(String name) {
        return store.find(name);
    }

    /** A page of all aggregators, by name; never more than 500. */
    public List<Aggregator> page(String after, int limit) {
        return store.page(after, Math.min(limit, PAGE_MAX));
    }

    /**
     * Enters an aggregator, whose path is drawn then, or changes one.
     *
     * @param by who asks for it
     * @param secret 12 to 100 printable ASCII characters without a space that each request must carry; an empty one takes
     *     it away, none leaves it as it is
     */
    public Change put(String by, String name, AggregatorTerms terms, Optional<Secret> secret) {
        return put(by, name, terms, secret, newKey());
    }

    /** Enters an aggregator at a path that everybody may know; one that is there is left as it is. */
    public void open(String name, AggregatorTerms terms, String key) {
        if (store.find(name).isEmpty()) {
            Change change = put(AuditEvent.SYSTEM, name, terms, Optional.empty(), key);
            if (change.outcome() != Outcome.OK) {
                throw new IllegalStateException("the aggregator " + name + " cannot be entered: " + change.outcome());
            }
        }
    }

    private Change put(String by, String name, AggregatorTerms terms, Optional<Secret> secret, String key) {
        if (!Aggregator.mayBeCalled(name)) {
            return Change.of(Outcome.AGGREGATOR_INVALID);
        }
        if (profiles.named(terms.profile()).isEmpty()) {
            return Change.of(Outcome.PROFILE_INVALID);
        }
        if (secret.isPresent() && !secret.get().value().matches("([\\x21-\\x7E]{12,100})?")) {
            return Change.of(Outcome.PASSWORD_INVALID);
        }
        Optional<Aggregator> found = store.lock(name);
        Aggregator aggregator = found.orElseGet(() -> new Aggregator(name, key, terms, clock.instant()));
        aggregator.agree(terms, clock.instant());
        secret.ifPresent(wanted -> aggregator.setSecretHash(
                wanted.value().isEmpty() ? "" : PasswordHash.of(wanted.value(), random), clock.instant()));
        if (found.isEmpty()) {
            store.add(aggregator);
        }
        tell(
                by,
                found.isEmpty() ? "AGGREGATOR_ENTERED" : "AGGREGATOR_CHANGED",
                name,
                terms.summary()
                        + (aggregator.hasSecret() ? ", with a secret" : "")
                        + (secret.isPresent() ? " that was set now" : ""));
        return new Change(Outcome.OK, found.isEmpty() ? Optional.of(path(name, key)) : Optional.empty());
    }

    /** Draws a new path for an aggregator; the one before is gone at once. */
    public Change renewPath(String by, String name) {
        Optional<Aggregator> found = store.lock(name);
        if (found.isEmpty()) {
            return Change.of(Outcome.AGGREGATOR_UNKNOWN);
        }
        String key = newKey();
        found.get().setKey(key, clock.instant());
        tell(by, "AGGREGATOR_PATH_RENEWED", name, "");
        return new Change(Outcome.OK, Optional.of(path(name, key)));
    }

    /** Takes an aggregator away. */
    public Outcome remove(String by, String name) {
        Optional<Aggregator> found = store.lock(name);
        if (found.isEmpty()) {
            return Outcome.AGGREGATOR_UNKNOWN;
        }
        store.remove(found.get());
        tell(by, "AGGREGATOR_REMOVED", name, "");
        return Outcome.OK;
    }

    private String newKey() {
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static Secret path(String name, String key) {
        return new Secret("/ussd/" + name + "/" + key);
    }

    private void tell(String by, String action, String name, String detail) {
        audit.record(new AuditEvent(by, action, "aggregator " + name, detail));
    }
}
