package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Customer;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Place;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What staff look up and change of one meter; every change is audited with what was before it and after it. */
@ApplicationScoped
@Transactional
public class Registry {

    private static final int PAGE_MAX = 1_000;
    private static final String NONE = "none";

    private final RegistryStore store;
    private final Meters meters;
    private final Audit audit;
    private final Settings settings;

    @Inject
    Registry(RegistryStore store, Meters meters, Audit audit, Settings settings) {
        this.store = store;
        this.meters = meters;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * Who changes something, and why.
     *
     * @param person his name
     * @param reason empty where none is asked for
     */
    public record By(String person, String reason) {}

    /** A page of the registry, in the order of entry. */
    public List<MeterView> page(MeterFilter filter, long after, int limit) {
        return store.page(filter, after, Math.min(limit, PAGE_MAX)).stream()
                .map(meter -> MeterView.of(meter))
                .toList();
    }

    /** Everything about a meter; empty where there is none of this number. */
    public Optional<MeterView.Whole> find(MeterPan pan) {
        return meters.byPan(pan)
                .map(meter -> new MeterView.Whole(
                        MeterView.of(meter),
                        store.lastTids(pan),
                        store.months(meter).stream().map(this::month).toList(),
                        store.debts(meter).stream().map(this::debt).toList()));
    }

    private MeterView.Month month(Object[] row) {
        return new MeterView.Month(
                ((String) row[0]).substring(0, "2026-03".length()),
                Figures.kilowattHours(((Number) row[1]).longValue()),
                money(((Number) row[2]).longValue()),
                Figures.kilowattHours(((Number) row[3]).longValue()));
    }

    private MeterView.Debt debt(DebtTerms debt) {
        return new MeterView.Debt(
                debt.name(),
                money(debt.remaining()),
                money(debt.fixed()),
                debt.rate().stripTrailingZeros().toPlainString(),
                money(debt.least()),
                debt.most().map(this::money).orElse(null));
    }

    private String money(long minor) {
        return Figures.money(minor, settings.currency());
    }

    /** The whole phone numbers that are registered for a meter; who read them, and why, is audited. */
    public Optional<SortedSet<Msisdn>> phones(MeterPan pan, By by) {
        Optional<Meter> found = meters.byPan(pan);
        found.ifPresent(meter -> record(meter, by, "PHONES_READ", told(meter.registered())));
        return found.map(Meter::registered);
    }

    /** These phones are registered for a meter from now on, and no others. */
    public Outcome register(MeterPan pan, Set<Msisdn> phones, By by) {
        return change(pan, by, "PHONES_CHANGED", meter -> told(meter.registered()), meter -> meter.register(phones));
    }

    private static String told(Set<Msisdn> phones) {
        return phones.isEmpty() ? NONE : phones.stream().map(Msisdn::masked).collect(Collectors.joining(", "));
    }

    /** Stops sales to a meter. */
    public Outcome block(MeterPan pan, By by) {
        return change(pan, by, "METER_BLOCKED", Registry::status, meter -> meter.block(by.reason()));
    }

    /** Lets a meter buy again; METER_REPLACED where another one hangs in its place. */
    public Outcome unblock(MeterPan pan, By by) {
        boolean replaced = meters.byPan(pan).flatMap(Meter::replacedBy).isPresent();
        return replaced ? Outcome.METER_REPLACED : change(pan, by, "METER_UNBLOCKED", Registry::status, Meter::unblock);
    }

    private static String status(Meter meter) {
        return meter.status() + meter.blockReason().map(why -> " (" + why + ")").orElse("");
    }

    /** Counts a meter among others, or among none. */
    public Outcome putInto(MeterPan pan, Optional<String> group, By by) {
        return move(pan, by, "METER_GROUP", place -> place.group().orElse(NONE), place -> place.among(group));
    }

    /** Tells strangers that there is no such meter, or that there is. */
    public Outcome hide(MeterPan pan, boolean hidden, By by) {
        return move(
                pan, by, "METER_HIDDEN", place -> place.hidden() ? "hidden" : "shown", place -> place.hidden(hidden));
    }

    /** Charges a meter by another tariff. */
    public Outcome charge(MeterPan pan, String tariff, By by) {
        return move(pan, by, "METER_TARIFF", Place::tariff, place -> place.chargedBy(tariff));
    }

    /** Gives a meter so much free energy a month, in 0.1 kWh. */
    public Outcome entitle(MeterPan pan, long freeTenths, By by) {
        return move(
                pan,
                by,
                "METER_FREE_UNITS",
                place -> Figures.kilowattHours(place.freeTenths()) + " kWh",
                place -> place.entitled(freeTenths));
    }

    private Outcome move(
            MeterPan pan, By by, String action, Function<Place, String> told, UnaryOperator<Place> change) {
        return change(
                pan,
                by,
                action,
                meter -> told.apply(meter.place()),
                meter -> meter.hangAt(change.apply(meter.place())));
    }

    /**
     * Changes how a meter's customer is called, and the utility's number of him.
     *
     * @param account empty leaves it as it is
     * @return OK, METER_UNKNOWN, or ACCOUNT_TAKEN where another customer has this account
     */
    public Outcome rename(MeterPan pan, String name, Optional<String> account, By by) {
        Optional<Customer> other = account.flatMap(store::customer);
        Optional<Meter> found = meters.byPan(pan);
        if (found.isPresent()
                && other.isPresent()
                && !other.get().equals(found.get().customer())) {
            return Outcome.ACCOUNT_TAKEN;
        }
        return change(pan, by, "CUSTOMER_CHANGED", Registry::customer, meter -> {
            meter.customer().rename(name);
            account.ifPresent(meter.customer()::number);
        });
    }

    private static String customer(Meter meter) {
        return meter.customer().maskedName() + ", account "
                + meter.customer().account().orElse(NONE);
    }

    private Outcome change(MeterPan pan, By by, String action, Function<Meter, String> told, Consumer<Meter> change) {
        Optional<Meter> found = meters.byPan(pan).map(meters::lock);
        if (found.isEmpty()) {
            return Outcome.METER_UNKNOWN;
        }
        Meter meter = found.get();
        String before = told.apply(meter);
        change.accept(meter);
        record(meter, by, action, before + " -> " + told.apply(meter));
        return Outcome.OK;
    }

    /**
     * Enters a debt of a meter.
     *
     * @return OK, METER_UNKNOWN, DEBT_EXISTS where it has one of this name, or TOO_MANY where it has twenty
     */
    public Outcome owe(MeterPan pan, DebtTerms debt, By by) {
        Optional<Meter> found = meters.byPan(pan).map(meters::lock);
        if (found.isEmpty()) {
            return Outcome.METER_UNKNOWN;
        }
        List<DebtTerms> all = store.debts(found.get());
        if (all.stream().anyMatch(one -> one.name().equals(debt.name()))) {
            return Outcome.DEBT_EXISTS;
        }
        if (all.size() >= DebtTerms.PER_METER) {
            return Outcome.TOO_MANY;
        }
        store.add(found.get(), debt);
        record(found.get(), by, "DEBT_ENTERED", NONE + " -> " + told(debt));
        return Outcome.OK;
    }

    /**
     * Changes what a meter owes and how it is paid off.
     *
     * @param change of the debt as it is when nobody else can change it
     * @return OK, METER_UNKNOWN, or DEBT_UNKNOWN where it has none of this name
     */
    public Outcome adjust(MeterPan pan, String name, UnaryOperator<DebtTerms> change, By by) {
        Optional<Meter> found = meters.byPan(pan);
        if (found.isEmpty()) {
            return Outcome.METER_UNKNOWN;
        }
        Optional<DebtTerms> before = store.lockDebt(found.get(), name);
        if (before.isEmpty()) {
            return Outcome.DEBT_UNKNOWN;
        }
        DebtTerms after = change.apply(before.get());
        store.change(found.get(), after);
        record(found.get(), by, "DEBT_ADJUSTED", told(before.get()) + " -> " + told(after));
        return Outcome.OK;
    }

    private String told(DebtTerms debt) {
        return "%s: %s, pays %s + %s of the amount, at least %s, at most %s"
                .formatted(
                        debt.name(),
                        money(debt.remaining()),
                        money(debt.fixed()),
                        debt.rate().stripTrailingZeros().toPlainString(),
                        money(debt.least()),
                        debt.most().map(this::money).orElse("all"));
    }

    private void record(Meter meter, By by, String action, String detail) {
        String why = by.reason().isEmpty() ? "" : ": " + by.reason();
        audit.record(new AuditEvent(by.person(), action, "meter " + meter.drn(), detail + why));
    }
}
