package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field at rest opens where it was sealed and nowhere else, and is found without being opened. */
class FieldCipherIT {

    private static final String LABEL = "token A1B2C3D4 0";
    private static final String DIGITS = "12345678901234567890";

    @TempDir
    private Path folder;

    private FieldCipher cipher;

    private VaultDoor door(String store) {
        return new VaultDoor(
                VaultFixture.settings(
                        Database.h2(), false, folder.resolve(store), Optional.of("right"), Optional.empty()),
                Database.h2().clock());
    }

    private FieldCipher created(String store) throws VaultException {
        VaultDoor door = door(store);
        door.create();
        return new FieldCipher(door);
    }

    @BeforeEach
    void create() throws VaultException {
        cipher = created("one");
    }

    @Test
    void whateverIsSealedIsOpened() throws VaultException {
        for (String text : List.of("", "x", DIGITS, "Ksh 200 — asante 😀\n", "y".repeat(10_000))) {
            assertEquals(text, cipher.open(LABEL, cipher.seal(LABEL, text)));
        }
    }

    @Test
    void nothingOfTheTextCanBeSeenNorWhetherTwoAreTheSame() throws VaultException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            byte[] sealed = cipher.seal(LABEL, DIGITS);
            assertTrue(seen.add(Arrays.toString(sealed)), "never the same twice");
            assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains(DIGITS.substring(0, 4)));
        }
    }

    @Test
    void aFieldThatWasMovedIsNotOpened() throws VaultException {
        byte[] sealed = cipher.seal(LABEL, DIGITS);
        for (String other : List.of("token A1B2C3D4 1", "token A1B2C3D5 0", "message A1B2C3D4 0", "")) {
            refused(cipher, other, sealed);
        }
    }

    @Test
    void aFieldThatWasChangedInAnyByteOrCutIsNotOpened() throws VaultException {
        byte[] sealed = cipher.seal(LABEL, DIGITS);
        Random random = new Random(62055);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            refused(cipher, LABEL, changed);
            refused(cipher, LABEL, Arrays.copyOf(sealed, i));
        }
        refused(cipher, LABEL, Arrays.copyOf(sealed, sealed.length + 1));
    }

    @Test
    void aFieldOfAnotherStoreIsNotOpenedNorFound() throws VaultException {
        FieldCipher other = created("two");
        refused(other, LABEL, cipher.seal(LABEL, DIGITS));
        assertNotEquals(cipher.indexOf(DIGITS), other.indexOf(DIGITS));
    }

    private static void refused(FieldCipher reader, String label, byte[] sealed) {
        VaultException refusal = assertThrows(VaultException.class, () -> reader.open(label, sealed));
        assertEquals(
                "the record '" + label + "' was not sealed by this key store, or is damaged", refusal.getMessage());
    }

    @Test
    void theIndexIsTheSameForTheSameTextOnlyAndIsNeverTheText() throws VaultException {
        Set<String> indexes = new HashSet<>();
        Random random = new Random(62055);
        for (int i = 0; i < 1_000; i++) {
            String text = Long.toString(random.nextLong(1_000_000_000_000L, 9_000_000_000_000L));
            String index = cipher.indexOf(text);
            assertEquals(index, cipher.indexOf(text));
            assertTrue(index.matches("[0-9a-f]{64}"));
            assertFalse(index.contains(text));
            indexes.add(index);
        }
        assertEquals(1_000, indexes.size());
    }

    @Test
    void aRecordOfAKeyDoesNotOpenAsAField() throws VaultException {
        VaultDoor door = door("three");
        door.create();
        byte[] clear = DIGITS.getBytes(StandardCharsets.US_ASCII);
        MasterKey.Sealed record = door.master().seal(LABEL, clear);
        assertArrayEquals(clear, door.master().open(LABEL, record));
        refused(new FieldCipher(door), LABEL, record.joined());
    }
}
