package io.tokenline.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Threads;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number has one sealed text, which the key store alone opens. */
class SealsIT {

    private static final String LONGEST = "254700123456789";
    private static final int NUMBERS = 500;

    @TempDir
    private Path folder;

    private Seals seals;

    private VaultDoor door(String store, Optional<String> password) {
        return new VaultDoor(
                VaultFixture.settings(Database.h2(), false, folder.resolve(store), password, Optional.empty()),
                Database.h2().clock());
    }

    private Seals created(String store) throws VaultException {
        VaultDoor door = door(store, Optional.of("right"));
        door.create();
        return new Seals(door);
    }

    @BeforeEach
    void create() throws VaultException {
        seals = created("one");
    }

    private static List<String> numbers() {
        return IntStream.range(0, NUMBERS)
                .mapToObj(i -> Long.toString(254_700_000_000L + i))
                .toList();
    }

    @Test
    void aNumberHasOneSealedTextThatOpensToItAndNoOtherNumberHasIt() {
        Set<String> sealed = new HashSet<>();
        for (String number : numbers()) {
            String kept = seals.number(number);
            assertEquals(kept, seals.number(number));
            assertEquals(number, seals.openNumber(kept));
            assertTrue(sealed.add(kept));
            assertFalse(kept.contains(number), kept);
        }
    }

    @Test
    void theLongestNumberFitsIntoItsColumn() {
        assertTrue(seals.number(LONGEST).length() <= Seals.NUMBER_COLUMN);
    }

    @Test
    void aServerThatIsStartedAgainSealsAsBefore() {
        Seals again = new Seals(door("one", Optional.of("right")));
        assertEquals(seals.number(LONGEST), again.number(LONGEST));
        assertEquals("Amina Wanjiru", again.openName(seals.name("Amina Wanjiru")));
    }

    @Test
    void threadsThatSealAtOnceDoNotMixTheirTexts() {
        List<List<String>> each = Threads.together(
                4, thread -> () -> numbers().stream().map(seals::number).toList());
        each.forEach(texts -> assertEquals(numbers().stream().map(seals::number).toList(), texts));
    }

    @Test
    void theSameTextIsAnotherOneAsANameAndUnderAnotherStore() throws VaultException {
        String number = seals.number(LONGEST);
        String name = seals.name(LONGEST);
        assertNotEquals(number.substring(3), name.substring(3));
        assertNotEquals(number, created("two").number(LONGEST));
        assertThrows(VaultClosed.class, () -> seals.openNumber("m1:" + name.substring(3)));
    }

    @Test
    void whatWasChangedOrComesFromAnotherStoreDoesNotOpen() throws VaultException {
        String kept = seals.number(LONGEST);
        for (int i = 3; i < kept.length(); i++) {
            String changed = kept.substring(0, i) + (kept.charAt(i) == 'A' ? 'B' : 'A') + kept.substring(i + 1);
            VaultClosed refused = assertThrows(VaultClosed.class, () -> seals.openNumber(changed));
            assertFalse(String.valueOf(refused.getMessage()).contains(LONGEST));
        }
        assertThrows(VaultClosed.class, () -> seals.openNumber("m1:"));
        assertThrows(VaultClosed.class, () -> seals.openNumber("m1:not letters"));
        Seals other = created("two");
        assertThrows(VaultClosed.class, () -> other.openNumber(kept));
        assertThrows(VaultClosed.class, () -> other.openName(seals.name("Amina")));
        assertThrows(VaultClosed.class, () -> other.openBody(seals.body("told")));
        assertEquals(LONGEST, seals.openNumber(kept), "a refusal spoils nothing for the next one");
    }

    @Test
    void aLongTextIsSealedAnewEachTime() {
        String told = "{\"MSISDN\":\"" + LONGEST + "\",\"n\":\"" + "é".repeat(4_000) + "\"}";
        String kept = seals.body(told);
        assertNotEquals(kept, seals.body(told));
        assertEquals(told, seals.openBody(kept));
        assertTrue(kept.length() <= 17_000, "it fits into its column");
    }

    @Test
    void whatWasKeptInTheClearIsReadAsItStands() {
        assertEquals(LONGEST, seals.openNumber(LONGEST));
        assertEquals("Amina", seals.openName("Amina"));
        assertEquals("{}", seals.openBody("{}"));
    }

    @Test
    void whileTheVaultIsClosedNobodyIsKnownAndNothingIsLost() {
        Seals closed = new Seals(door("one", Optional.empty()));
        assertFalse(closed.areOpen());
        String kept = seals.number(LONGEST);
        for (Runnable step : List.<Runnable>of(
                () -> closed.number(LONGEST), () -> closed.openNumber(kept), () -> closed.name("Amina"))) {
            VaultClosed refused = assertThrows(VaultClosed.class, step::run);
            assertEquals(
                    Optional.of(String.valueOf(refused.getMessage())),
                    VaultClosed.causeOf(new IllegalStateException("somewhere", refused)));
        }
        assertEquals(Optional.empty(), VaultClosed.causeOf(new IllegalStateException("something else")));
        assertEquals("{}", new SealedBody(closed).convertToDatabaseColumn("{}"), "news is kept all the same");
        assertNotEquals("{}", new SealedBody(seals).convertToDatabaseColumn("{}"));
    }
}
