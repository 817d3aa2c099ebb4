package io.tokenline.registry;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Energy and money as they stand in files and answers: plain decimals with a point, never grouped. */
public final class Figures {

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,13}(?:\\.[0-9]{1,6})?");
    private static final int KWH_DECIMALS = 1;

    private Figures() {}

    /** Tenths of a kilowatt-hour as people read them: {@code 14.3}. */
    public static String kilowattHours(long tenths) {
        return BigDecimal.valueOf(tenths, KWH_DECIMALS).toPlainString();
    }

    /** Minor units of a currency as people read them: {@code 300.00}. */
    public static String money(long minor, Currency currency) {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }

    /** Energy of 0 or more with one decimal at most, in 0.1 kWh; empty where the text is none. */
    public static OptionalLong tenths(String text) {
        return whole(text, KWH_DECIMALS);
    }

    /** Money of 0 or more with no more decimals than the currency has, in minor units; empty where the text is none. */
    public static OptionalLong minor(String text, Currency currency) {
        return whole(text, currency.getDefaultFractionDigits());
    }

    /** A part of something, 0 to 1 with six decimals at most, such as {@code 0.25}; empty where the text is none. */
    public static Optional<BigDecimal> rate(String text) {
        if (!PLAIN.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal rate = new BigDecimal(text);
        return rate.compareTo(BigDecimal.ONE) > 0 ? Optional.empty() : Optional.of(rate);
    }

    private static OptionalLong whole(String text, int decimals) {
        if (!PLAIN.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        BigDecimal moved = new BigDecimal(text).movePointRight(decimals).stripTrailingZeros();
        return moved.scale() > 0 ? OptionalLong.empty() : OptionalLong.of(moved.longValueExact());
    }
}
