package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderKeyTest {

    @ParameterizedTest
    @CsvSource({"EA07, 0123456789ABCDEF", "EA11, 00112233445566778899AABBCCDDEEFF"})
    void itKeepsItsBytesToItself(EncryptionAlgorithm algorithm, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        DecoderKey key = new DecoderKey(algorithm, bytes);
        bytes[0] = 99;
        key.bytes()[1] = 99;
        assertArrayEquals(HexFormat.of().parseHex(hex), key.bytes());
        assertEquals("DecoderKey[" + algorithm + "]", key.toString());
    }

    @ParameterizedTest
    @CsvSource({"EA07, 0123456789ABCDEF", "EA11, 00112233445566778899AABBCCDDEEFF"})
    void keysThatDifferInABitDiffer(EncryptionAlgorithm algorithm, String hex) {
        DecoderKey key = key(algorithm, HexFormat.of().parseHex(hex));
        DecoderKey same = key(algorithm, HexFormat.of().parseHex(hex));
        assertEquals(key, same);
        assertEquals(key.hashCode(), same.hashCode());
        for (int bit = 0; bit < 8 * algorithm.keyBytes(); bit++) {
            byte[] bytes = HexFormat.of().parseHex(hex);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(key, key(algorithm, bytes));
            assertNotEquals(key.hashCode(), key(algorithm, bytes).hashCode());
        }
        assertNotEquals(hex, key);
    }

    @Test
    void theSameBitsForAnotherCipherAreAnotherKey() {
        byte[] shorter = HexFormat.of().parseHex("0123456789ABCDEF");
        byte[] longer = HexFormat.of().parseHex("0123456789ABCDEF0000000000000000");
        assertNotEquals(key(EncryptionAlgorithm.EA07, shorter), key(EncryptionAlgorithm.EA11, longer));
    }

    @ParameterizedTest
    @CsvSource({"EA07, 0", "EA07, 7", "EA07, 9", "EA07, 16", "EA11, 8", "EA11, 15", "EA11, 17"})
    void aKeyHasTheLengthOfItsCiphers(EncryptionAlgorithm algorithm, int length) {
        assertThrows(IllegalArgumentException.class, () -> new DecoderKey(algorithm, new byte[length]));
    }

    @Test
    void theCipherOfAKeyIsUsableByItself() {
        DecoderKey ea07 = key(EncryptionAlgorithm.EA07, HexFormat.of().parseHex("0ABC12DEF3456789"));
        DecoderKey ea11 = key(EncryptionAlgorithm.EA11, HexFormat.of().parseHex("00112233445566778899AABBCCDDEEFF"));
        assertCipher(0x0B19EB230100C207L, 0xC45ED1619406DF95L, BlockCipher.of(ea07, StaTables.sample()));
        assertCipher(0x0123456789ABCDEFL, 0x8B1DA5F56AB3D07CL, BlockCipher.of(ea11, StaTables.sample()));
    }

    private static void assertCipher(long plain, long encrypted, BlockCipher cipher) {
        assertEquals(encrypted, cipher.encrypt(plain));
        assertEquals(plain, cipher.decrypt(encrypted));
    }

    private static DecoderKey key(EncryptionAlgorithm algorithm, byte[] bytes) {
        return new DecoderKey(algorithm, bytes);
    }
}
