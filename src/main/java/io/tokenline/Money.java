package io.tokenline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact amount of money, counted in the currency's smallest unit.
 *
 * @param minor whole minor units (cents for KES); negative where money goes back
 * @param currency ISO 4217; its default fraction digits give the scale
 */
public record Money(long minor, Currency currency) {

    private static final Pattern TYPED =
            Pattern.compile("([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:[.,]([0-9]{2}))?");

    /**
     * Reads an amount as people type it: {@code 500}, {@code 500.00}, {@code 500,00}, {@code 1,500}, {@code KES 500},
     * {@code 500/=}.
     *
     * @return zero or more; empty where the text is no amount of this currency
     */
    public static Optional<Money> parse(String typed, Currency currency) {
        Matcher number = TYPED.matcher(bare(typed.strip(), currency.getCurrencyCode()));
        if (!number.matches()) {
            return Optional.empty();
        }
        String cents = number.group(2) == null ? "00" : number.group(2);
        BigDecimal amount = new BigDecimal(number.group(1).replace(",", "") + "." + cents);
        return amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()
                ? Optional.empty()
                : Optional.of(of(amount, currency));
    }

    private static String bare(String typed, String code) {
        String text = typed.toUpperCase(Locale.ROOT);
        if (text.startsWith(code)) {
            text = text.substring(code.length());
        } else if (text.startsWith("KSH") && code.equals("KES")) {
            text = text.substring("KSH".length()).replaceFirst("^S?\\.?", "");
        } else if (text.endsWith(code)) {
            text = text.substring(0, text.length() - code.length());
        }
        return text.replaceFirst("/[=-]?$", "").strip();
    }

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
