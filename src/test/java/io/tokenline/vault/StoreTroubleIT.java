package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with the store or with what lies in it is said, by name and without a key. */
class StoreTroubleIT {

    private static final KeyLetter LETTER = KeyLetter.of("123457", 1);

    @TempDir
    private Path folder;

    private final Database database = Database.h2();
    private Rooms rooms;
    private Vault vault;

    @BeforeEach
    void open() throws VaultException {
        rooms = server("right", "here");
        vault = rooms.get(Vault.class);
        assertTrue(vault.createIfMissing());
    }

    /** A server as it is started; the tables are empty then. */
    private Rooms server(String password, String where) {
        return VaultFixture.rooms(
                database,
                VaultFixture.settings(database, false, folder.resolve(where), Optional.of(password), Optional.empty()));
    }

    private static String refused(Vault vault) {
        String trouble = String.valueOf(
                assertThrows(VaultException.class, vault::createIfMissing).getMessage());
        keyIsNotIn(trouble);
        return trouble;
    }

    private static void keyIsNotIn(String text) {
        String key = HexFormat.of().formatHex(LETTER.key().bytes());
        for (int i = 0; i + 8 <= key.length(); i += 2) {
            assertFalse(text.toLowerCase(Locale.ROOT).contains(key.substring(i, i + 8)), text);
        }
    }

    @Test
    void aStoreThatIsThereIsNotMadeAgain() throws VaultException {
        assertFalse(vault.createIfMissing());
        LETTER.load(rooms);
        assertFalse(vault.createIfMissing());
        assertEquals(Optional.empty(), vault.trouble());
    }

    @Test
    void noStoreIsMadeWhileTheDatabaseHoldsKeysOfOneThatIsNotHere() {
        Vault elsewhere = server("right", "elsewhere").get(Vault.class);
        LETTER.load(rooms);
        assertTrue(refused(elsewhere).contains("put its file vault.bcfks back"));
        assertFalse(Files.exists(folder.resolve("elsewhere").resolve("vault.bcfks")));
        assertEquals(1, database.count("select count(*) from vending_key"));
    }

    @Test
    void noStoreIsMadeWhileAProposalWaitsThatOnlyAnotherOneOpens() throws VaultException {
        Vault elsewhere = server("right", "elsewhere").get(Vault.class);
        long proposal = LETTER.propose(vault, "amina");
        assertTrue(refused(elsewhere).contains("put its file vault.bcfks back"));
        vault.decide(proposal, false, "brian");
        assertTrue(elsewhere.createIfMissing(), "nothing is sealed any more");
    }

    @Test
    void theFileOfAnotherStoreIsNoticedByTheKeysThatItDoesNotOpen() throws VaultException, IOException {
        Vault stranger = server("right", "elsewhere").get(Vault.class);
        assertTrue(stranger.createIfMissing());
        byte[] file = Files.readAllBytes(folder.resolve("elsewhere").resolve("vault.bcfks"));
        LETTER.load(rooms);
        assertTrue(refused(stranger).contains("'vending-key 123457 1' was not sealed by this key store"));
        assertEquals(Optional.of(refused(stranger)), stranger.trouble());
        assertArrayEquals(file, Files.readAllBytes(folder.resolve("elsewhere").resolve("vault.bcfks")));
        assertEquals(LETTER.attributes(), vault.keys().get(0).attributes(), "its own store still opens it");
    }

    @Test
    void aStoreUnderAnotherPasswordIsNoMissingOne() {
        Vault wrong = server("wrong", "here").get(Vault.class);
        LETTER.load(rooms);
        assertTrue(refused(wrong).contains("the password is wrong or the file is damaged"));
        assertEquals(Optional.of(refused(wrong)), wrong.trouble());
    }

    @Test
    void everythingThatNeedsTheStoreSaysWhyItCannot() {
        Vault closed = server("right", "elsewhere").get(Vault.class);
        LETTER.load(rooms);
        for (Step step : List.<Step>of(
                closed::keys,
                closed::expiring,
                () -> closed.propose(LETTER.attributes(), LETTER.key(), "letter", "amina"))) {
            String trouble =
                    String.valueOf(assertThrows(VaultException.class, step::run).getMessage());
            assertEquals(Optional.of(trouble), closed.trouble());
        }
        assertEquals(
                Outcome.OK,
                closed.proposeWithdrawal(
                                LETTER.attributes().sgc(), LETTER.attributes().krn(), "lost", "amina")
                        .outcome(),
                "a key can be withdrawn all the same");
    }

    /** Something that may be refused. */
    private interface Step {
        Object run() throws VaultException;
    }

    @Test
    void aChangeInAnyColumnThatTellsOfAKeyIsNoticed() {
        changed("nonce");
        changed("ciphertext");
        changed("supply_group_code", "'123458'", "123458 1");
        changed("key_revision", "2", "123457 2");
        changed("key_check_value", "'000000'", "123457 1");
    }

    private void changed(String column) {
        LETTER.load(rooms);
        byte[] whole = bytes(column);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % Byte.SIZE);
            write(column, damaged);
            noticed("123457 1");
        }
        write(column, java.util.Arrays.copyOf(whole, whole.length - 1));
        noticed("123457 1");
        write(column, new byte[0]);
        noticed("123457 1");
        database.execute("delete from vending_key");
    }

    private void changed(String column, String value, String name) {
        LETTER.load(rooms);
        database.execute("update vending_key set " + column + " = " + value);
        noticed(name);
        database.execute("delete from vending_key");
    }

    private void noticed(String name) {
        VaultException refusal = assertThrows(VaultException.class, vault::keys);
        for (Throwable e = refusal; e != null; e = e.getCause()) {
            keyIsNotIn(String.valueOf(e.getMessage()));
        }
        assertTrue(String.valueOf(refusal.getMessage()).contains("'vending-key " + name + "'"), refusal::getMessage);
        assertEquals(Optional.of(String.valueOf(refusal.getMessage())), vault.trouble());
    }

    private byte[] bytes(String column) {
        return database.tx(() -> (byte[]) database.entities()
                .createNativeQuery("select " + column + " from vending_key")
                .getSingleResult());
    }

    private void write(String column, byte[] bytes) {
        database.tx(() -> database.entities()
                .createNativeQuery("update vending_key set " + column + " = :bytes")
                .setParameter("bytes", bytes)
                .executeUpdate());
    }

    @Test
    void aDamagedKeyIsRepairedByImportingItAgain() throws VaultException {
        LETTER.load(rooms);
        write("ciphertext", new byte[40]);
        noticed("123457 1");
        vault.decide(LETTER.propose(vault, "amina"), true, "brian");
        assertEquals(Optional.empty(), vault.trouble());
        assertEquals(LETTER.attributes(), vault.keys().get(0).attributes());
    }

    @Test
    void oneDamagedKeyAmongOthersMakesNoStrangerOfTheStore() throws VaultException {
        LETTER.load(rooms);
        write("ciphertext", new byte[40]);
        KeyLetter second = KeyLetter.of("123457", 2);
        vault.decide(second.propose(vault, "amina"), true, "brian");
        assertFalse(vault.createIfMissing());
        noticed("123457 1");
    }
}
