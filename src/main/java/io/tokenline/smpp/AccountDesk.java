package io.tokenline.smpp;

import io.tokenline.AfterCommit;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.PasswordHash;
import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Changes what operators may do. Each change is audited in the same commit and counts for the binds of this server as
 * soon as it is made, for those of other servers within seconds.
 */
@ApplicationScoped
@Transactional
public class AccountDesk {

    /** Octets of a password that SMPP 3.4 can carry (5.2.2). */
    static final int PASSWORD_MAX = 8;

    private static final int PASSWORD_MIN = 8;
    private static final Duration OVERLAP_MAX = Duration.ofDays(30);
    private static final Duration DRAIN_MAX = Duration.ofHours(1);

    private final AccountStore store;
    private final LinkStore links;
    private final Binds binds;
    private final Traces traces;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Settings settings;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    AccountDesk(
            AccountStore store,
            LinkStore links,
            Binds binds,
            Traces traces,
            Audit audit,
            AfterCommit afterCommit,
            Settings settings,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.links = links;
        this.binds = binds;
        this.traces = traces;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Enters an account, or changes what was agreed with it and, where one is given, its password at once.
     *
     * @param by who asks for it
     * @param password a new account needs one
     * @return OK, ACCOUNT_INVALID, PASSWORD_INVALID, or OPERATOR_NAME_TAKEN where a link has this name
     */
    public Outcome put(String by, String systemId, AccountTerms terms, Optional<Secret> password) {
        if (!OperatorAccount.mayBeCalled(systemId)) {
            return Outcome.ACCOUNT_INVALID;
        }
        Optional<OperatorAccount> found = store.lock(systemId);
        if (password.isPresent() ? !mayBePassword(password.get()) : found.isEmpty()) {
            return Outcome.PASSWORD_INVALID;
        }
        if (found.isEmpty() && links.find(systemId).isPresent()) {
            return Outcome.OPERATOR_NAME_TAKEN;
        }
        if (found.isEmpty()) {
            store.add(new OperatorAccount(systemId, hash(password.orElseThrow()), terms));
            tell(by, "ACCOUNT_ENTERED", systemId, terms.summary());
            return Outcome.OK;
        }
        OperatorAccount account = found.get();
        String before = account.terms().summary();
        if (!account.terms().equals(terms)) {
            account.agree(terms);
            tell(by, "ACCOUNT_CHANGED", systemId, terms.summary() + " instead of " + before);
        }
        password.filter(secret -> !isCurrent(account, secret)).ifPresent(secret -> {
            account.setPassword(next(account, secret), clock.instant());
            tell(by, "ACCOUNT_PASSWORD", systemId, "");
        });
        applySoon(account);
        return Outcome.OK;
    }

    /**
     * Gives an account a new password; the one that it has goes on binding for a while.
     *
     * @param overlap zero to 30 days
     * @return OK, ACCOUNT_UNKNOWN, PASSWORD_INVALID or VALUE_INVALID
     */
    public Outcome rotate(String by, String systemId, Secret password, Duration overlap) {
        if (!mayBePassword(password)) {
            return Outcome.PASSWORD_INVALID;
        }
        if (overlap.isNegative() || overlap.compareTo(OVERLAP_MAX) > 0) {
            return Outcome.VALUE_INVALID;
        }
        return change(systemId, account -> {
            if (!isCurrent(account, password)) {
                Instant until = clock.instant().plus(overlap);
                account.setPassword(next(account, password), until);
                tell(by, "ACCOUNT_PASSWORD", systemId, "the one before binds until " + until);
            }
        });
    }

    /** Shuts an account out and ends its binds, or lets it in again for everything. */
    public Outcome setEnabled(String by, String systemId, boolean enabled) {
        return change(systemId, account -> {
            boolean changes = account.enabled() != enabled || (enabled && account.mode() != AccountMode.OPEN);
            if (changes) {
                if (enabled) {
                    account.enable();
                } else {
                    account.disable();
                }
                tell(by, enabled ? "ACCOUNT_ENABLED" : "ACCOUNT_DISABLED", systemId, "");
            }
        });
    }

    /** Begins nothing new with an account, in either direction, until it is {@link #setEnabled enabled} again. */
    public Outcome pause(String by, String systemId) {
        return change(systemId, account -> {
            account.setMode(AccountMode.PAUSED);
            tell(by, "ACCOUNT_PAUSED", systemId, "");
        });
    }

    /**
     * Pauses an account, takes no more binds of it, and asks those that are open to end after a while, in which dialogs
     * go on.
     *
     * @param wait zero to an hour
     * @return OK, ACCOUNT_UNKNOWN or VALUE_INVALID
     */
    public Outcome drain(String by, String systemId, Duration wait) {
        if (wait.isNegative() || wait.compareTo(DRAIN_MAX) > 0) {
            return Outcome.VALUE_INVALID;
        }
        return change(systemId, account -> {
            account.setMode(AccountMode.DRAINING);
            account.endBindsAt(clock.instant().plus(wait));
            tell(by, "ACCOUNT_DRAINED", systemId, "binds end in " + wait.toSeconds() + " s");
        });
    }

    /** Ends the binds that an account has now; it may bind again at once. */
    public Outcome kill(String by, String systemId) {
        return change(systemId, account -> {
            account.endBindsAt(clock.instant());
            tell(by, "ACCOUNT_KILLED", systemId, "");
        });
    }

    /**
     * Writes the PDUs of an account or link, or of a phone, to the log of this server for a while.
     *
     * @param duration at most 30 minutes
     * @return OK, ACCOUNT_UNKNOWN, or TOO_MANY where ten traces go on
     */
    public Outcome trace(String by, Optional<String> account, Optional<Msisdn> phone, Duration duration) {
        if (account.isPresent()
                && store.find(account.get()).isEmpty()
                && links.find(account.get()).isEmpty()) {
            return Outcome.ACCOUNT_UNKNOWN;
        }
        Traces.Trace trace = new Traces.Trace(account, phone, clock.instant().plus(duration));
        if (!traces.begin(trace)) {
            return Outcome.TOO_MANY;
        }
        audit.record(new AuditEvent(by, "TRACE_BEGUN", trace.subject(), "until " + trace.until()));
        return Outcome.OK;
    }

    private Outcome change(String systemId, Consumer<OperatorAccount> step) {
        Optional<OperatorAccount> found = store.lock(systemId);
        found.ifPresent(account -> {
            step.accept(account);
            applySoon(account);
        });
        return found.isPresent() ? Outcome.OK : Outcome.ACCOUNT_UNKNOWN;
    }

    private void applySoon(OperatorAccount account) {
        afterCommit.run(() -> binds.refresh(account));
    }

    /** Eight octets are few: outside a sandbox a password uses them all. */
    private boolean mayBePassword(Secret password) {
        int length = password.value().length();
        return password.value().matches("[\\x21-\\x7E]*")
                && length >= (settings.sandbox() ? 1 : PASSWORD_MIN)
                && length <= PASSWORD_MAX;
    }

    private boolean isCurrent(OperatorAccount account, Secret password) {
        return PasswordHash.matches(
                password.value(), account.passwordHashes(clock.instant()).get(0));
    }

    private String next(OperatorAccount account, Secret password) {
        return PasswordHash.next(
                password.value(), account.passwordHashes(clock.instant()).get(0));
    }

    private String hash(Secret password) {
        return PasswordHash.of(password.value(), random);
    }

    private void tell(String by, String action, String systemId, String detail) {
        audit.record(new AuditEvent(by, action, "account " + systemId, detail));
    }
}
