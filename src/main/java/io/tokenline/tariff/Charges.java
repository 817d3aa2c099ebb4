package io.tokenline.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The charges per month of one purchase, before tax.
 *
 * @param due all that could be taken
 * @param exact what is taken, before rounding; where the charges take all the money, as far as it goes
 * @param paid what is taken, rounded down
 * @param takeAll nothing is left for energy
 */
record Charges(BigDecimal due, BigDecimal exact, BigDecimal paid, boolean takeAll) {

    /** Nothing is taken, whatever is due. */
    static Charges none(BigDecimal due) {
        return new Charges(due, BigDecimal.ZERO, BigDecimal.ZERO, false);
    }

    /**
     * What a purchase pays.
     *
     * @param money that is there after fee and debts
     * @param most what charges may take of it
     * @param factor what a charge of 1 costs with the taxes on it
     */
    static Charges of(BigDecimal due, BigDecimal money, BigDecimal most, BigDecimal factor, int scale) {
        BigDecimal wanted = due.min(most);
        if (wanted.multiply(factor).compareTo(money) >= 0) {
            BigDecimal paid = money.divide(factor, scale, RoundingMode.DOWN);
            return new Charges(due, paid, paid, true);
        }
        return new Charges(due, wanted, wanted.setScale(scale, RoundingMode.DOWN), false);
    }

    /** What remains due. */
    BigDecimal owed() {
        return due.subtract(paid);
    }
}
