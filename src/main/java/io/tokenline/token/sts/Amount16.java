package io.tokenline.token.sts;

import java.util.Optional;

/**
 * The 16-bit amount of credit and power-limit tokens (IEC 62055-41, 6.3.6): an exponent of 2 bits over a mantissa of 14.
 * Its unit is 0.1 kWh, 0.1 m3 or 0.1 min for credit, 1 W for power limits.
 *
 * @param code 0 to FFFFh
 */
public record Amount16(int code) {

    /** The greatest amount a token can carry: 1,820,162.4 kWh. */
    public static final long MAX_UNITS = 18_201_624;

    private static final int MANTISSA_BITS = 14;
    private static final int MAX_MANTISSA = (1 << MANTISSA_BITS) - 1;
    private static final long[] STEP = {1, 10, 100, 1_000};
    private static final long[] START = {0, 16_384, 180_224, 1_818_624};

    public Amount16 {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("an amount code has 16 bits");
        }
    }

    /**
     * The smallest amount a token can carry that is not less than this one: rounded up in favour of the customer.
     *
     * @param units 0 to {@link #MAX_UNITS}
     * @return empty outside that range
     */
    public static Optional<Amount16> atLeast(long units) {
        if (units < 0 || units > MAX_UNITS) {
            return Optional.empty();
        }
        int exponent = 0;
        while (units > START[exponent] + MAX_MANTISSA * STEP[exponent]) {
            exponent++;
        }
        long above = Math.max(0, units - START[exponent]);
        long mantissa = (above + STEP[exponent] - 1) / STEP[exponent];
        return Optional.of(new Amount16((int) (exponent << MANTISSA_BITS | mantissa)));
    }

    /** What the meter adds: this, not what was asked for, belongs on the receipt. */
    public long units() {
        int exponent = code >>> MANTISSA_BITS;
        return START[exponent] + (code & MAX_MANTISSA) * STEP[exponent];
    }

    /** For people: the units. */
    @Override
    public String toString() {
        return Long.toString(units());
    }
}
