package io.tokenline.ussd.menu;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The least and the most an input takes, both included.
 *
 * @param min empty: no lower bound
 * @param max empty: no upper bound
 */
public record Bounds(Optional<BigDecimal> min, Optional<BigDecimal> max) {

    /** No bound at all. */
    public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    /** Whether the value lies under the lower bound. */
    public boolean isTooLow(BigDecimal value) {
        return min.isPresent() && value.compareTo(min.get()) < 0;
    }

    /** Whether the value lies over the upper bound. */
    public boolean isTooHigh(BigDecimal value) {
        return max.isPresent() && value.compareTo(max.get()) > 0;
    }
}
