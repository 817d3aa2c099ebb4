package io.tokenline.token.sts;

import java.util.Optional;

/**
 * A token as the customer types it: a 66-bit number in 20 decimal digits (IEC 62055-41, 6.4). It is worth money, so only
 * {@link #digits} and {@link #grouped} show it.
 *
 * @param tokenClass 0 to 3; it stands unencrypted in every token
 * @param block the 64 bits without the class: the data block, encrypted where its class is
 */
public record Token20(int tokenClass, long block) {

    private static final int LENGTH = 20;
    private static final int CLASS_BIT = 27;
    private static final long CLASS_MASK = 3L << CLASS_BIT;
    private static final long HALF = 10_000_000_000L; // 10 digits
    private static final long HIGH_OF_2_64 = 1_844_674_407L; // 2^64 = 1844674407 3709551616
    private static final long LOW_OF_2_64 = 3_709_551_616L;
    private static final long HIGH_OF_2_66 = 7_378_697_629L; // 2^66 = 7378697629 4838206464
    private static final long LOW_OF_2_66 = 4_838_206_464L;

    public Token20 {
        if (tokenClass < 0 || tokenClass > 3) {
            throw new IllegalArgumentException("a token has a class from 0 to 3");
        }
    }

    /**
     * The token with these digits.
     *
     * @param digits 20, as a number less than 2^66
     */
    public Token20(String digits) {
        this(classOf(checked(digits)), blockOf(digits));
    }

    /**
     * The token of a data block.
     *
     * @param tokenClass 0 to 3
     * @param block the data block, encrypted where its class is
     */
    public static Token20 of(int tokenClass, long block) {
        return new Token20(tokenClass, block);
    }

    /**
     * Reads what a person types, spaces and dashes forgiven.
     *
     * @return empty where it has not 20 digits or is 2^66 or more
     */
    public static Optional<Token20> parse(String typed) {
        return Digits.ungrouped(typed).filter(Token20::isValid).map(Token20::new);
    }

    /**
     * The 20 digits. The class stands in bits 28 and 27 of the number, and the block's own bits of that place in 65 and
     * 64 (transposition, 6.4).
     */
    public String digits() {
        long top = (block & CLASS_MASK) >>> CLASS_BIT;
        long rest = (block & ~CLASS_MASK) | ((long) tokenClass << CLASS_BIT);
        long low = Long.remainderUnsigned(rest, HALF) + top * LOW_OF_2_64;
        long high = Long.divideUnsigned(rest, HALF) + top * HIGH_OF_2_64 + low / HALF;
        return digits(high, low % HALF);
    }

    /** Ten digits each. One concatenation makes the text without a shorter one in between. */
    private static String digits(long high, long low) {
        int upper = (int) (high / 100); // ten digits are more than an int takes
        int lower = (int) (low / 100);
        return pair(upper / 1_000_000)
                + pair(upper / 10_000)
                + pair(upper / 100)
                + pair(upper)
                + pair((int) (high % 100))
                + pair(lower / 1_000_000)
                + pair(lower / 10_000)
                + pair(lower / 100)
                + pair(lower)
                + pair((int) (low % 100));
    }

    /** The last two digits. */
    private static String pair(int number) {
        return Digits.pair(number % 100);
    }

    /** For the customer: five groups of four digits, single spaces between. */
    public String grouped() {
        String digits = digits();
        StringBuilder groups = new StringBuilder(LENGTH + 4).append(digits, 0, 4);
        for (int i = 4; i < LENGTH; i += 4) {
            groups.append(' ').append(digits, i, i + 4);
        }
        return groups.toString();
    }

    /** Masked: the first four digits are enough to find one's way. */
    @Override
    public String toString() {
        return digits().substring(0, 4) + " **** **** **** ****";
    }

    private static String checked(String digits) {
        if (!isValid(digits)) {
            throw new IllegalArgumentException("a token has 20 digits and is less than 2^66");
        }
        return digits;
    }

    private static boolean isValid(String digits) {
        if (digits.length() != LENGTH || !Digits.only(digits)) {
            return false;
        }
        long high = high(digits);
        return high < HIGH_OF_2_66 || (high == HIGH_OF_2_66 && low(digits) < LOW_OF_2_66);
    }

    private static int classOf(String digits) {
        return (int) (rest(digits) >>> CLASS_BIT) & 3;
    }

    private static long blockOf(String digits) {
        return (rest(digits) & ~CLASS_MASK) | (top(digits) << CLASS_BIT);
    }

    /** Bits 0 to 63 of the number. */
    private static long rest(String digits) {
        return high(digits) * HALF + low(digits);
    }

    /** Bits 64 and 65 of the number. */
    private static long top(String digits) {
        boolean carry = Long.compareUnsigned(rest(digits), low(digits)) < 0;
        return Math.multiplyHigh(high(digits), HALF) + (carry ? 1 : 0);
    }

    private static long high(String digits) {
        return Long.parseLong(digits, 0, LENGTH / 2, 10);
    }

    private static long low(String digits) {
        return Long.parseLong(digits, LENGTH / 2, LENGTH, 10);
    }
}
