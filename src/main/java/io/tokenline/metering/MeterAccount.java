package io.tokenline.metering;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a meter has bought this month, and what it owes; money in minor units, energy in 0.1 kWh.
 *
 * @param month of the utility's calendar
 * @param units bought this month, paid or still being paid for
 * @param freeGiven free energy given this month
 * @param freeEntitled free energy that it is entitled to every month
 * @param fixedOwed what is left unpaid of the fixed charges up to now
 * @param chargedIn the last month whose fixed charge was charged
 * @param lastThree bought in the three months before this one, together
 * @param debts that are not paid off, in the order in which they are taken
 */
public record MeterAccount(
        YearMonth month,
        long units,
        long freeGiven,
        long freeEntitled,
        long fixedOwed,
        Optional<YearMonth> chargedIn,
        long lastThree,
        List<OpenDebt> debts) {

    public MeterAccount {
        debts = List.copyOf(debts);
    }

    /**
     * A debt that is not paid off; a purchase takes fixed and rate of the amount paid, at least least, at most most.
     *
     * @param id its row
     * @param name as receipts print it
     * @param rate 0.1 for 10 %
     */
    public record OpenDebt(
            long id, String name, long remaining, long fixed, BigDecimal rate, long least, OptionalLong most) {}

    /**
     * What a sale changes in a month.
     *
     * @param units bought, in 0.1 kWh
     * @param free given, in 0.1 kWh
     * @param fixedCharged by how much it raised what is owed of fixed charges
     * @param fixedPaid what of that it pays
     */
    public record Change(long units, long free, long fixedCharged, long fixedPaid) {}
}
