package io.tokenline.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What stands at the head of a tariff.
 *
 * @param name that meters carry
 * @param version any text; name and version together are one tariff for ever
 * @param from the first day that it holds, in the utility's zone
 * @param currency ISO 4217
 * @param scale decimals of every amount, 0 to 3
 * @param minimum smallest amount that may be paid
 * @param maximum largest amount that may be paid
 */
public record Terms(
        String name,
        String version,
        LocalDate from,
        String currency,
        int scale,
        BigDecimal minimum,
        BigDecimal maximum) {

    private static final int MOST_DECIMALS = 3;

    public Terms {
        if (!name.matches("[a-z0-9-]{1,40}") || !version.matches("[A-Za-z0-9._-]{1,19}")) {
            throw new IllegalArgumentException("a tariff's name or version cannot be '" + name + "/" + version + "'");
        }
        if (scale < 0 || scale > MOST_DECIMALS) {
            throw new IllegalArgumentException("a currency has from 0 to " + MOST_DECIMALS + " decimals");
        }
        if (minimum.signum() <= 0 || maximum.compareTo(minimum) < 0) {
            throw new IllegalArgumentException("the minimum must be above zero and not above the maximum");
        }
    }
}
