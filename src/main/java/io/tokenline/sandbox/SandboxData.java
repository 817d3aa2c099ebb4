package io.tokenline.sandbox;

import io.tokenline.Outcome;
import io.tokenline.aggregator.AggregatorTerms;
import io.tokenline.aggregator.Aggregators;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Customer;
import io.tokenline.metering.Debts;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.smpp.Accounts;
import io.tokenline.tariff.book.TariffBook;
import io.tokenline.tariff.book.TariffVersion;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vault.KeyAttributes;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills an empty sandbox: test keys into the vault, demo meters into the registry and, as hardware, beside it. */
@ApplicationScoped
@Transactional(rollbackOn = VaultException.class)
class SandboxData {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxData.class);

    /** Every account that a sandbox enters. */
    static final List<String> ACCOUNTS = List.of("sandbox", "sandbox2", HandsetGateway.SYSTEM_ID);

    /** The aggregator that everybody can send a dialog to: {@code POST /ussd/sandbox/africastalking}. */
    static final String AGGREGATOR = "sandbox";

    private static final String PROFILE = "africastalking";
    private static final List<String> TARIFFS = List.of(DemoMeters.TARIFF, DemoMeters.FIXED_TARIFF);
    private static final String FIRST = "sandbox.first";
    private static final String SECOND = "sandbox.second";

    private final Accounts accounts;
    private final Aggregators aggregators;
    private final Vault vault;
    private final Meters meters;
    private final Debts debts;
    private final VirtualMeters virtualMeters;
    private final TariffBook tariffs;
    private final Clock clock;

    @Inject
    SandboxData(
            Accounts accounts,
            Aggregators aggregators,
            Vault vault,
            Meters meters,
            Debts debts,
            VirtualMeters virtualMeters,
            TariffBook tariffs,
            Clock clock) {
        this.accounts = accounts;
        this.aggregators = aggregators;
        this.vault = vault;
        this.meters = meters;
        this.debts = debts;
        this.virtualMeters = virtualMeters;
        this.tariffs = tariffs;
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
        TARIFFS.forEach(this::bringIn);
        for (DemoMeters.Demo demo : DemoMeters.all()) {
            Optional<Meter> entered = meters.byPan(demo.pan());
            if (entered.isEmpty()) {
                enter(demo);
            } else if (!demo.scenario().equals(DemoMeters.BLOCKED)) {
                entered.get().unblock();
            }
        }
    }

    /** As a tariff takes two; one whose version is known already is left as it is. */
    private void bringIn(String name) {
        TariffBook.Result result = tariffs.propose(file(name), FIRST);
        if (result instanceof TariffBook.Done done) {
            TariffVersion version = done.version();
            result = tariffs.decide(version.name(), version.version(), true, SECOND);
        }
        if (!(result instanceof TariffBook.Done) && !result.equals(new TariffBook.Refused(Outcome.TARIFF_EXISTS))) {
            LOG.error("TKL-9005 the sandbox's tariff {} does not count: {}", name, result);
        }
    }

    private static String file(String name) {
        String resource = "/tariffs/" + name + ".yaml";
        try (InputStream in = Objects.requireNonNull(SandboxData.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        Meter meter = new Meter(key, customer, demo.tariff(), Optional.empty(), clock.instant());
        if (demo.scenario().equals(DemoMeters.BLOCKED)) {
            meter.block();
        }
        meters.register(customer, List.of(meter));
        demo.target()
                .map(target -> new KeyTarget(demo.keys().group(), target.tariffIndex(), target.revision()))
                .ifPresent(target -> meters.setKeyTarget(meter, target, FIRST));
        demo.debt().ifPresent(debt -> debts.enter(meter.id(), debt));
        virtualMeters.add(key, demo.scenario(), demo.owner());
    }
}
