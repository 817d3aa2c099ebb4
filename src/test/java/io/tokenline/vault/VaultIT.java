package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Secret;
import io.tokenline.metering.MeterFixture;
import io.tokenline.token.sts.VendingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys go in and come out as decoder keys only. */
class VaultIT {

    private static final String LABEL = "vending-key 123457 1";
    private static final byte[] CLEAR = "twenty bytes of key.".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private VaultFile file(String password) {
        return new VaultFile(folder.resolve("vault.bcfks"), new Secret(password));
    }

    private MasterKey created() throws VaultException {
        file("right").create();
        return file("right").open();
    }

    @Test
    void whatIsSealedCanBeOpenedAfterTheStoreWasReopened() throws VaultException {
        MasterKey.Sealed sealed = created().seal(LABEL, CLEAR);
        assertArrayEquals(CLEAR, file("right").open().open(LABEL, sealed));
        assertFalse(Arrays.equals(sealed.ciphertext(), created2(sealed)), "a nonce is used once");
    }

    private byte[] created2(MasterKey.Sealed other) throws VaultException {
        MasterKey.Sealed again = file("right").open().seal(LABEL, CLEAR);
        assertFalse(Arrays.equals(other.nonce(), again.nonce()));
        return again.ciphertext();
    }

    @Test
    void aStoreIsNeverOverwritten() throws VaultException {
        MasterKey.Sealed sealed = created().seal(LABEL, CLEAR);
        refused(() -> file("right").create());
        assertArrayEquals(CLEAR, file("right").open().open(LABEL, sealed));
    }

    @Test
    void aWrongPasswordOrAMissingFileIsSaidSo() throws VaultException {
        assertTrue(refused(() -> file("right").open()).contains("does not exist"));
        created();
        assertTrue(refused(() -> file("wrong").open()).contains("the password is wrong or the file is damaged"));
    }

    @Test
    void aDamagedFileIsSaidSoWhateverIsInIt() throws VaultException, IOException {
        created();
        Path path = folder.resolve("vault.bcfks");
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(62055);
        for (int i = 0; i < 6; i++) {
            byte[] damaged = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 2 == 1) {
                damaged[random.nextInt(64)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(path, damaged);
            assertTrue(refused(() -> file("right").open()).contains("cannot be opened"));
        }
        Files.write(path, "not a key store at all".getBytes(StandardCharsets.US_ASCII));
        assertTrue(refused(() -> file("right").open()).contains("cannot be opened"));
    }

    @Test
    void aFileThatWasCutShortIsSaidSoWhereverItEnds() throws VaultException, IOException {
        created();
        Path path = folder.resolve("vault.bcfks");
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < Math.min(64, whole.length); length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertTrue(refused(() -> file("right").open()).contains("cannot be opened"));
        }
    }

    @Test
    void aRecordMovedUnderAnotherNameOrChangedIsNotOpened() throws VaultException {
        MasterKey key = created();
        MasterKey.Sealed sealed = key.seal(LABEL, CLEAR);
        assertTrue(refused(() -> key.open("vending-key 123457 2", sealed)).contains("vending-key 123457 2"));
        byte[] changed = sealed.ciphertext().clone();
        changed[3] ^= 1;
        refused(() -> key.open(LABEL, new MasterKey.Sealed(sealed.nonce(), changed)));
        refused(() -> key.open(LABEL, new MasterKey.Sealed(sealed.nonce(), new byte[0])));
        refused(() -> key.open(LABEL, new MasterKey.Sealed(new byte[0], sealed.ciphertext())));
    }

    @Test
    void aRecordOfAnotherStoreIsNotOpened() throws VaultException, IOException {
        MasterKey.Sealed sealed = created().seal(LABEL, CLEAR);
        Files.delete(folder.resolve("vault.bcfks"));
        MasterKey other = created();
        assertTrue(refused(() -> other.open(LABEL, sealed)).contains("not sealed by this key store"));
    }

    @Test
    void aKeyCheckValueNamesAKeyAndTellsNothing() {
        VendingKey des = new VendingKey(HexFormat.of().parseHex("0123456789abcdef"));
        assertEquals("D5D44F", KeyCheckValue.of(des));
        String other = KeyCheckValue.of(MeterFixture.KEY);
        assertTrue(other.matches("[0-9A-F]{6}"));
        assertFalse(hex(MeterFixture.KEY.bytes()).contains(other));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /** A step that may be refused. */
    private interface Step {
        void run() throws VaultException;
    }

    /** The message; neither it nor those behind it hold key material or the password. */
    private static String refused(Step step) {
        VaultException refusal = assertThrows(VaultException.class, step::run);
        for (Throwable e = refusal; e != null; e = e.getCause()) {
            String text = String.valueOf(e.getMessage());
            assertFalse(text.contains(new String(CLEAR, StandardCharsets.US_ASCII)), text);
            assertFalse(text.toUpperCase(Locale.ROOT).contains(hex(CLEAR)), text);
            assertFalse(text.contains("right") || text.matches(".*\\bwrong\\b(?<!is wrong).*"), text);
        }
        return String.valueOf(refusal.getMessage());
    }
}
