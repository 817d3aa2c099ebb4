package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Energy of a calendar month that has one price.
 *
 * @param upTo where it ends, in kWh from the first of the month; empty: it does not
 * @param rate of a kilowatt-hour before levies and taxes, above zero, in the currency's main unit
 * @param line the energy line that its money stands in
 */
public record Block(Optional<BigDecimal> upTo, BigDecimal rate, String line) {

    public Block {
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("a block's rate is above zero");
        }
        if (upTo.isPresent() && upTo.get().signum() <= 0) {
            throw new IllegalArgumentException("a block ends above zero");
        }
    }
}
