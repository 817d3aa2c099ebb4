package io.tokenline.smpp;

import io.tokenline.PasswordHash;
import io.tokenline.RememberedLogins;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Operators who may bind: their passwords and what they may bind for. */
@ApplicationScoped
@Transactional
public class Accounts {

    /** An operator binds rarely, but his many binds come at once. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final AccountStore store;
    private final RandomGenerator random;
    private final RememberedLogins remembered;
    private final String nobody = PasswordHash.ofNobody();

    @Inject
    Accounts(AccountStore store, RandomGenerator random, Clock clock) {
        this.store = store;
        this.random = random;
        this.remembered = new RememberedLogins(random, clock, REMEMBERED);
    }

    /**
     * Says whether a system_id and a password belong together. An unknown id takes as long as a wrong password. No
     * transaction is open while the password is hashed.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Login authenticate(String systemId, String password) {
        Optional<OperatorAccount> found = store.find(systemId);
        String stored = found.map(OperatorAccount::passwordHash).orElse(nobody);
        boolean right = remembered.knows(systemId, stored, password) || PasswordHash.matches(password, stored);
        if (found.isEmpty()) {
            return new Login.Refused(Login.Reason.UNKNOWN_ACCOUNT);
        }
        if (!right) {
            return new Login.Refused(Login.Reason.WRONG_PASSWORD);
        }
        if (!found.get().enabled()) {
            return new Login.Refused(Login.Reason.DISABLED);
        }
        remembered.remember(systemId, stored, password);
        return new Login.Granted(found.get());
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
        if (password.isEmpty() || password.length() > 8) {
            throw new IllegalArgumentException("an SMPP password has 1 to 8 characters");
        }
        String hash = store.find(systemId)
                .map(OperatorAccount::passwordHash)
                .filter(stored -> PasswordHash.matches(password, stored))
                .orElseGet(() -> PasswordHash.of(password, random));
        store.put(new OperatorAccount(systemId, hash, kinds, maxBinds, dialect));
    }

    /** Takes an account away; binds that are open stay so. */
    public void remove(String systemId) {
        store.remove(systemId);
    }

    /** A page of the accounts, by name. */
    public List<OperatorAccount> page(String after, int limit) {
        return store.page(after, Math.min(limit, 1_000));
    }
}
