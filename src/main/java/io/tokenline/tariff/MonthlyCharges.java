package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How the charges per month are collected.
 *
 * @param months as many months' charges as can be due at once at most; empty: they pile up without end
 * @param share what they, before tax, may take at most of a purchase after fee and debts: 0.5 for one half
 */
public record MonthlyCharges(Optional<Integer> months, BigDecimal share) {

    public MonthlyCharges {
        if (months.isPresent() && months.get() < 1) {
            throw new IllegalArgumentException("at least one month's charges can be due");
        }
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("the share of a purchase lies above 0 and not above 1");
        }
    }

    /** All that is due, before tax. */
    BigDecimal due(BigDecimal aMonth, Situation situation) {
        BigDecimal due =
                aMonth.multiply(BigDecimal.valueOf(situation.fixedMonths())).add(situation.fixedOwed());
        return months.map(most -> due.min(aMonth.multiply(BigDecimal.valueOf(most))))
                .orElse(due);
    }
}
