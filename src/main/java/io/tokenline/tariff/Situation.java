package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.List;

/**
 * Where a meter stands when it buys: everything beside the amount that the price depends on. Which month it is, and in
 * which zone, is the caller's business.
 *
 * @param monthTenths energy that counted to the blocks of this calendar month so far, in 0.1 kWh
 * @param fixedMonths calendar months whose fixed charge has not been charged yet, this one included; 0: this month's was
 * @param fixedOwed what remains unpaid of the fixed charges that were charged, before tax
 * @param averageTenths energy a month over the last three months, in 0.1 kWh; {@link #NO_AVERAGE} where the meter is new
 * @param freeTenths free energy that is still due this month, in 0.1 kWh
 * @param debts in the order in which they are paid
 */
public record Situation(
        long monthTenths,
        int fixedMonths,
        BigDecimal fixedOwed,
        long averageTenths,
        long freeTenths,
        List<Debt> debts) {

    /** The average of a meter without a past: it belongs to the class that the tariff names for new meters. */
    public static final long NO_AVERAGE = -1;

    /** A meter that has never bought and owes nothing; only this month's fixed charge is to be paid. */
    public static final Situation NEW_METER = new Situation(0, 1, BigDecimal.ZERO, NO_AVERAGE, 0, List.of());

    public Situation {
        if (monthTenths < 0 || fixedMonths < 0 || fixedOwed.signum() < 0 || freeTenths < 0) {
            throw new IllegalArgumentException("no part of a situation is below zero");
        }
        if (averageTenths < NO_AVERAGE) {
            throw new IllegalArgumentException("an average is not below zero");
        }
        debts = List.copyOf(debts);
    }
}
