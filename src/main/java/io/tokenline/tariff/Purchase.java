package io.tokenline.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What money leads to, as exact fractions: a quantity is what was reached for certain, and its share of what is left for
 * the price of the last block.
 */
final class Purchase {

    private static final int WATT_HOURS = 3;

    private final BigDecimal[] reached;
    private final BigDecimal kilowattHours;
    private final List<BigDecimal> shares;
    private final BigDecimal energyShare;
    private final BigDecimal left;
    private final BigDecimal price;

    /**
     * Takes down where the money led.
     *
     * @param reached what each line has for certain
     * @param kilowattHours bought for certain
     * @param shares what each line gets of {@code price}
     * @param energyShare kWh for {@code price}
     * @param left money not yet spent, zero or more
     * @param price above zero
     */
    Purchase(
            BigDecimal[] reached,
            BigDecimal kilowattHours,
            List<BigDecimal> shares,
            BigDecimal energyShare,
            BigDecimal left,
            BigDecimal price) {
        this.reached = reached;
        this.kilowattHours = kilowattHours;
        this.shares = shares;
        this.energyShare = energyShare;
        this.left = left;
        this.price = price;
    }

    /** A line's amount; rounded once. */
    BigDecimal line(int index, int scale, RoundingMode mode) {
        return quantity(reached[index], shares.get(index)).divide(price, scale, mode);
    }

    /** Energy; rounded once. */
    long wattHours(Units units) {
        BigDecimal step = BigDecimal.valueOf(units.stepWattHours(), WATT_HOURS);
        return quantity(kilowattHours, energyShare)
                        .divide(price.multiply(step), 0, units.mode())
                        .longValueExact()
                * units.stepWattHours();
    }

    /** Times the price. */
    private BigDecimal quantity(BigDecimal certain, BigDecimal share) {
        BigDecimal part = share.multiply(left);
        return certain.signum() == 0 ? part : certain.multiply(price).add(part);
    }
}
