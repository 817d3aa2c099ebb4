package io.tokenline.payment.floats;

import io.tokenline.AfterCommit;
import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The agents' floats as staff see and fill them. Every method is one commit. */
@ApplicationScoped
@Transactional
public class Floats {

    /** Over what time it is counted how fast a float is spent. */
    private static final Duration RATE_OVER = Duration.ofDays(1);

    private final FloatStore store;
    private final FloatWallet wallet;
    private final Audit audit;
    private final AfterCommit afterCommit;
    private final Clock clock;

    @Inject
    Floats(FloatStore store, FloatWallet wallet, Audit audit, AfterCommit afterCommit, Clock clock) {
        this.store = store;
        this.wallet = wallet;
        this.audit = audit;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    /** A top-up, or why there is none. */
    public record Result(Outcome outcome, Optional<TopUp> topUp) {}

    /**
     * An account's newest top-ups and what it has.
     *
     * @param hoursLeft how long it lasts, in whole hours, if as much is spent as in the last 24; empty where nothing was
     */
    public record Seen(AgentFloat account, List<TopUp> topUps, Optional<Long> hoursLeft) {}

    /** By name. */
    public List<AgentFloat> page(String afterName, int limit) {
        return store.all(afterName, limit);
    }

    /** One account. */
    public Optional<Seen> find(String name, int topUps) {
        return store.named(name)
                .map(account -> new Seen(account, store.topUps(account.id(), topUps), hoursLeft(account)));
    }

    private Optional<Long> hoursLeft(AgentFloat account) {
        long spent = store.spent(account.id(), clock.instant().minus(RATE_OVER));
        long balance = account.balance().minor();
        return spent <= 0 ? Optional.empty() : Optional.of(Math.multiplyExact(balance, RATE_OVER.toHours()) / spent);
    }

    /** The ledger of an account, oldest first; empty where there is no such account. */
    public List<FloatEntry> entries(String name, long after, int limit) {
        return store.named(name)
                .map(account -> store.entries(account.id(), after, limit))
                .orElse(List.of());
    }

    /**
     * Opens an account with nothing in it; from then on its phone pays from it.
     *
     * @param name 2 to 40 characters
     * @return OK, or FLOAT_EXISTS for this name or phone
     */
    public Outcome open(String name, Msisdn phone, Money low, String person) {
        if (store.named(name).isPresent() || store.lockByPhone(phone.digits()).isPresent()) {
            return Outcome.FLOAT_EXISTS;
        }
        store.add(new AgentFloat(name, phone, low, clock.instant()));
        audit.record(new AuditEvent(person, "FLOAT_OPENED", "float " + name, "low below " + low));
        Set<String> phones = phones();
        afterCommit.run(() -> wallet.serve(phones));
        return Outcome.OK;
    }

    private Set<String> phones() {
        return Set.copyOf(store.phones());
    }

    /** Learns which phones are agents', those included that another server has opened an account for. */
    public void refresh() {
        wallet.serve(phones());
    }

    /** How many accounts are below their mark. */
    public long low() {
        return store.lowOnes();
    }

    /**
     * Says that an agent has paid in; it counts once a second person has seen it, too.
     *
     * @param reason where the money is to be seen, 5 to 200 characters
     * @return OK, FLOAT_UNKNOWN, or AMOUNT_INVALID for nothing or another currency
     */
    public Result propose(String name, Money amount, String reason, String person) {
        Optional<AgentFloat> account = store.named(name);
        if (account.isEmpty()) {
            return new Result(Outcome.FLOAT_UNKNOWN, Optional.empty());
        }
        if (amount.minor() <= 0
                || !amount.currency().equals(account.get().balance().currency())) {
            return new Result(Outcome.AMOUNT_INVALID, Optional.empty());
        }
        TopUp topUp = new TopUp(account.get(), amount.minor(), reason, person, clock.instant());
        store.add(topUp);
        audit.record(new AuditEvent(person, "FLOAT_TOP_UP_PROPOSED", "float " + name, amount + ": " + reason));
        return new Result(Outcome.OK, Optional.of(topUp));
    }

    /**
     * Books or rejects a top-up.
     *
     * @return OK, REQUEST_UNKNOWN, SAME_PERSON or ALREADY_DECIDED
     */
    public Result decide(String id, boolean approve, String person) {
        Optional<TopUp> found = store.lockTopUp(id);
        if (found.isEmpty()) {
            return new Result(Outcome.REQUEST_UNKNOWN, found);
        }
        TopUp topUp = found.get();
        Outcome outcome = topUp.persons().mayDecide(person);
        if (outcome == Outcome.OK) {
            AgentFloat account = store.lock(topUp.floatId());
            topUp.decide(approve ? TopUp.State.BOOKED : TopUp.State.REJECTED, person, clock.instant());
            if (approve) {
                store.add(new FloatEntry(
                        account, FloatEntry.Kind.TOP_UP, topUp.id(), null, topUp.amountMinor(), clock.instant()));
            }
            audit.record(new AuditEvent(
                    person,
                    approve ? "FLOAT_TOP_UP_BOOKED" : "FLOAT_TOP_UP_REJECTED",
                    "float " + account.name(),
                    topUp.amountMinor() + " in minor units"));
        }
        return new Result(outcome, found);
    }
}
