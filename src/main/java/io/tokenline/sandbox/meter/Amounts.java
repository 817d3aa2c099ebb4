package io.tokenline.sandbox.meter;

import java.math.BigInteger;

/** What the amount codes of tokens stand for (IEC 62055-41, 6.3). */
final class Amounts {

    private static final int MANTISSA_BITS = 14;
    private static final BigInteger STEP = BigInteger.ONE.shiftLeft(MANTISSA_BITS);

    private Amounts() {}

    /** 16 bits, an exponent of 2 over a mantissa of 14: tenths of a unit of credit, or watts. */
    static BigInteger of(int code) {
        return magnitude(code >> MANTISSA_BITS & 0b11, code & 0x3FFF);
    }

    /**
     * Money, in 1/100000 of the currency's unit.
     *
     * @param nibble the sign, 1 for less than nothing, and the upper 3 bits of the exponent
     * @param value the lower 2 bits of the exponent, and the mantissa of 14
     */
    static BigInteger ofCurrency(int nibble, int value) {
        int exponent = (nibble & 0b111) * 4 + (value >> MANTISSA_BITS & 0b11);
        BigInteger magnitude = magnitude(exponent, value & 0x3FFF);
        return nibble >> 3 == 1 ? magnitude.negate() : magnitude;
    }

    /** m * 10^e + 2^14 * (1 + 10 + ... + 10^(e-1)), from the innermost bracket outwards. */
    private static BigInteger magnitude(int exponent, int mantissa) {
        BigInteger magnitude = BigInteger.valueOf(mantissa);
        for (int i = 0; i < exponent; i++) {
            magnitude = magnitude.multiply(BigInteger.TEN).add(STEP);
        }
        return magnitude;
    }
}
