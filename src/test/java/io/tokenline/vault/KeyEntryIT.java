package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.VendingKey;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that cannot be right is refused before anybody has to decide about it. */
class KeyEntryIT {

    /** The bytes of which weak and semi-weak keys of DES consist (FIPS 74), in the left half and in the right. */
    private static final byte[] LEFT = HexFormat.of().parseHex("01fe1fe0");

    private static final byte[] RIGHT = HexFormat.of().parseHex("01fe0ef1");

    private final Database database = Database.h2();
    private final Vault vault = new Rooms(database).get(Vault.class);

    @BeforeEach
    void open() throws VaultException {
        vault.createIfMissing();
    }

    @AfterEach
    void nothingWasKept() {
        assertEquals(0, database.count("select count(*) from key_proposal"));
        assertEquals(0, database.count("select count(*) from audit_event"));
    }

    private static KeyLetter des() {
        return KeyLetter.of("123457", 1).cipher(Dkga.DKGA02, EncryptionAlgorithm.EA07);
    }

    private Outcome proposed(KeyLetter letter, byte[] key) throws VaultException {
        return vault.propose(letter.attributes(), new VendingKey(key), "letter", "amina")
                .outcome();
    }

    @Test
    void aDesKeyIsRefusedWhereAnySingleBitOfItIsWrong() throws VaultException {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            byte[] key = des().key().bytes();
            key[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertEquals(Outcome.KEY_WEAK, proposed(des(), key), "bit " + bit);
        }
    }

    @Test
    void eachOfTheSixteenWeakAndSemiWeakKeysOfDesIsRefused() throws VaultException, GeneralSecurityException {
        int refused = 0;
        for (byte[] key : weakKeys()) {
            assertEquals(
                    Outcome.KEY_WEAK, proposed(des(), key), () -> HexFormat.of().formatHex(key));
            refused++;
        }
        assertEquals(16, refused);
    }

    /** What one of them encrypts, the one with its bytes exchanged decrypts by encrypting. */
    private static List<byte[]> weakKeys() throws GeneralSecurityException {
        List<byte[]> keys = new ArrayList<>();
        for (int a = 0; a < LEFT.length; a++) {
            for (int b = 0; b < LEFT.length; b++) {
                byte[] key = alternating(a, b);
                byte[] clear = "any text".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                assertArrayEquals(clear, encrypted(alternating(b, a), encrypted(key, clear)));
                keys.add(key);
            }
        }
        return keys;
    }

    private static byte[] alternating(int a, int b) {
        return new byte[] {LEFT[a], LEFT[b], LEFT[a], LEFT[b], RIGHT[a], RIGHT[b], RIGHT[a], RIGHT[b]};
    }

    private static byte[] encrypted(byte[] key, byte[] block) throws GeneralSecurityException {
        Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
        des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
        return des.doFinal(block);
    }

    @Test
    void aKeyOfOneByteRepeatedIsRefused() throws VaultException {
        for (int b = 0; b <= 0xFF; b++) {
            byte[] key = new byte[Dkga.DKGA04.vendingKeyBytes()];
            Arrays.fill(key, (byte) b);
            assertEquals(Outcome.KEY_WEAK, proposed(KeyLetter.of("123457", 1), key));
        }
    }

    @Test
    void aKeyOfAnotherLengthThanItsDerivationTakesIsRefused() throws VaultException {
        KeyLetter hmac = KeyLetter.of("123457", 1);
        assertEquals(Outcome.KEY_LENGTH, proposed(hmac, des().key().bytes()));
        assertEquals(Outcome.KEY_LENGTH, proposed(des(), hmac.key().bytes()));
        KeyLetter hmacForSta = KeyLetter.of("123457", 1).cipher(Dkga.DKGA04, EncryptionAlgorithm.EA07);
        assertEquals(Outcome.KEY_LENGTH, proposed(hmacForSta, des().key().bytes()));
    }
}
