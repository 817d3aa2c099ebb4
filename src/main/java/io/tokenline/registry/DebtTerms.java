package io.tokenline.registry;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a meter owes, and how a purchase pays it off: fixed and rate x amount paid, at least least, at most most, never more
 * than what remains.
 *
 * @param name 1 to 40 characters, none of them a colon, a bar or a control character
 * @param remaining in minor units, 0 or more
 * @param fixed of each purchase, in minor units, 0 or more
 * @param rate of the amount paid, 0 to 1 with six decimals at most
 * @param least in minor units, 0 or more
 * @param most in minor units, not below least
 */
public record DebtTerms(String name, long remaining, long fixed, BigDecimal rate, long least, Optional<Long> most) {

    /** Debts that one meter may have. */
    public static final int PER_METER = 20;

    private static final int NAME_MAX = 40;
    private static final int RATE_DECIMALS = 6;

    public DebtTerms {
        if (!name.strip().equals(name) || !name.matches("[^:|\\p{Cntrl}]{1," + NAME_MAX + "}")) {
            throw new IllegalArgumentException(
                    "a debt has a name of 1 to 40 characters, without colons, bars and blanks around it");
        }
        if (remaining < 0 || fixed < 0 || least < 0) {
            throw new IllegalArgumentException("a debt's amounts are 0 or more");
        }
        if (rate.signum() < 0
                || rate.compareTo(BigDecimal.ONE) > 0
                || rate.stripTrailingZeros().scale() > RATE_DECIMALS) {
            throw new IllegalArgumentException("a debt's rate is 0 to 1 with six decimals at most, such as 0.25");
        }
        if (most.isPresent() && (most.get() < least || most.get() == 0)) {
            throw new IllegalArgumentException(
                    "the most that a purchase pays of a debt is above 0 and not below the least");
        }
        if (fixed == 0 && least == 0 && rate.signum() == 0) {
            throw new IllegalArgumentException("a debt that no purchase pays off: give fixed, rate or least");
        }
    }

    /** The same with another remainder, in minor units. */
    public DebtTerms remaining(long minor) {
        return new DebtTerms(name, minor, fixed, rate, least, most);
    }
}
