package io.tokenline.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One price for every kilowatt-hour, and a tax on it that the paid amount includes.
 *
 * @param name of the tariff and its version, frozen into every quote
 * @param pricePerKwh before tax, in the currency's main unit
 * @param taxName as the receipt prints it
 * @param taxRate 0.16 for 16 %
 * @param minimum smallest amount that may be paid
 * @param maximum largest amount that may be paid
 * @param scale the currency's decimals
 */
public record FlatTariff(
        String name,
        BigDecimal pricePerKwh,
        String taxName,
        BigDecimal taxRate,
        BigDecimal minimum,
        BigDecimal maximum,
        int scale) {

    /** The receipt line of the energy itself. */
    public static final String ENERGY = "Energy";

    private static final int TENTHS = 1;

    public FlatTariff {
        if (pricePerKwh.signum() <= 0 || taxRate.signum() < 0) {
            throw new IllegalArgumentException(name + ": the price must be above zero and the tax not below it");
        }
        if (minimum.signum() <= 0 || maximum.compareTo(minimum) < 0) {
            throw new IllegalArgumentException(name + ": the minimum must be above zero and not above the maximum");
        }
    }

    /**
     * What an amount buys. The energy line is rounded half up, the tax is what remains, so that the lines add up to the
     * amount; units are rounded down to 0.1 kWh.
     *
     * @param amount from {@link #minimum()} to {@link #maximum()}
     */
    public Breakdown breakdown(BigDecimal amount) {
        if (amount.compareTo(minimum) < 0 || amount.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("the amount must lie from " + minimum + " to " + maximum);
        }
        BigDecimal energy = amount.divide(BigDecimal.ONE.add(taxRate), scale, RoundingMode.HALF_UP);
        long tenths = energy.divide(pricePerKwh, TENTHS, RoundingMode.DOWN)
                .movePointRight(TENTHS)
                .longValueExact();
        return new Breakdown(
                tenths, List.of(new ReceiptLine(ENERGY, energy), new ReceiptLine(taxName, amount.subtract(energy))));
    }
}
