package io.tokenline.metering;

import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.SupplyGroupCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry: meters by number. */
@ApplicationScoped
@Transactional
public class Meters {

    private final MeterStore store;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Meters(MeterStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /** The number as it stands on the meter, of 11 or 13 digits, where the check digits hold; costs no query. */
    public static Optional<String> drnOf(String typed) {
        return MeterPan.parse(typed).map(pan -> pan.drn().digits());
    }

    /** A meter by its number, whatever its status. */
    public Optional<Meter> byPan(MeterPan pan) {
        return store.byPan(pan);
    }

    /** The tariffs that meters name, in order; by one look at an index each, however many meters there are. */
    public List<String> tariffs() {
        return Stream.iterate(store.tariffAfter(""), Optional::isPresent, name -> name.flatMap(store::tariffAfter))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A page of the registry, in the order of entry. */
    public List<Meter> page(long after, int limit) {
        return store.page(after, Math.min(limit, 1_000));
    }

    /** Enters a customer with his meters. */
    public void register(Customer customer, List<Meter> meters) {
        store.add(customer);
        meters.forEach(store::add);
    }

    /**
     * Puts a new meter in the place of another one, whose customer, phones, debts and months go over to it; the old one is
     * blocked for good.
     *
     * @param old locked by the caller
     * @param key of the new one, which the registry does not have yet
     */
    public Meter replace(Meter old, MeterKeyParameters key) {
        Meter next = new Meter(key, old.customer(), old.tariff(), Optional.empty(), clock.instant());
        store.add(next);
        old.replaceBy(next);
        store.handOver(old, next);
        return next;
    }

    /** What a sale does for meters of this group whose key is behind its target. */
    public KeyChangePolicy keyChangePolicy(SupplyGroupCode group) {
        return store.group(group).map(SupplyGroup::keyChange).orElse(KeyChangePolicy.AUTO);
    }

    /** Sets what a sale does for meters of this group whose key is behind its target. */
    public void setKeyChangePolicy(SupplyGroupCode group, KeyChangePolicy policy, String person) {
        store.put(new SupplyGroup(group.digits(), policy));
        audit.record(new AuditEvent(person, "KEY_CHANGE_POLICY", "group " + group, policy.name()));
    }

    /** Registers what a meter's key is to become with its next sale; its present key takes the target back. */
    public void setKeyTarget(Meter meter, KeyTarget target, String person) {
        Meter locked = store.lock(meter);
        locked.aimAt(target);
        audit.record(new AuditEvent(
                person,
                "KEY_TARGET",
                "meter " + locked.drn(),
                target.sgc() + "/" + target.krn().number() + " TI "
                        + target.ti().digits()));
    }

    /** The meter as it is now, nobody else changing it until the caller's transaction ends. */
    public Meter lock(Meter meter) {
        return store.lock(meter);
    }

    /**
     * The meter has another key from now on, as far as the registry knows: in the commit that makes the tokens.
     *
     * @param owner the sale whose tokens hold the change
     */
    public void changeKey(Meter meter, MeterKeyParameters next, String owner) {
        store.add(new KeyChangeRecord(meter, owner, meter.keyParameters(), next, clock.instant()));
        meter.take(next);
        meter.keyTarget().ifPresent(meter::aimAt);
    }

    /** The last change of a meter's key; empty where there was none or it was taken back. */
    public Optional<KeyChangeRecord> lastKeyChange(Meter meter) {
        return store.keyChanges(meter, 1).stream()
                .filter(change -> !change.isUndone())
                .findFirst();
    }

    /** Whether a sale's tokens held a change of its meter's key, taken back or not. */
    public boolean changedKeyWith(Meter meter, String owner) {
        return store.hasKeyChange(meter, owner);
    }

    /**
     * Takes the last key change back, for a customer who never entered its tokens: the meter's next sale changes its key
     * anew.
     *
     * @param reason why, 5 to 200 characters
     * @return OK, or KEY_CHANGE_UNKNOWN where there is none to take back
     */
    public Outcome undoKeyChange(Meter meter, String reason, String person) {
        store.lock(meter);
        Optional<KeyChangeRecord> change = lastKeyChange(meter);
        if (change.isEmpty()) {
            return Outcome.KEY_CHANGE_UNKNOWN;
        }
        change.get().undo(person, reason, clock.instant());
        audit.record(new AuditEvent(person, "KEY_CHANGE_UNDONE", "meter " + meter.drn(), reason));
        return Outcome.OK;
    }
}
