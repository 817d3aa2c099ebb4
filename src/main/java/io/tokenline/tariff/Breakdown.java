package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an amount of money buys. Money is in the currency's main unit.
 *
 * @param wattHours energy that was bought
 * @param freeWattHours energy given free of charge with it
 * @param lines in receipt order; they add up to what is paid
 * @param fixedPaid of the fixed charges, before tax
 * @param fixedOwedAfter what then remains unpaid of the fixed charges, before tax
 * @param debtsPaid in the order of the debts; those of which nothing was paid are left out
 * @param remainder the worth, taxes included, of the energy that rounding the units took away; below zero: gave on top
 */
public record Breakdown(
        long wattHours,
        long freeWattHours,
        List<ReceiptLine> lines,
        BigDecimal fixedPaid,
        BigDecimal fixedOwedAfter,
        List<DebtPayment> debtsPaid,
        BigDecimal remainder) {

    private static final long WATT_HOURS_A_TENTH = 100;

    public Breakdown {
        if (wattHours < 0 || freeWattHours < 0) {
            throw new IllegalArgumentException("energy is never below zero");
        }
        lines = List.copyOf(lines);
        debtsPaid = List.copyOf(debtsPaid);
    }

    /** What goes on the token, bought and free, in whole 0.1 kWh; zero where the money went elsewhere. */
    public long unitsTenths() {
        return (wattHours + freeWattHours) / WATT_HOURS_A_TENTH;
    }

    /** What the customer pays: the amount, and a channel's fee where the tariff puts it on top. */
    public BigDecimal paid() {
        return lines.stream().map(ReceiptLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the lines of one kind add up to. */
    public BigDecimal sum(ReceiptLine.Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .map(ReceiptLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
