package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a meter owes, and what each purchase takes of it: a fixed sum and a share of what is paid, within bounds, and never
 * more than remains. Money is in the currency's main unit.
 *
 * @param name as the receipt prints it
 * @param remaining not yet paid, zero or more
 * @param fixed of each purchase
 * @param rate of what is paid after the channel's fee: 0.25 for 25 %
 * @param least of each purchase, as long as so much remains
 * @param most of each purchase
 */
public record Debt(
        String name,
        BigDecimal remaining,
        BigDecimal fixed,
        BigDecimal rate,
        BigDecimal least,
        Optional<BigDecimal> most) {

    public Debt {
        if (remaining.signum() < 0 || fixed.signum() < 0 || rate.signum() < 0 || least.signum() < 0) {
            throw new IllegalArgumentException("no part of a debt is below zero");
        }
        if (rate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a debt's rate is a share of a purchase, from 0 to 1");
        }
        if (most.isPresent() && most.get().compareTo(least) < 0) {
            throw new IllegalArgumentException("the most that a purchase pays of a debt is not below the least");
        }
    }

    /** A debt of which the next purchase takes all, as far as the tariff lets it. */
    public static Debt allOf(String name, BigDecimal remaining) {
        return new Debt(name, remaining, remaining, BigDecimal.ZERO, BigDecimal.ZERO, Optional.empty());
    }

    /** What a purchase would take before any limit of the tariff and before rounding. */
    BigDecimal wanted(BigDecimal paid) {
        BigDecimal wanted = fixed.add(rate.multiply(paid)).max(least);
        return most.map(wanted::min).orElse(wanted).min(remaining);
    }
}
