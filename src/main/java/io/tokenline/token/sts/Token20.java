package io.tokenline.token.sts;

import java.util.Optional;

/**
 * A token as the customer types it: a 66-bit number in 20 decimal digits (IEC 62055-41, 6.4). It is worth money, so only
 * {@link #digits} and {@link #grouped} show it.
 *
 * @param digits 20 digits, less than 2^66
 */
public record Token20(String digits) {

    private static final int LENGTH = 20;
    private static final long HALF = 10_000_000_000L; // 10 digits
    private static final long HIGH_OF_2_64 = 1_844_674_407L; // 2^64 = 1844674407 3709551616
    private static final long LOW_OF_2_64 = 3_709_551_616L;
    private static final int CLASS_BIT = 27;
    private static final long CLASS_MASK = 3L << CLASS_BIT;

    public Token20 {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("a token has 20 digits and is less than 2^66");
        }
    }

    /**
     * Puts the class into the 64 bits (transposition, 6.4): bits 28 and 27 go to 65 and 64, the class takes their
     * place.
     *
     * @param tokenClass 0 to 3
     * @param block the data block, encrypted where its class is
     */
    public static Token20 of(int tokenClass, long block) {
        long top = (block & CLASS_MASK) >>> CLASS_BIT;
        long rest = (block & ~CLASS_MASK) | ((long) tokenClass << CLASS_BIT);
        long low = Long.remainderUnsigned(rest, HALF) + top * LOW_OF_2_64;
        long high = Long.divideUnsigned(rest, HALF) + top * HIGH_OF_2_64 + low / HALF;
        return new Token20(padded(high) + padded(low % HALF));
    }

    /**
     * Reads what a person types, spaces and dashes forgiven.
     *
     * @return empty where it has not 20 digits or is 2^66 or more
     */
    public static Optional<Token20> parse(String typed) {
        return Digits.ungrouped(typed).filter(Token20::isValid).map(Token20::new);
    }

    /** For the customer: five groups of four digits, single spaces between. */
    public String grouped() {
        StringBuilder groups = new StringBuilder(LENGTH + 4).append(digits, 0, 4);
        for (int i = 4; i < LENGTH; i += 4) {
            groups.append(' ').append(digits, i, i + 4);
        }
        return groups.toString();
    }

    /** The class, which stands unencrypted in every token: 0 to 3. */
    public int tokenClass() {
        return (int) (rest() >>> CLASS_BIT) & 3;
    }

    /** The 64 bits without the class: the data block, encrypted where its class is. */
    public long block() {
        return (rest() & ~CLASS_MASK) | (top(digits) << CLASS_BIT);
    }

    /** Masked: the first four digits are enough to find one's way. */
    @Override
    public String toString() {
        return digits.substring(0, 4) + " **** **** **** ****";
    }

    private long rest() {
        return high(digits) * HALF + low(digits);
    }

    private static boolean isValid(String digits) {
        return digits.length() == LENGTH && Digits.only(digits) && top(digits) <= 3;
    }

    /** Bits 64 and up of the number. */
    private static long top(String digits) {
        long product = high(digits) * HALF;
        boolean carry = Long.compareUnsigned(product + low(digits), product) < 0;
        return Math.multiplyHigh(high(digits), HALF) + (carry ? 1 : 0);
    }

    private static long high(String digits) {
        return Long.parseLong(digits, 0, LENGTH / 2, 10);
    }

    private static long low(String digits) {
        return Long.parseLong(digits, LENGTH / 2, LENGTH, 10);
    }

    private static String padded(long half) {
        String text = Long.toString(half);
        return "0".repeat(LENGTH / 2 - text.length()) + text;
    }
}
