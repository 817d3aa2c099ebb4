package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block with all that is charged on it.
 *
 * @param upTo its end, in kWh from the first of the month; null: it has none
 * @param price of a kilowatt-hour, all lines together
 * @param lines what each of them gets of that price
 */
record Step(@Nullable BigDecimal upTo, BigDecimal price, List<BigDecimal> lines) {

    static Step of(Block block, List<BigDecimal> lines) {
        BigDecimal price = lines.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Step(block.upTo().orElse(null), price, lines);
    }

    boolean endsBy(BigDecimal month) {
        return upTo != null && upTo.compareTo(month) <= 0;
    }

    /** Whether the block ends before so much energy more. */
    boolean endsWithin(BigDecimal month, BigDecimal kilowattHours) {
        return upTo != null && upTo.subtract(month).compareTo(kilowattHours) < 0;
    }

    /** Whether the block ends before so much money is spent. */
    boolean isTooSmallFor(BigDecimal money, BigDecimal month) {
        return upTo != null && price.multiply(upTo.subtract(month)).compareTo(money) < 0;
    }

    /** Energy up to the end; only for a block that has one. */
    BigDecimal room(BigDecimal month) {
        if (upTo == null) {
            throw new IllegalStateException("the block is open");
        }
        return upTo.subtract(month);
    }
}
