package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Misty1Test {

    @ParameterizedTest
    @CsvSource({"0123456789ABCDEF, 8B1DA5F56AB3D07C", "FEDCBA9876543210, 04B68240B13BE95D"})
    void theVectorsOfRfc2994ComeOut(String plain, String cipher) {
        Misty1 misty1 = new Misty1(0x0011223344556677L, 0x8899AABBCCDDEEFFL);
        assertEquals(cipher, hex(misty1.encrypt(HexFormat.fromHexDigitsToLong(plain))));
        assertEquals(plain, hex(misty1.decrypt(HexFormat.fromHexDigitsToLong(cipher))));
    }

    @Test
    void whatIsEncryptedIsDecrypted() {
        Random random = new Random(2994);
        for (int i = 0; i < 2_000; i++) {
            Misty1 misty1 = new Misty1(random.nextLong(), random.nextLong());
            long block = random.nextLong();
            assertEquals(block, misty1.decrypt(misty1.encrypt(block)));
        }
    }

    private static String hex(long bits) {
        return HexFormat.of().withUpperCase().toHexDigits(bits);
    }
}
