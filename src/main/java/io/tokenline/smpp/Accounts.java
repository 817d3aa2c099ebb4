package io.tokenline.smpp;

import io.tokenline.FailedLogins;
import io.tokenline.PasswordHash;
import io.tokenline.RememberedLogins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operators who may bind: their passwords and what they may bind for. */
@ApplicationScoped
@Transactional
public class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    /** An operator binds rarely, but his many binds come at once. */
    private static final Duration REMEMBERED = Duration.ofDays(1);
    /** Hashing is slow on purpose; it must not take all processors. */
    private static final int HASHES_AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AccountStore store;
    private final RandomGenerator random;
    private final Clock clock;
    private final RememberedLogins remembered;
    private final FailedLogins failures;
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE);
    private final String nobody = PasswordHash.ofNobody();

    @Inject
    Accounts(AccountStore store, RandomGenerator random, Clock clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
        this.remembered = new RememberedLogins(random, clock, REMEMBERED);
        this.failures = new FailedLogins(clock);
    }

    /**
     * Says whether a system_id and a password belong together. Whatever is wrong, it takes as long to find out. Who
     * guesses is slowed by his address, and where he has many, an account is tried once a second; nobody else's guesses
     * shut an operator out. No transaction is open while the password is hashed.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Login authenticate(String systemId, String password, InetAddress address) {
        String from = address.getHostAddress();
        if (failures.pauseAt(systemId, from).isPresent()) {
            return new Login.Refused(Login.Reason.PAUSED);
        }
        Optional<OperatorAccount> found = store.find(systemId);
        Optional<OperatorAccount> reached =
                found.filter(account -> account.terms().reaches(address));
        if (reached.isPresent() && remembers(reached.get(), password)) {
            return granted(reached.get(), from);
        }
        if (!acquired()) {
            return new Login.Refused(Login.Reason.BUSY);
        }
        try {
            return hashed(systemId, password, from, found, reached);
        } finally {
            hashing.release();
        }
    }

    private Login hashed(
            String systemId,
            String password,
            String from,
            Optional<OperatorAccount> found,
            Optional<OperatorAccount> reached) {
        // Those who waited here together get no more tries than one after the other, and no more hashes than one.
        if (failures.pauseAt(systemId, from).isPresent()) {
            return new Login.Refused(Login.Reason.PAUSED);
        }
        if (reached.isPresent() && remembers(reached.get(), password)) {
            return granted(reached.get(), from);
        }
        // A stranger's guesses from outside an operator's networks are none at the account.
        String counted = found.isPresent() && reached.isEmpty() ? "" : systemId;
        if (!failures.turn(counted, from)) {
            return new Login.Refused(Login.Reason.BUSY);
        }
        List<String> stored =
                reached.map(account -> account.passwordHashes(clock.instant())).orElse(List.of(nobody));
        Optional<String> right = PasswordHash.match(password, stored);
        if (right.isPresent() && reached.isPresent()) {
            remember(systemId, password, right.get(), stored);
            return granted(reached.get(), from);
        }
        failures.failed(counted, from);
        return new Login.Refused(reason(found, reached));
    }

    private static Login.Reason reason(Optional<OperatorAccount> found, Optional<OperatorAccount> reached) {
        if (found.isEmpty()) {
            return Login.Reason.UNKNOWN_ACCOUNT;
        }
        return reached.isEmpty() ? Login.Reason.NETWORK : Login.Reason.WRONG_PASSWORD;
    }

    private Login granted(OperatorAccount account, String from) {
        if (!account.enabled()) {
            return new Login.Refused(Login.Reason.DISABLED);
        }
        if (account.mode() == AccountMode.DRAINING) {
            return new Login.Refused(Login.Reason.DRAINING);
        }
        failures.succeeded(account.systemId(), from);
        return new Login.Granted(account);
    }

    private void remember(String systemId, String password, String right, List<String> stored) {
        boolean current = right.equals(stored.get(0));
        if (!current) {
            LOG.info("TKL-1040 account {} still binds with its password before the last change", systemId);
        }
        remembered.remember(current ? systemId : previousOf(systemId), right, password);
    }

    private boolean remembers(OperatorAccount account, String password) {
        List<String> stored = account.passwordHashes(clock.instant());
        return remembered.knows(account.systemId(), stored.get(0), password)
                || (stored.size() > 1 && remembered.knows(previousOf(account.systemId()), stored.get(1), password));
    }

    /** No system_id has a space. */
    private static String previousOf(String systemId) {
        return systemId + " before";
    }

    private boolean acquired() {
        try {
            return hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Enters an account, or replaces the one of that name. An account that is there with this password keeps its stored
     * hash.
     *
     * @param password at most 8 characters, what SMPP can carry
     * @param kinds what it may bind for
     * @param maxBinds how often at once
     */
    public void put(String systemId, String password, Set<BindKind> kinds, int maxBinds, Dialect dialect) {
        if (password.isEmpty() || password.length() > AccountDesk.PASSWORD_MAX) {
            throw new IllegalArgumentException("an SMPP password has 1 to 8 characters");
        }
        String hash = store.find(systemId)
                .map(account -> account.passwordHashes(clock.instant()).get(0))
                .filter(stored -> PasswordHash.matches(password, stored))
                .orElseGet(() -> PasswordHash.of(password, random));
        store.put(new OperatorAccount(systemId, hash, kinds, maxBinds, dialect));
    }

    /** Who guesses at passwords here, for others to know and to add to. */
    @Transactional(Transactional.TxType.SUPPORTS)
    FailedLogins failures() {
        return failures;
    }

    /** Takes an account away; binds that are open stay so. */
    public void remove(String systemId) {
        store.remove(systemId);
    }

    /** A page of the accounts, by name. */
    public List<OperatorAccount> page(String after, int limit) {
        return store.page(after, Math.min(limit, 1_000));
    }

    /** One account. */
    public Optional<OperatorAccount> find(String systemId) {
        return store.find(systemId);
    }

    /** Those of these accounts that there are. */
    public List<OperatorAccount> all(Collection<String> systemIds) {
        return systemIds.isEmpty() ? List.of() : store.all(systemIds);
    }
}
