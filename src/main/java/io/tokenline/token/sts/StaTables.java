package io.tokenline.token.sts;

import java.util.Arrays;
import java.util.Properties;

/**
 * The substitution and permutation tables of EA 07 (IEC 62055-41, 6.5.4): the sample set printed in the standard, or
 * the operational set that a licensee of the STS Association loads from his own file. No text shows a table.
 */
public final class StaTables {

    private static final int NIBBLES = 16;
    private static final int BITS = 64;
    private static final int INDEX_BITS = 5;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
    private static final long EVEN_NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;
    private static final long CHOICES = 0x1010_1010_1010_1010L;

    private static final StaTables SAMPLE = new StaTables(
            new int[] {12, 10, 8, 4, 3, 15, 0, 2, 14, 1, 5, 13, 6, 9, 7, 11},
            new int[] {6, 9, 7, 4, 3, 10, 12, 14, 2, 13, 1, 15, 0, 11, 8, 5},
            new int[] {
                29, 27, 34, 9, 16, 62, 55, 2, 40, 49, 38, 25, 33, 61, 30, 23, //
                1, 41, 21, 57, 42, 15, 5, 58, 19, 53, 22, 17, 48, 28, 24, 39, //
                3, 60, 36, 14, 11, 52, 54, 12, 31, 51, 10, 26, 0, 45, 37, 43, //
                44, 6, 59, 4, 7, 35, 56, 50, 13, 18, 32, 47, 46, 63, 20, 8
            });

    /** Substitution and permutation in one: see {@link #fold}. */
    private final long[] forward;

    /** The same for the inverse substitution followed by the inverse permutation. */
    private final long[] backward;

    private final int[] inverse1;
    private final int[] inverse2;
    private final int[] inversePermutation;

    /**
     * Tables from their numbers.
     *
     * @param substitution1 for key bits 0: a permutation of 0 to 15
     * @param substitution2 for key bits 1: a permutation of 0 to 15
     * @param permutation where each bit goes, least significant first: a permutation of 0 to 63
     */
    public StaTables(int[] substitution1, int[] substitution2, int[] permutation) {
        this.inverse1 = inverse("substitution1", substitution1, NIBBLES);
        this.inverse2 = inverse("substitution2", substitution2, NIBBLES);
        this.inversePermutation = inverse("permutation", permutation, BITS);
        this.forward = fold(substitution1, substitution2, permutation);
        this.backward = fold(inverse1, inverse2, inversePermutation);
    }

    /** The sample tables of the standard: for tests, demonstrations and sandboxes. */
    public static StaTables sample() {
        return SAMPLE;
    }

    /**
     * Tables as a licensee writes them: {@code substitution1}, {@code substitution2} (16 numbers each) and
     * {@code permutation} (64), separated by commas.
     */
    public static StaTables of(Properties properties) {
        return new StaTables(
                numbers(properties, "substitution1", NIBBLES),
                numbers(properties, "substitution2", NIBBLES),
                numbers(properties, "permutation", BITS));
    }

    long substituteAndPermute(long block, long roundKey) {
        return look(forward, block, roundKey);
    }

    long substituteBackAndPermuteBack(long block, long roundKey) {
        return look(backward, block, roundKey);
    }

    long permuteBack(long block) {
        long moved = 0;
        for (int bit = 0; bit < BITS; bit++) {
            moved |= (block >>> bit & 1) << inversePermutation[bit];
        }
        return moved;
    }

    long substituteBack(long block, long roundKey) {
        long substituted = 0;
        for (int shift = 0; shift < BITS; shift += 4) {
            int[] table = (roundKey >>> (shift + 3) & 1) == 0 ? inverse1 : inverse2;
            substituted |= (long) table[(int) (block >>> shift) & 0xF] << shift;
        }
        return substituted;
    }

    /**
     * One round. The top bit of each nibble of the key chooses the table for the data's nibble of the same number. Nibble
     * and choice make an index of five bits, and the indices of every other nibble go into one word, a byte each. The
     * look-ups are written out because the compiler does not unroll so many.
     */
    private static long look(long[] folded, long block, long roundKey) {
        long even = (block & EVEN_NIBBLES) | (roundKey << 1 & CHOICES);
        long odd = (block >>> 4 & EVEN_NIBBLES) | (roundKey >>> 3 & CHOICES);
        return look(folded, 0, even, odd)
                | look(folded, 4, even >>> 16, odd >>> 16)
                | look(folded, 8, even >>> 32, odd >>> 32)
                | look(folded, 12, even >>> 48, odd >>> 48);
    }

    /** Four nibbles from this one on, whose indices are the lowest. */
    private static long look(long[] folded, int nibble, long even, long odd) {
        return folded[index(nibble, even)]
                | folded[index(nibble + 1, odd)]
                | folded[index(nibble + 2, even >>> 8)]
                | folded[index(nibble + 3, odd >>> 8)];
    }

    private static int index(int nibble, long choiceAndValue) {
        return (nibble << INDEX_BITS) + ((int) choiceAndValue & INDEX_MASK);
    }

    /** At each index the bits of the substituted nibble, where the permutation puts them. */
    private static long[] fold(int[] table1, int[] table2, int[] permutation) {
        long[] folded = new long[NIBBLES << INDEX_BITS];
        for (int nibble = 0; nibble < NIBBLES; nibble++) {
            for (int value = 0; value < NIBBLES; value++) {
                folded[index(nibble, value)] = scatter(table1[value], nibble, permutation);
                folded[index(nibble, NIBBLES | value)] = scatter(table2[value], nibble, permutation);
            }
        }
        return folded;
    }

    private static long scatter(int value, int nibble, int[] permutation) {
        long bits = 0;
        for (int bit = 0; bit < 4; bit++) {
            bits |= (long) (value >>> bit & 1) << permutation[4 * nibble + bit];
        }
        return bits;
    }

    private static int[] inverse(String name, int[] table, int size) {
        if (table.length != size) {
            throw new IllegalArgumentException(name + " has " + table.length + " numbers instead of " + size);
        }
        int[] inverse = new int[size];
        Arrays.fill(inverse, -1);
        for (int i = 0; i < size; i++) {
            if (table[i] < 0 || table[i] >= size || inverse[table[i]] >= 0) {
                throw new IllegalArgumentException(
                        name + " does not hold each number from 0 to " + (size - 1) + " once");
            }
            inverse[table[i]] = i;
        }
        return inverse;
    }

    private static int[] numbers(Properties properties, String name, int size) {
        String text = properties.getProperty(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        String[] parts = text.split(",", size + 1);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.isEmpty() || part.length() > 2 || !Digits.only(part)) {
                throw new IllegalArgumentException(name + " is no list of " + size + " numbers, separated by commas");
            }
            numbers[i] = Integer.parseInt(part);
        }
        return numbers;
    }

    /** Nothing of the tables: those of a licensee are confidential. */
    @Override
    public String toString() {
        return this == SAMPLE ? "StaTables[sample]" : "StaTables[licensed]";
    }
}
