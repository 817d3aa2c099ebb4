package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Secret;
import io.tokenline.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be opened says why, and is tried again after a pause, without a restart. */
class VaultDoorIT {

    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final String PASSWORD = "amani na upendo";

    @TempDir
    private Path folder;

    private final TestClock clock = Database.h2().clock();

    @BeforeEach
    void morning() {
        clock.set(TestClock.START);
    }

    private VaultDoor door(Optional<String> password) {
        return new VaultDoor(VaultFixture.settings(Database.h2(), false, folder, password, Optional.empty()), clock);
    }

    private VaultDoor door() {
        return door(Optional.of(PASSWORD));
    }

    private Path path() {
        return folder.resolve("vault.bcfks");
    }

    /** The file of a store under a password, in bytes. */
    private byte[] file(String password) throws VaultException, IOException {
        new VaultFile(path(), new Secret(password)).create();
        byte[] whole = Files.readAllBytes(path());
        Files.delete(path());
        return whole;
    }

    private static String refused(VaultDoor door) {
        String trouble =
                String.valueOf(assertThrows(VaultException.class, door::master).getMessage());
        assertEquals(Optional.of(trouble), door.trouble());
        assertFalse(trouble.contains(PASSWORD), trouble);
        return trouble;
    }

    @Test
    void withoutAPasswordItSaysWhichVariableIsMissing() {
        VaultDoor door = door(Optional.empty());
        assertTrue(refused(door).contains("TOKENLINE_VAULT_PASSWORD is not set"));
        assertThrows(VaultException.class, door::create);
        assertFalse(Files.exists(path()), "no store without a password");
    }

    @Test
    void aMissingFileIsSaidSoAndIsTakenUpOnceItIsBack() throws VaultException, IOException {
        byte[] whole = file(PASSWORD);
        VaultDoor door = door();
        assertTrue(refused(door).contains("vault.bcfks does not exist"));
        Files.write(path(), whole);
        openedAfterThePauseOnly(door);
    }

    @Test
    void aFileUnderAnotherPasswordIsSaidSoAndTheRightOneIsTakenUp() throws VaultException, IOException {
        byte[] right = file(PASSWORD);
        Files.write(path(), file("another"));
        VaultDoor door = door();
        assertTrue(refused(door).contains("the password is wrong"));
        Files.write(path(), right);
        openedAfterThePauseOnly(door);
    }

    @Test
    void anyChangedByteIsNoticedAndTheFileFromTheBackupIsTakenUp() throws VaultException, IOException {
        byte[] whole = file(PASSWORD);
        VaultDoor door = door();
        Random random = new Random(62055);
        for (int part = 0; part < 16; part++) {
            byte[] damaged = whole.clone();
            damaged[(part * whole.length + random.nextInt(whole.length)) / 16] ^= (byte) (1 << random.nextInt(8));
            Files.write(path(), damaged);
            assertTrue(refused(door).contains("the file is damaged"));
            clock.pass(PAUSE);
        }
        Files.write(path(), whole);
        assertEquals(Optional.empty(), door.trouble());
    }

    /** The file is right again: whoever looked at it would open it. */
    private void openedAfterThePauseOnly(VaultDoor door) throws VaultException {
        String before = refused(door);
        clock.pass(PAUSE.minusMillis(1));
        assertEquals(before, refused(door), "nobody has looked");
        clock.pass(Duration.ofMillis(1));
        assertEquals(Optional.empty(), door.trouble());
        door.master();
    }

    @Test
    void aClockThatWasSetBackDoesNotKeepItShut() throws VaultException, IOException {
        byte[] whole = file(PASSWORD);
        VaultDoor door = door();
        refused(door);
        Files.write(path(), whole);
        clock.pass(Duration.ofDays(-1));
        door.master();
    }

    @Test
    void onceOpenItStaysOpenWhateverBecomesOfTheFile() throws VaultException, IOException {
        VaultDoor door = door();
        door.create();
        byte[] sealed = door.master().sealField("a", new byte[8]).joined();
        Files.delete(path());
        clock.pass(Duration.ofDays(1));
        assertArrayEquals(new byte[8], door.master().openField("a", MasterKey.Sealed.split(sealed)));
    }

    @Test
    void aStoreThatWasMadeIsOpenAtOnceAndItsOwnersOnly() throws VaultException, IOException {
        VaultDoor door = door();
        refused(door);
        assertTrue(door.isMissing());
        door.create();
        assertFalse(door.isMissing());
        assertEquals(Optional.empty(), door.trouble());
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(path()));
        assertThrows(VaultException.class, door::create, "and never made twice");
        String file = Files.readString(path(), StandardCharsets.ISO_8859_1);
        assertFalse(file.contains(PASSWORD));
    }
}
