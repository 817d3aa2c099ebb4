package io.tokenline.tariff;

import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * One version of a tariff: from money to units and receipt lines, and back. All is exact until a line or the energy is
 * rounded. An amount pays, in this order, the channel's fee, debts, charges per month, taxes and energy.
 */
public final class Tariff {

    /** Beyond any amount of any currency; whoever asks for more energy made a mistake. */
    private static final long MOST_MINOR = 10_000_000_000_000L;

    private static final int TENTHS = 1;
    private static final int WATT_HOURS = 3;
    private static final long WATT_HOURS_A_TENTH = 100;

    private final TariffDefinition definition;
    private final Map<String, ClassPrices> classes = new LinkedHashMap<>();

    /**
     * Works out the prices.
     *
     * @throws IllegalArgumentException with all that makes no sense in the definition
     */
    public Tariff(TariffDefinition definition) {
        List<TariffLint.Flaw> flaws = TariffLint.check(definition);
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException(definition.terms().name() + ": "
                    + String.join(
                            "; ", flaws.stream().map(TariffLint.Flaw::text).toList()));
        }
        this.definition = definition;
        definition.classes().forEach(type -> classes.put(type.name(), new ClassPrices(definition, type)));
    }

    /** What meters call it. */
    public String name() {
        return definition.terms().name();
    }

    /** Name and version, as a quote freezes them: {@code luku-t1/2016}. */
    public String version() {
        return name() + "/" + definition.terms().version();
    }

    /** The first day that it holds, in the utility's zone. */
    public LocalDate from() {
        return definition.terms().from();
    }

    /** The currency's ISO 4217 code. */
    public String currency() {
        return definition.terms().currency();
    }

    /** Decimals of every amount. */
    public int scale() {
        return definition.terms().scale();
    }

    /** The smallest amount that may be paid. */
    public BigDecimal minimum() {
        return definition.terms().minimum();
    }

    /** The largest amount that may be paid. */
    public BigDecimal maximum() {
        return definition.terms().maximum();
    }

    /** Free energy each month, where the tariff gives any; whether it is still due is the caller's business. */
    public Optional<FreeEnergy> free() {
        return definition.free();
    }

    /** All that its file says. */
    public TariffDefinition definition() {
        return definition;
    }

    /**
     * The same, for meters that take tokens: a credit token carries whole 0.1 kWh (IEC 62055-41, 6.3.6), so units with a
     * finer step are rounded to that, in the tariff's own direction.
     */
    public Tariff forTokens() {
        return new Tariff(definition.with(definition.units().forTokens()));
    }

    /** What a purchase adds to the energy of the month, in 0.1 kWh: free energy only where it counts to the blocks. */
    public long countedTenths(Breakdown sold) {
        return definition.free().isPresent() && definition.free().get().counts()
                ? sold.unitsTenths()
                : sold.wattHours() / WATT_HOURS_A_TENTH;
    }

    /**
     * What an amount buys.
     *
     * @param amount from {@link #minimum()} to {@link #maximum()}, with the currency's decimals at most; a channel's fee on
     *     top is not in it
     * @throws IllegalArgumentException for another amount
     */
    public Breakdown sell(Situation situation, BigDecimal amount) {
        if (amount.compareTo(minimum()) < 0 || amount.compareTo(maximum()) > 0) {
            throw new IllegalArgumentException("the amount must lie from " + minimum() + " to " + maximum());
        }
        if (amount.scale() > scale() && amount.stripTrailingZeros().scale() > scale()) {
            throw new IllegalArgumentException("the amount has more than " + scale() + " decimals");
        }
        return breakdown(situation, amount.setScale(scale()));
    }

    private Breakdown breakdown(Situation situation, BigDecimal amount) {
        Deductions deductions = Deductions.of(definition, situation, amount);
        BigDecimal money = deductions.left();
        ClassPrices prices = pricesFor(situation);
        BigDecimal month = month(situation);
        Charges charges = prices.charges(situation, money);
        BigDecimal forEnergy = prices.forEnergy(money, charges);
        Schedule blocks = prices.schedule(month, forEnergy);
        Purchase purchase = prices.buy(blocks, month, money, charges);
        long wattHours = purchase.wattHours(definition.units());
        BigDecimal remainder = forEnergy
                .subtract(blocks.cost(month, BigDecimal.valueOf(wattHours, WATT_HOURS)))
                .setScale(scale(), RoundingMode.HALF_UP);
        List<ReceiptLine> lines =
                Receipt.lines(prices.lines(), scale(), purchase, money, charges.paid(), prices.chargesAMonth());
        return new Breakdown(
                wattHours,
                situation.freeTenths() * WATT_HOURS_A_TENTH,
                withDeductions(lines, deductions),
                charges.paid(),
                charges.owed(),
                deductions.debts(),
                remainder);
    }

    private List<ReceiptLine> withDeductions(List<ReceiptLine> lines, Deductions deductions) {
        if (deductions.fee().signum() == 0 && deductions.debts().isEmpty()) {
            return lines;
        }
        List<ReceiptLine> all = new ArrayList<>(lines);
        definition
                .fee()
                .filter(rule -> deductions.fee().signum() != 0)
                .ifPresent(rule -> all.add(new ReceiptLine(Kind.FEE, rule.title(), deductions.fee())));
        deductions.debts().forEach(debt -> all.add(new ReceiptLine(Kind.DEBT, new Title(debt.name()), debt.amount())));
        return all;
    }

    /** Energy that counts to the blocks before the purchase, in kWh. */
    private BigDecimal month(Situation situation) {
        boolean counts =
                definition.free().isPresent() && definition.free().get().counts();
        return BigDecimal.valueOf(situation.monthTenths() + (counts ? situation.freeTenths() : 0), TENTHS);
    }

    private ClassPrices pricesFor(Situation situation) {
        String name = definition.classOfNewMeters();
        if (situation.averageTenths() != Situation.NO_AVERAGE) {
            BigDecimal average = BigDecimal.valueOf(situation.averageTenths(), TENTHS);
            name = definition.classes().stream()
                    .filter(type -> type.averageUpTo()
                            .map(end -> average.compareTo(end) <= 0)
                            .orElse(true))
                    .findFirst()
                    .orElseThrow()
                    .name();
        }
        return Objects.requireNonNull(classes.get(name));
    }

    /**
     * What energy costs: the least amount that may be paid and buys at least so much. It may lie above
     * {@link #maximum()}.
     *
     * @param wattHours above zero; energy given free of charge comes on top
     * @throws IllegalArgumentException where no amount buys so much
     */
    public BigDecimal price(Situation situation, long wattHours) {
        if (wattHours <= 0) {
            throw new IllegalArgumentException("a price is one of energy above zero");
        }
        LongPredicate buys = minor -> wattHours(situation, minor) >= wattHours;
        long from = minimum().movePointRight(scale()).longValueExact();
        long to = MOST_MINOR;
        if (pricesFor(situation).hasLifeline()) {
            // beyond a lifeline that is lost as a whole the same money buys less: look on either side of that step
            long beyond = least(from, to, minor -> exceedsLifeline(situation, minor));
            if (beyond > from && buys.test(beyond - 1)) {
                to = beyond - 1;
            } else {
                from = beyond;
            }
        }
        return BigDecimal.valueOf(least(from, to, buys), scale());
    }

    private boolean exceedsLifeline(Situation situation, long minor) {
        ClassPrices prices = pricesFor(situation);
        BigDecimal money = Deductions.of(definition, situation, BigDecimal.valueOf(minor, scale()))
                .left();
        return prices.exceedsLifeline(month(situation), prices.forEnergy(money, prices.charges(situation, money)));
    }

    private long wattHours(Situation situation, long minor) {
        BigDecimal money = Deductions.of(definition, situation, BigDecimal.valueOf(minor, scale()))
                .left();
        ClassPrices prices = pricesFor(situation);
        Charges charges = prices.charges(situation, money);
        Schedule blocks = prices.schedule(month(situation), prices.forEnergy(money, charges));
        return prices.buy(blocks, month(situation), money, charges).wattHours(definition.units());
    }

    /** The least number within bounds from which on a rising predicate holds. */
    private static long least(long from, long to, LongPredicate holds) {
        long no = from - 1;
        long yes = from;
        while (!holds.test(yes)) {
            if (yes == to) {
                throw new IllegalArgumentException("no amount buys so much energy");
            }
            no = yes;
            yes = Math.min(yes * 2, to);
        }
        while (yes - no > 1) {
            long middle = no + (yes - no) / 2;
            if (holds.test(middle)) {
                yes = middle;
            } else {
                no = middle;
            }
        }
        return yes;
    }
}
