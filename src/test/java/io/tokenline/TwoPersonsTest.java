package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwoPersonsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3_600);

    private final TwoPersons proposal = new TwoPersons("wanjiku", NOON);

    @Test
    void aProposalWaitsForItsSecondPerson() {
        assertEquals("wanjiku", proposal.proposedBy());
        assertEquals(NOON, proposal.proposedAt());
        assertEquals(Optional.empty(), proposal.decidedBy());
        assertEquals(Optional.empty(), proposal.decidedAt());
        assertEquals(Outcome.OK, proposal.mayDecide("otieno"));
    }

    @Test
    void whoProposedMayNotDecideHoweverHeWritesHisName() {
        for (String name : List.of("wanjiku", "Wanjiku", "WANJIKU")) {
            assertEquals(Outcome.SAME_PERSON, proposal.mayDecide(name));
            assertThrows(IllegalStateException.class, () -> proposal.decide(name, ONE));
        }
        assertEquals(Optional.empty(), proposal.decidedBy());
    }

    @Test
    void anotherDecidesOnce() {
        proposal.decide("otieno", ONE);
        assertEquals(Optional.of("otieno"), proposal.decidedBy());
        assertEquals(Optional.of(ONE), proposal.decidedAt());
        for (String name : List.of("wanjiku", "otieno", "achieng")) {
            assertEquals(Outcome.ALREADY_DECIDED, proposal.mayDecide(name));
            assertThrows(IllegalStateException.class, () -> proposal.decide(name, ONE));
        }
        assertEquals(Optional.of("otieno"), proposal.decidedBy());
    }

    @Test
    void nobodyIsNoPerson() {
        for (String name : List.of("", " ", "x".repeat(41))) {
            assertThrows(IllegalArgumentException.class, () -> new TwoPersons(name, NOON));
            assertThrows(IllegalArgumentException.class, () -> proposal.mayDecide(name));
        }
    }
}
