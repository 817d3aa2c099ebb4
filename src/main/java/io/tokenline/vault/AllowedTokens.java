package io.tokenline.vault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The kinds of token that may be made under a key, each written as class and sub-class: {@code 0.0} is electricity credit,
 * {@code 2.3} stands for a whole set of key-change tokens.
 *
 * @param mask one bit a kind: 16 of class 0, 16 of class 1, 16 of class 2
 */
public record AllowedTokens(long mask) {

    private static final int SUB_CLASSES = 16;
    private static final int CLASSES = 3;

    /** Electricity credit, power limits, clear credit, clear tamper and key changes: what a network of meters needs. */
    public static final AllowedTokens USUAL = of(List.of("0.0", "2.0", "2.1", "2.3", "2.5", "2.6"));

    public AllowedTokens {
        if (mask < 0 || mask >>> (SUB_CLASSES * CLASSES) != 0) {
            throw new IllegalArgumentException("tokens are of class 0 to 2 and sub-class 0 to 15");
        }
    }

    /**
     * Reads a list of kinds.
     *
     * @throws IllegalArgumentException where one of them is none
     */
    public static AllowedTokens of(Collection<String> kinds) {
        long mask = 0;
        for (String kind : kinds) {
            if (!kind.matches("[0-2]\\.([0-9]|1[0-5])")) {
                throw new IllegalArgumentException(
                        "a kind of token is written as class and sub-class, such as 0.0 (electricity) or 2.5 (tamper)");
            }
            mask |= bit(kind.charAt(0) - '0', Integer.parseInt(kind.substring(2)));
        }
        return new AllowedTokens(mask);
    }

    /** Whether this kind may be made. */
    public boolean allows(int tokenClass, int subClass) {
        return (mask & bit(tokenClass, subClass)) != 0;
    }

    /** The kinds as {@link #of} reads them. */
    public List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < SUB_CLASSES * CLASSES; i++) {
            if ((mask >>> i & 1) != 0) {
                kinds.add(i / SUB_CLASSES + "." + i % SUB_CLASSES);
            }
        }
        return kinds;
    }

    private static long bit(int tokenClass, int subClass) {
        return 1L << (SUB_CLASSES * tokenClass + subClass);
    }
}
