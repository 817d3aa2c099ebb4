package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendingKeyTest {

    private static final String LONG_KEY = "ABABABABABABABAB949494949494949401234567";

    @Test
    void itsLengthTellsItsDerivation() {
        assertEquals(Dkga.DKGA02, key("0123456789ABCDEF").dkga());
        assertEquals(Dkga.DKGA04, key(LONG_KEY).dkga());
        for (Dkga dkga : Dkga.values()) {
            assertEquals(dkga, new VendingKey(new byte[dkga.vendingKeyBytes()]).dkga());
        }
        for (int length : new int[] {0, 7, 9, 16, 19, 21}) {
            assertThrows(IllegalArgumentException.class, () -> new VendingKey(new byte[length]));
        }
    }

    @Test
    void itKeepsItsBytesToItself() {
        byte[] bytes = HexFormat.of().parseHex("0123456789ABCDEF");
        VendingKey key = new VendingKey(bytes);
        bytes[0] = 99;
        key.bytes()[1] = 99;
        assertArrayEquals(HexFormat.of().parseHex("0123456789ABCDEF"), key.bytes());
        assertEquals("VendingKey[DKGA02]", key.toString());
        assertEquals("VendingKey[DKGA04]", key(LONG_KEY).toString());
    }

    @Test
    void keysOfTheSameBytesAreTheSame() {
        assertEquals(key(LONG_KEY), key(LONG_KEY));
        assertEquals(key(LONG_KEY).hashCode(), key(LONG_KEY).hashCode());
        assertNotEquals(key(LONG_KEY), key("01" + LONG_KEY.substring(2)));
        assertNotEquals(key(LONG_KEY), key("0123456789ABCDEF"));
        assertNotEquals(key(LONG_KEY).hashCode(), key("0123456789ABCDEF").hashCode());
        assertNotEquals(LONG_KEY, key(LONG_KEY));
    }

    @Test
    void onlyADesKeyOfOddParityIsProper() {
        assertTrue(key("0123456789ABCDEF").hasProperParity());
        for (int bit = 0; bit < 64; bit++) {
            assertFalse(key(0x0123456789ABCDEFL ^ 1L << bit).hasProperParity());
        }
        assertTrue(key(LONG_KEY).hasProperParity());
        assertTrue(key("00" + LONG_KEY.substring(2)).hasProperParity());
    }

    /** FIPS 74: each of these undoes what the other one did; a weak key is its own partner. */
    @ParameterizedTest
    @CsvSource({
        "0101010101010101, 0101010101010101",
        "FEFEFEFEFEFEFEFE, FEFEFEFEFEFEFEFE",
        "E0E0E0E0F1F1F1F1, E0E0E0E0F1F1F1F1",
        "1F1F1F1F0E0E0E0E, 1F1F1F1F0E0E0E0E",
        "01FE01FE01FE01FE, FE01FE01FE01FE01",
        "1FE01FE00EF10EF1, E01FE01FF10EF10E",
        "01E001E001F101F1, E001E001F101F101",
        "1FFE1FFE0EFE0EFE, FE1FFE1FFE0EFE0E",
        "011F011F010E010E, 1F011F010E010E01",
        "E0FEE0FEF1FEF1FE, FEE0FEE0FEF1FEF1",
    })
    void aKeyWhoseEncryptionAnotherEncryptionUndoesIsWeak(String one, String other) throws GeneralSecurityException {
        byte[] block = {1, 2, 3, 4, 5, 6, 7, 8};
        assertArrayEquals(block, des(other, des(one, block)));
        assertTrue(key(one).isWeak());
        assertTrue(key(other).isWeak());
    }

    @Test
    void parityBitsDoNotHideAWeakKey() {
        Random random = new Random(74);
        for (int i = 0; i < 100; i++) {
            assertTrue(key(0xE001E001F101F101L ^ (random.nextLong() & 0x0101010101010101L))
                    .isWeak());
        }
        assertTrue(key(0).isWeak());
        assertTrue(key(-1).isWeak());
    }

    @Test
    void aKeyOneBitAwayFromAWeakOneIsNotWeak() {
        for (int bit = 0; bit < 64; bit++) {
            assertEquals(bit % 8 == 0, key(0x0101010101010101L ^ 1L << bit).isWeak(), "bit " + bit);
        }
    }

    @Test
    void aLongKeyOfOneByteRepeatedIsWeak() {
        for (int octet = 0; octet < 256; octet++) {
            byte[] bytes = new byte[20];
            Arrays.fill(bytes, (byte) octet);
            assertTrue(new VendingKey(bytes).isWeak());
            bytes[octet % 20]++;
            assertFalse(new VendingKey(bytes).isWeak());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABABABABABABABAB", "0123456789ABCDEF", LONG_KEY})
    void thePublishedTestKeysAreNotWeak(String hex) {
        assertFalse(key(hex).isWeak());
    }

    private static byte[] des(String key, byte[] block) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(HexFormat.of().parseHex(key), "DES"));
        return cipher.doFinal(block);
    }

    private static VendingKey key(long bits) {
        return new VendingKey(ByteBuffer.allocate(8).putLong(bits).array());
    }

    private static VendingKey key(String hex) {
        return new VendingKey(HexFormat.of().parseHex(hex));
    }
}
