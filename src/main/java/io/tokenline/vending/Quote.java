package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.metering.Meter;
import io.tokenline.tariff.Breakdown;

/**
 * What an amount buys for a meter, under the version of its tariff that holds now.
 *
 * @param meter who gets the energy
 * @param amount what the customer pays
 * @param tariff name and version
 * @param breakdown units and receipt lines
 */
public record Quote(Meter meter, Money amount, String tariff, Breakdown breakdown) {

    /** A quote, or why there is none. */
    public sealed interface Result {

        /** It can be confirmed. */
        record Quoted(Quote quote) implements Result {}

        /**
         * It cannot.
         *
         * @param outcome MAINTENANCE, AMOUNT_INVALID, AMOUNT_TOO_LOW, AMOUNT_TOO_HIGH, WALLET_UNAVAILABLE, KEY_CHANGE_REFUSED, or why
         *     no token could be made, see {@link io.tokenline.token.TokenBean#judge}
         * @param minimum the least that may be paid
         * @param maximum the most that may be paid
         */
        record Refused(Outcome outcome, Money minimum, Money maximum) implements Result {}
    }

    /** Units for people: {@code 14.3}. */
    public String units() {
        return kilowattHours(breakdown.unitsTenths());
    }

    /** Tenths of a kilowatt-hour as people read them: {@code 14.3}. */
    public static String kilowattHours(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
