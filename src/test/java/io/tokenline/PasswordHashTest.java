package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    private static final Duration KEEP = Duration.ofMinutes(10);

    private final SecureRandom random = new SecureRandom();
    private final TestClock clock = new TestClock();

    @Test
    void onlyThePasswordItWasMadeOfMatches() {
        String stored = PasswordHash.of("sandbox", random);
        assertTrue(PasswordHash.matches("sandbox", stored));
        assertFalse(PasswordHash.matches("sandbo", stored));
        assertFalse(PasswordHash.matches("", stored));
        assertFalse(PasswordHash.matches("sandbox", PasswordHash.ofNobody()));
        assertTrue(stored.startsWith("pbkdf2-sha256$100000$") && !stored.contains("sandbox"));
        assertTrue(stored.length() <= 200, "it fits its column");
    }

    @Test
    void theSamePasswordIsNeverStoredTwiceTheSame() {
        assertNotEquals(PasswordHash.of("sandbox", random), PasswordHash.of("sandbox", random));
    }

    @Test
    void aStoredStringOfAnotherSchemeIsAnError() {
        assertThrows(IllegalStateException.class, () -> PasswordHash.matches("x", "x"));
        assertThrows(IllegalStateException.class, () -> PasswordHash.matches("x", "pbkdf2-sha256$99999999$AA==$AA=="));
    }

    @Test
    void aRememberedLoginIsWorthlessWhenTheStoredPasswordChanges() {
        RememberedLogins remembered = new RememberedLogins(random, clock, KEEP);
        remembered.remember("a", "hash1", "secret");
        assertTrue(remembered.knows("a", "hash1", "secret"));
        assertFalse(remembered.knows("a", "hash1", "Secret"));
        assertFalse(remembered.knows("a", "hash2", "secret"));
        assertFalse(remembered.knows("b", "hash1", "secret"));
    }

    @Test
    void aLoginIsRememberedForItsTimeOnly() {
        RememberedLogins remembered = new RememberedLogins(random, clock, KEEP);
        remembered.remember("a", "hash", "secret");
        clock.pass(KEEP.minusMillis(1));
        assertTrue(remembered.knows("a", "hash", "secret"));
        clock.pass(Duration.ofMillis(1));
        assertFalse(remembered.knows("a", "hash", "secret"));
    }

    @Test
    void onlySoManyLoginsAreRemembered() {
        RememberedLogins remembered = new RememberedLogins(random, clock, KEEP);
        for (int i = 0; i < 1_500; i++) {
            remembered.remember("a" + i, "hash", "secret");
        }
        assertFalse(remembered.knows("a0", "hash", "secret"));
        assertTrue(remembered.knows("a1499", "hash", "secret"));
    }

    @Test
    void ofSeveralItIsTheOneThatThePasswordBelongsTo() {
        String first = PasswordHash.of("first", new Random(1));
        String second = PasswordHash.next("second", first);
        String foreign = PasswordHash.of("first", new Random(2));
        List<String> all = List.of(second, first, foreign);
        assertEquals(Optional.of(first), PasswordHash.match("first", all));
        assertEquals(Optional.of(second), PasswordHash.match("second", all));
        assertEquals(Optional.of(foreign), PasswordHash.match("first", List.of(second, foreign)));
        assertEquals(Optional.empty(), PasswordHash.match("third", all));
    }
}
