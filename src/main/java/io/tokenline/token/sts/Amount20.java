package io.tokenline.token.sts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The 20-bit amount of credit in a currency (IEC 62055-41 edition 3, 6.3): sign, an exponent of 5 bits, a mantissa of
 * 14. Its unit is 0.00001 of the currency's main unit.
 *
 * @param code 0 to FFFFFh
 */
public record Amount20(int code) {

    private static final int DECIMALS = 5;
    private static final int MANTISSA_BITS = 14;
    private static final int MAX_MANTISSA = (1 << MANTISSA_BITS) - 1;
    private static final int MAX_EXPONENT = 31;
    private static final int SIGN = 1 << 19;
    private static final BigInteger MAX_UNITS = magnitude(SIGN - 1);
    private static final BigDecimal MAX = new BigDecimal(MAX_UNITS, DECIMALS);

    public Amount20 {
        if (code < 0 || code > 0xFFFFF) {
            throw new IllegalArgumentException("a currency amount code has 20 bits");
        }
    }

    /**
     * The smallest amount a token can carry that is not less than this one: a debit shrinks as a credit grows.
     *
     * @param amount in the currency's main unit, may be negative
     * @return empty where its magnitude exceeds what a token can carry, about 1.8E30
     */
    public static Optional<Amount20> atLeast(BigDecimal amount) {
        if (amount.abs().compareTo(MAX) > 0) {
            return Optional.empty();
        }
        BigInteger units = amount.setScale(DECIMALS, RoundingMode.CEILING).unscaledValue();
        return Optional.of(new Amount20(units.signum() < 0 ? SIGN | atMost(units.negate()) : atLeast(units)));
    }

    /** What the meter adds, in the currency's main unit with 5 decimals. */
    public BigDecimal amount() {
        BigInteger units = magnitude(code & (SIGN - 1));
        return new BigDecimal((code & SIGN) == 0 ? units : units.negate(), DECIMALS);
    }

    /** For people: the amount. */
    @Override
    public String toString() {
        return amount().toPlainString();
    }

    /** The code of the least magnitude that is not below; codes rise with their magnitudes. */
    private static int atLeast(BigInteger units) {
        int code = atMost(units);
        return magnitude(code).equals(units) ? code : code + 1;
    }

    /** The code of the greatest magnitude that is not above. */
    private static int atMost(BigInteger units) {
        int exponent = MAX_EXPONENT;
        while (start(exponent).compareTo(units) > 0) {
            exponent--;
        }
        BigInteger mantissa = units.subtract(start(exponent)).divide(BigInteger.TEN.pow(exponent));
        return exponent << MANTISSA_BITS
                | mantissa.min(BigInteger.valueOf(MAX_MANTISSA)).intValueExact();
    }

    private static BigInteger magnitude(int code) {
        int exponent = code >>> MANTISSA_BITS;
        BigInteger mantissa = BigInteger.valueOf(code & MAX_MANTISSA);
        return mantissa.multiply(BigInteger.TEN.pow(exponent)).add(start(exponent));
    }

    /** The least magnitude with this exponent: 2^14 times a number of as many ones. */
    private static BigInteger start(int exponent) {
        BigInteger ones = BigInteger.TEN.pow(exponent).subtract(BigInteger.ONE).divide(BigInteger.valueOf(9));
        return ones.shiftLeft(MANTISSA_BITS);
    }
}
