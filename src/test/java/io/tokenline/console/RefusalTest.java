package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void anUnknownThingIsNotFoundAndABadOneABadRequestAndTheRestConflicts() {
        assertEquals(404, Refusal.of(Outcome.PERSON_UNKNOWN, "").status());
        assertEquals(400, Refusal.of(Outcome.PASSWORD_INVALID, "").status());
        assertEquals(409, Refusal.of(Outcome.SAME_PERSON, "").status());
        assertEquals(409, Refusal.of(Outcome.ALREADY_DECIDED, "").status());
        assertEquals(
                Optional.of(Outcome.SAME_PERSON),
                Refusal.of(Outcome.SAME_PERSON, "").outcome());
    }

    @Test
    void theNameOfAnOutcomeTellsItsStatus() {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().endsWith("_UNKNOWN")
                    && outcome != Outcome.PAYMENT_UNKNOWN) { // that one is a sale's state
                assertEquals(404, Refusal.status(outcome), outcome.name());
            }
            if (outcome.name().endsWith("_INVALID")) {
                assertEquals(400, Refusal.status(outcome), outcome.name());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> Refusal.status(Outcome.OK));
    }

    @Test
    void aRoleThatIsMissingIsNamed() {
        Refusal refusal = Refusal.role(Role.KEYS, Role.ADMIN);
        assertEquals(403, refusal.status());
        assertTrue(String.valueOf(refusal.getMessage()).contains("ADMIN, KEYS"), refusal.getMessage());
    }

    @Test
    void aPauseIsToldInSecondsThatAreEnough() {
        assertEquals(429, Refusal.tooMany("", Duration.ofSeconds(1)).status());
        assertEquals(
                List.of(1L, 1L, 1L, 2L, 60L),
                Arrays.asList(0, 1, 1_000, 1_001, 60_000).stream()
                        .map(millis -> Refusal.seconds(Duration.ofMillis(millis)))
                        .toList());
    }
}
