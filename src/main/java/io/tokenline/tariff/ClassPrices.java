package io.tokenline.tariff;

import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What one class of customers pays, worked out once for all quotes. */
final class ClassPrices {

    private final TariffDefinition tariff;
    private final List<LineRule> lines;
    private final List<BigDecimal> ofCharges;
    private final BigDecimal chargeFactor;
    private final BigDecimal chargesAMonth;
    private final Schedule schedule;
    private final Optional<Lifeline> lifeline;

    /** Cheap blocks for those who stay within. */
    private record Lifeline(BigDecimal end, Schedule schedule) {

        boolean holds(BigDecimal month, BigDecimal money) {
            return month.compareTo(end) < 0 && money.compareTo(schedule.cost(month, end.subtract(month))) <= 0;
        }
    }

    ClassPrices(TariffDefinition tariff, CustomerClass type) {
        this.tariff = tariff;
        this.lines = tariff.lines().stream()
                .map(line -> line.with(type.instead().getOrDefault(line.name(), line.number())))
                .toList();
        LineShares shares = new LineShares(lines);
        this.ofCharges = shares.ofCharges();
        this.chargeFactor = ofCharges.stream().reduce(BigDecimal.ONE, BigDecimal::add);
        this.chargesAMonth = lines.stream()
                .filter(line -> line.kind() == Kind.PER_MONTH)
                .map(LineRule::number)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Block> blocks = type.blocks();
        this.schedule = new Schedule(type.lifeline() ? blocks.subList(1, blocks.size()) : blocks, shares);
        this.lifeline = type.lifeline()
                ? Optional.of(new Lifeline(blocks.get(0).upTo().orElseThrow(), new Schedule(blocks, shares)))
                : Optional.empty();
    }

    /** The lines with this class's numbers. */
    List<LineRule> lines() {
        return lines;
    }

    BigDecimal chargesAMonth() {
        return chargesAMonth;
    }

    /** The charges that a purchase pays of this money. */
    Charges charges(Situation situation, BigDecimal money) {
        if (tariff.monthly().isEmpty() || chargesAMonth.signum() == 0) {
            return Charges.none(situation.fixedOwed());
        }
        MonthlyCharges monthly = tariff.monthly().get();
        BigDecimal due = monthly.due(chargesAMonth, situation);
        return due.signum() == 0
                ? Charges.none(due)
                : Charges.of(
                        due,
                        money,
                        money.multiply(monthly.share()),
                        chargeFactor,
                        tariff.terms().scale());
    }

    /** What is left for energy, taxes included. */
    BigDecimal forEnergy(BigDecimal money, Charges charges) {
        return charges.takeAll()
                ? BigDecimal.ZERO
                : money.subtract(charges.exact().multiply(chargeFactor));
    }

    /** The blocks that hold for a purchase: those of the lifeline where it stays within. */
    Schedule schedule(BigDecimal month, BigDecimal forEnergy) {
        return lifeline.filter(cheap -> cheap.holds(month, forEnergy))
                .map(Lifeline::schedule)
                .orElse(schedule);
    }

    boolean hasLifeline() {
        return lifeline.isPresent();
    }

    /** Whether a purchase is not within the lifeline that its class has. */
    boolean exceedsLifeline(BigDecimal month, BigDecimal forEnergy) {
        return lifeline.filter(cheap -> !cheap.holds(month, forEnergy)).isPresent();
    }

    /** Where the money leads. */
    Purchase buy(Schedule blocks, BigDecimal month, BigDecimal money, Charges charges) {
        BigDecimal[] reached = new BigDecimal[lines.size()];
        if (charges.takeAll()) {
            Arrays.fill(reached, BigDecimal.ZERO);
            return new Purchase(reached, BigDecimal.ZERO, ofCharges, BigDecimal.ZERO, money, chargeFactor);
        }
        for (int i = 0; i < reached.length; i++) {
            reached[i] = charges.exact().signum() == 0
                    ? BigDecimal.ZERO
                    : charges.exact().multiply(ofCharges.get(i));
        }
        return blocks.buy(month, forEnergy(money, charges), reached);
    }
}
