package io.tokenline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount of money, counted in the currency's smallest unit.
 *
 * @param minor whole minor units (cents for KES); negative where money goes back
 * @param currency ISO 4217; its default fraction digits give the scale
 */
public record Money(long minor, Currency currency) {

    /**
     * An amount written with its decimals.
     *
     * @param amount in the currency's main unit; more decimals than the currency has are an error of the caller
     */
    public static Money of(BigDecimal amount, Currency currency) {
        long minor = amount.movePointRight(currency.getDefaultFractionDigits())
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
        return new Money(minor, currency);
    }

    /** The amount in the main unit, with the currency's decimals: {@code 300.00}. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    /** For people: {@code KES 300.00}. */
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + amount().toPlainString();
    }
}
