package io.tokenline.sandbox;

import io.tokenline.Outcome;
import io.tokenline.aggregator.AggregatorTerms;
import io.tokenline.aggregator.Aggregators;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Customer;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.smpp.Accounts;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vault.KeyAttributes;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Fills an empty sandbox: test keys into the vault, demo meters into the registry and, as hardware, beside it. */
@ApplicationScoped
@Transactional(rollbackOn = VaultException.class)
class SandboxData {

    /** Every account that a sandbox enters. */
    static final List<String> ACCOUNTS = List.of("sandbox", "sandbox2", HandsetGateway.SYSTEM_ID);

    /** The aggregator that everybody can send a dialog to: {@code POST /ussd/sandbox/africastalking}. */
    static final String AGGREGATOR = "sandbox";

    private static final String PROFILE = "africastalking";
    private static final String TARIFF = "demo";
    private static final String FIRST = "sandbox.first";
    private static final String SECOND = "sandbox.second";

    private final Accounts accounts;
    private final Aggregators aggregators;
    private final Vault vault;
    private final Meters meters;
    private final VirtualMeters virtualMeters;
    private final Clock clock;

    @Inject
    SandboxData(
            Accounts accounts,
            Aggregators aggregators,
            Vault vault,
            Meters meters,
            VirtualMeters virtualMeters,
            Clock clock) {
        this.accounts = accounts;
        this.aggregators = aggregators;
        this.vault = vault;
        this.meters = meters;
        this.virtualMeters = virtualMeters;
        this.clock = clock;
    }

    /** Enters what is missing; what is there stays as it is. */
    void fill() throws VaultException {
        aggregators.open(AGGREGATOR, new AggregatorTerms(PROFILE, "", List.of(), true), PROFILE);
        vault.createIfMissing();
        for (TestKeys keys : TestKeys.values()) {
            load(keys, keys.revision());
            load(keys, keys.nextRevision());
        }
        for (DemoMeters.Demo demo : DemoMeters.all()) {
            Optional<Meter> entered = meters.byPan(demo.pan());
            if (entered.isEmpty()) {
                enter(demo);
            } else if (!demo.scenario().equals(DemoMeters.BLOCKED)) {
                entered.get().unblock();
            }
        }
    }

    /** Even here a key takes two. */
    private void load(TestKeys keys, KeyRevision revision) throws VaultException {
        KeyAttributes attributes = keys.attributes(revision);
        boolean loaded = vault.keys().stream()
                .anyMatch(known -> known.attributes().name().equals(attributes.name()));
        if (!loaded) {
            Vault.Result proposed =
                    vault.propose(attributes, keys.vendingKey(revision.number()), "published test key", FIRST);
            vault.decide(proposed.proposal().orElseThrow().id(), true, SECOND);
        }
    }

    /** Takes away what an earlier sandbox left in this database: accounts, its aggregator, keys, and the right of its meters to buy. */
    void clear() {
        ACCOUNTS.forEach(accounts::remove);
        Outcome unused = aggregators.remove(AuditEvent.SYSTEM, AGGREGATOR);
        for (TestKeys keys : TestKeys.values()) {
            vault.remove(keys.group(), keys.revision());
            vault.remove(keys.group(), keys.nextRevision());
        }
        DemoMeters.all().forEach(demo -> meters.byPan(demo.pan()).ifPresent(Meter::block));
    }

    private void enter(DemoMeters.Demo demo) {
        MeterKeyParameters key = demo.keys().parameters(demo.pan());
        Customer customer = new Customer(demo.owner(), clock.instant());
        Meter meter = new Meter(key, customer, TARIFF, Optional.empty(), clock.instant());
        if (demo.scenario().equals(DemoMeters.BLOCKED)) {
            meter.block();
        }
        meters.register(customer, List.of(meter));
        demo.target()
                .map(target -> new KeyTarget(demo.keys().group(), target.tariffIndex(), target.revision()))
                .ifPresent(target -> meters.setKeyTarget(meter, target, FIRST));
        virtualMeters.add(key, demo.scenario(), demo.owner());
    }
}
