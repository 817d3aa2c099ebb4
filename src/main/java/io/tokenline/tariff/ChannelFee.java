package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the way of paying costs the customer: a fixed sum and a share of the amount, within bounds, rounded half up. Money
 * is in the currency's main unit.
 *
 * @param title of its line
 * @param fixed of each purchase
 * @param rate of the amount: 0.01 for 1 %
 * @param least of each purchase
 * @param most of each purchase
 * @param onTop the customer pays it beside the amount; else it comes out of the amount, before all else
 */
public record ChannelFee(
        Title title, BigDecimal fixed, BigDecimal rate, BigDecimal least, Optional<BigDecimal> most, boolean onTop) {

    public ChannelFee {
        if (fixed.signum() < 0 || rate.signum() < 0 || least.signum() < 0) {
            throw new IllegalArgumentException("no part of a fee is below zero");
        }
        if (rate.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException("a fee's rate is a share of the amount, below 1");
        }
        if (most.isPresent() && most.get().compareTo(least) < 0) {
            throw new IllegalArgumentException("the most that a channel costs is not below the least");
        }
    }

    /** What it is for an amount, not rounded. */
    BigDecimal of(BigDecimal amount) {
        BigDecimal fee = fixed.add(rate.multiply(amount)).max(least);
        return most.map(fee::min).orElse(fee);
    }
}
