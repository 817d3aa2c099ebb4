package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaTest {

    @ParameterizedTest
    @CsvSource({
        "0ABC12DEF3456789, 0B19EB230100C207, C45ED1619406DF95",
        "0000000000000000, 0000000000000000, 8CADCA8F53A0765E",
        "FFFFFFFFFFFFFFFF, 0000000000000000, C4F6B2D56B53DD55",
        "0000000000000000, FFFFFFFFFFFFFFFF, 85DA8A28CFE3FC1D",
        "0123456789ABCDEF, 0123456789ABCDEF, 8696E2DDF711E916",
    })
    void theBlocksOfTheStandardComeOut(String key, String plain, String cipher) {
        Sta sta = new Sta(HexFormat.fromHexDigitsToLong(key), StaTables.sample());
        assertEquals(cipher, hex(sta.encrypt(HexFormat.fromHexDigitsToLong(plain))));
        assertEquals(plain, hex(sta.decrypt(HexFormat.fromHexDigitsToLong(cipher))));
    }

    @Test
    void eachRoundOfTheSampleComesOut() {
        String[] trace = {
            "CEA6B17D9D323631", "9A91A8A0CD1A42B9", "75AE5172352BAC97", "8378AC064D6FD2B2",
            "E9DF017F38BB4557", "6EFEB77B0F6331AE", "09F899347F3B55C9", "B3420140B6F824EB",
            "20134FBFE5104BB4", "BEF56543BB7F5C8D", "E89FD8F82DFA8BD6", "B54F7D54579FCED7",
            "9479FCA99F7739FE", "01C55328405DAB09", "D7D1AB5E7256CE52", "C45ED1619406DF95"
        };
        long key = HexFormat.fromHexDigitsToLong("876F543ED210CBA9");
        long block = HexFormat.fromHexDigitsToLong("0B19EB230100C207");
        for (int round = 0; round < trace.length; round++) {
            block = StaTables.sample().substituteAndPermute(block, Long.rotateLeft(key, round));
            assertEquals(trace[round], hex(block), "round " + (round + 1));
        }
    }

    @Test
    void anyTablesAreUndoneByTheirInverses() {
        Random random = new Random(7);
        for (int set = 0; set < 20; set++) {
            StaTables tables = new StaTables(shuffled(16, random), shuffled(16, random), shuffled(64, random));
            for (int i = 0; i < 50; i++) {
                Sta sta = new Sta(random.nextLong(), tables);
                long block = random.nextLong();
                assertEquals(block, sta.decrypt(sta.encrypt(block)));
            }
        }
    }

    /** Form A of the standard's description, bit by bit, beside the folded tables. */
    @Test
    void anyTablesDoWhatTheStandardDescribes() {
        Random random = new Random(8);
        for (int set = 0; set < Runs.of(20, 2_000); set++) {
            int[] table1 = shuffled(16, random);
            int[] table2 = shuffled(16, random);
            int[] permutation = shuffled(64, random);
            StaTables tables = StaTables.of(file(table1, table2, permutation));
            for (int i = 0; i < 20; i++) {
                long key = random.nextLong();
                long plain = random.nextLong();
                long cipher = described(plain, key, table1, table2, permutation);
                assertEquals(hex(cipher), hex(new Sta(key, tables).encrypt(plain)));
                assertEquals(hex(plain), hex(new Sta(key, tables).decrypt(cipher)));
            }
        }
    }

    private static long described(long plain, long key, int[] table1, int[] table2, int[] permutation) {
        long roundKey = Long.rotateRight(~key, 12);
        long block = plain;
        for (int round = 0; round < 16; round++) {
            long permuted = 0;
            for (int bit = 0; bit < 64; bit++) {
                int nibble = bit / 4;
                int[] table = (roundKey >>> (4 * nibble + 3) & 1) == 0 ? table1 : table2;
                int substituted = table[(int) (block >>> (4 * nibble)) & 0xF];
                permuted |= (long) ((substituted >>> (bit % 4)) & 1) << permutation[bit];
            }
            block = permuted;
            roundKey = Long.rotateLeft(roundKey, 1);
        }
        return block;
    }

    @Test
    void aLicenseesFileIsRead() {
        StaTables read = StaTables.of(sampleFile());
        long key = 0x0ABC12DEF3456789L;
        assertEquals(new Sta(key, StaTables.sample()).encrypt(42), new Sta(key, read).encrypt(42));
    }

    @Test
    void whatIsNoPermutationIsRefusedByName() {
        assertRefused("substitution1", "1,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15");
        assertRefused("substitution2", "16,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15");
        assertRefused("substitution2", "0,1,2");
        assertRefused("permutation", "0,1,2,x");
        assertRefused("permutation", "");
        assertRefused("permutation", "0,".repeat(100_000));
    }

    @Test
    void aMissingTableIsNamed() {
        Properties file = sampleFile();
        file.remove("permutation");
        String text = assertThrows(IllegalArgumentException.class, () -> StaTables.of(file))
                .toString();
        assertTrue(text.contains(": permutation"), text);
    }

    @Test
    void aTableThatRepeatsANumberIsToldItsRange() {
        assertMessage(
                "substitution1 does not hold each number from 0 to 15 once", "substitution1", "0,".repeat(15) + 0);
        assertMessage("permutation does not hold each number from 0 to 63 once", "permutation", "0,".repeat(63) + 0);
        assertMessage("substitution2 has 17 numbers instead of 16", "substitution2", "0,".repeat(16) + 0);
    }

    private static void assertMessage(String message, String name, String numbers) {
        Properties file = sampleFile();
        file.setProperty(name, numbers);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> StaTables.of(file))
                        .getMessage());
    }

    @Test
    void tablesShowNothingOfThemselves() {
        assertEquals("StaTables[sample]", StaTables.sample().toString());
        assertEquals("StaTables[licensed]", StaTables.of(sampleFile()).toString());
    }

    private static void assertRefused(String name, String numbers) {
        Properties file = sampleFile();
        file.setProperty(name, numbers);
        String text = assertThrows(IllegalArgumentException.class, () -> StaTables.of(file))
                .toString();
        assertTrue(text.contains(": " + name), text);
        assertFalse(text.contains("1,1,2"), text);
    }

    private static Properties sampleFile() {
        Properties file = new Properties();
        file.setProperty("substitution1", "12, 10, 8, 4, 3, 15, 0, 2, 14, 1, 5, 13, 6, 9, 7, 11");
        file.setProperty("substitution2", "6,9,7,4,3,10,12,14,2,13,1,15,0,11,8,5");
        file.setProperty(
                "permutation",
                "29,27,34,9,16,62,55,2,40,49,38,25,33,61,30,23,1,41,21,57,42,15,5,58,19,53,22,17,48,28,24,39,"
                        + "3,60,36,14,11,52,54,12,31,51,10,26,0,45,37,43,44,6,59,4,7,35,56,50,13,18,32,47,46,63,20,8");
        return file;
    }

    private static Properties file(int[] table1, int[] table2, int[] permutation) {
        Properties file = new Properties();
        file.setProperty("substitution1", list(table1));
        file.setProperty("substitution2", list(table2));
        file.setProperty("permutation", list(permutation));
        return file;
    }

    private static String list(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    private static int[] shuffled(int size, Random random) {
        var numbers = IntStream.range(0, size).boxed().collect(Collectors.toList());
        Collections.shuffle(numbers, random);
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String hex(long bits) {
        return HexFormat.of().withUpperCase().toHexDigits(bits);
    }
}
