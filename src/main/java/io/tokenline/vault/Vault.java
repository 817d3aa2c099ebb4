package io.tokenline.vault;

import io.tokenline.Outcome;
import io.tokenline.TwoPersons;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.VendingKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps vending keys. A key comes in when one custodian proposes it and another approves, and never goes out; logs and
 * people see its key check value. Records lie in the database, sealed under a master key that lies in a BCFKS file.
 */
@ApplicationScoped
@Transactional(rollbackOn = VaultException.class)
public class Vault {

    /** How long before its end a key is warned about. */
    public static final Duration WARNING = Duration.ofDays(60);

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);

    private final VaultDoor door;
    private final VaultStore store;
    private final SecurityModule module;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Vault(VaultDoor door, VaultStore store, SecurityModule module, Audit audit, Clock clock) {
        this.door = door;
        this.store = store;
        this.module = module;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A proposal as custodians see it.
     *
     * @param key supply group and revision, such as 600675/1
     * @param checkValue KCV
     * @param approved empty until it is decided
     */
    public record Proposal(
            long id,
            String action,
            String key,
            String checkValue,
            String reason,
            TwoPersons persons,
            @Nullable Boolean approved) {}

    /**
     * What became of a proposal or a decision.
     *
     * @param outcome OK, or why not
     * @param proposal as it stands; empty where there is none
     */
    public record Result(Outcome outcome, Optional<Proposal> proposal) {

        static Result refused(Outcome outcome) {
            return new Result(outcome, Optional.empty());
        }
    }

    /** What stands against making tokens, for all meters or some; empty while nothing does. */
    public Optional<String> trouble() {
        Optional<String> closed = door.trouble();
        return closed.isPresent() ? closed : module.trouble();
    }

    /**
     * Makes the key store where there is none.
     *
     * @return whether one was made
     * @throws VaultException where the one that is there cannot be opened or opens no key, or the database holds records
     *     of one that is not there: that one must be put back
     */
    public boolean createIfMissing() throws VaultException {
        if (!door.isMissing()) {
            requireItsOwnKeys();
            return false;
        }
        if (store.holdsSealed()) {
            throw new VaultException("the database holds keys or tokens of a key store that is not here: put its file"
                    + " vault.bcfks back into the data folder");
        }
        door.create();
        LOG.info("TKL-6001 a new key store was made");
        return true;
    }

    /** One damaged record can be imported again; where none can be opened, the store is another one's. */
    private void requireItsOwnKeys() throws VaultException {
        MasterKey master = door.master();
        VaultException closed = null;
        for (VendingKeyRecord record : store.keys()) {
            try {
                record.open(master);
                return;
            } catch (VaultException e) {
                closed = e;
            }
        }
        if (closed != null) {
            throw closed;
        }
    }

    /**
     * Proposes a vending key, or other attributes for one that is loaded.
     *
     * @return OK, KEY_WEAK (parity or a weak DES key), or KEY_EXISTS where another key bears this name
     */
    public Result propose(KeyAttributes attributes, VendingKey key, String reason, String person)
            throws VaultException {
        MasterKey master = door.master();
        if (key.dkga() != attributes.dkga()) {
            return Result.refused(Outcome.KEY_LENGTH);
        }
        if (!key.hasProperParity() || key.isWeak()) {
            return Result.refused(Outcome.KEY_WEAK);
        }
        VendingKeyRecord.Name name = VendingKeyRecord.Name.of(attributes.sgc(), attributes.krn());
        String checkValue = KeyCheckValue.of(key);
        if (isTaken(store.key(name), checkValue)) {
            return Result.refused(Outcome.KEY_EXISTS);
        }
        byte[] content = KeyRecordFormat.write(new KeyRecordFormat.Content(attributes, key));
        return propose(KeyProposal.Action.IMPORT, name, checkValue, master.seal(name.label(), content), reason, person);
    }

    private static boolean isTaken(Optional<VendingKeyRecord> loaded, String checkValue) {
        return loaded.filter(key -> key.withdrawnAt().isEmpty())
                .filter(key -> !key.keyCheckValue().equals(checkValue))
                .isPresent();
    }

    /**
     * Proposes to withdraw a key; it then serves only to lead meters away from it.
     *
     * @return OK or KEY_NOT_LOADED
     */
    public Result proposeWithdrawal(SupplyGroupCode group, KeyRevision revision, String reason, String person) {
        VendingKeyRecord.Name name = VendingKeyRecord.Name.of(group, revision);
        return store.key(name)
                .filter(key -> key.withdrawnAt().isEmpty())
                .map(key -> propose(
                        KeyProposal.Action.WITHDRAW,
                        name,
                        key.keyCheckValue(),
                        MasterKey.Sealed.empty(),
                        reason,
                        person))
                .orElseGet(() -> Result.refused(Outcome.KEY_NOT_LOADED));
    }

    private Result propose(
            KeyProposal.Action action,
            VendingKeyRecord.Name name,
            String checkValue,
            MasterKey.Sealed sealed,
            String reason,
            String person) {
        Instant now = clock.instant();
        KeyProposal proposal = new KeyProposal(action, name, checkValue, sealed, reason, new TwoPersons(person, now));
        store.add(proposal);
        record(proposal, person, "PROPOSED", "reason: " + reason);
        return new Result(Outcome.OK, Optional.of(view(proposal)));
    }

    /**
     * Approves or rejects a proposal.
     *
     * @param person not the one who proposed it, whichever way he decides
     * @return OK, PROPOSAL_UNKNOWN, SAME_PERSON, ALREADY_DECIDED, KEY_EXISTS or KEY_NOT_LOADED
     */
    public Result decide(long id, boolean approve, String person) throws VaultException {
        Optional<KeyProposal> found = store.lockProposal(id);
        if (found.isEmpty()) {
            return Result.refused(Outcome.PROPOSAL_UNKNOWN);
        }
        KeyProposal proposal = found.get();
        Outcome outcome = proposal.persons().mayDecide(person);
        if (outcome == Outcome.OK && approve) {
            outcome = carryOut(proposal);
        }
        if (outcome == Outcome.OK) {
            proposal.decide(approve, person, clock.instant());
            record(proposal, person, approve ? "APPROVED" : "REJECTED", "");
        }
        return new Result(outcome, Optional.of(view(proposal)));
    }

    private Outcome carryOut(KeyProposal proposal) throws VaultException {
        Instant now = clock.instant();
        Optional<VendingKeyRecord> loaded = store.lockKey(proposal.name());
        if (proposal.action() == KeyProposal.Action.WITHDRAW) {
            loaded.ifPresent(record -> record.withdraw(now));
            return loaded.isPresent() ? Outcome.OK : Outcome.KEY_NOT_LOADED;
        }
        if (isTaken(loaded, proposal.keyCheckValue())) {
            return Outcome.KEY_EXISTS;
        }
        VendingKeyRecord record = loaded.orElseGet(() -> new VendingKeyRecord(proposal.name()));
        record.enter(proposal.keyCheckValue(), proposal.sealed(), now);
        record.open(door.master());
        if (loaded.isEmpty()) {
            store.add(record);
        }
        return Outcome.OK;
    }

    private void record(KeyProposal proposal, String person, String what, String detail) {
        String key = "key " + keyName(proposal);
        String action = "KEY_" + proposal.action() + "_" + what;
        audit.record(new AuditEvent(person, action, key, "KCV " + proposal.keyCheckValue() + " " + detail));
        LOG.info("TKL-6002 {} by {}: {}, KCV {}", action, person, key, proposal.keyCheckValue());
    }

    private static String keyName(KeyProposal proposal) {
        return proposal.name().supplyGroupCode() + "/" + proposal.name().keyRevision();
    }

    private static Proposal view(KeyProposal p) {
        return new Proposal(
                p.id(), p.action().name(), keyName(p), p.keyCheckValue(), p.reason(), p.persons(), p.approved());
    }

    /** Proposals in the order of entry. */
    public List<Proposal> proposals(long after, int limit) {
        return store.proposals(after, limit).stream().map(Vault::view).toList();
    }

    /** Every key that is loaded, without the key. */
    public List<LoadedKey> keys() throws VaultException {
        MasterKey master = door.master();
        List<LoadedKey> keys = new ArrayList<>();
        for (VendingKeyRecord record : store.keys()) {
            keys.add(record.loaded(master));
        }
        return keys;
    }

    /** Keys in use that end within {@link #WARNING} or have ended. */
    public List<LoadedKey> expiring() throws VaultException {
        Instant limit = clock.instant().plus(WARNING);
        return keys().stream()
                .filter(key -> key.withdrawnAt().isEmpty()
                        && key.attributes().expiresAt().isBefore(limit))
                .toList();
    }

    /** Takes keys of no worth out for good: what a sandbox leaves behind when a real server takes its database over. */
    public void remove(SupplyGroupCode group, KeyRevision revision) {
        store.key(VendingKeyRecord.Name.of(group, revision)).ifPresent(key -> {
            store.remove(key);
            LOG.info("TKL-6003 vending key {}/{} removed", group, revision.number());
        });
    }
}
