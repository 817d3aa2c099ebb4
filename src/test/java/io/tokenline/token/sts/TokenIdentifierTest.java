package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenIdentifierTest {

    @ParameterizedTest
    @CsvSource({
        "93, 2016-12-11T15:49:00Z, 12593749",
        "93, 2016-12-11T15:49:59.999Z, 12593749",
        "14, 2026-03-01T12:34:00Z, 6397234",
        "35, 2036-02-29T23:59:00Z, 611999",
        "14, 2014-01-01T00:00:00Z, 0",
    })
    void minutesCountFromTheBaseDate(String baseDate, Instant instant, int minutes) {
        assertEquals(minutes, at(baseDate, instant).minutes());
    }

    @ParameterizedTest
    @CsvSource({"93, 2024-11-24T20:15:00Z", "14, 2045-11-24T20:15:00Z", "35, 2066-11-24T20:15:00Z"})
    void aBaseDateEndsWithItsLastMinuteAndNeverWraps(String code, Instant last) {
        BaseDate baseDate = BaseDate.ofCode(code);
        assertEquals(last, baseDate.lastMinute());
        TokenIdentifier tid = at(code, last.plusSeconds(59));
        assertEquals(0xFFFFFF, tid.minutes());
        assertEquals(last, tid.minute());
        assertTrue(TokenIdentifier.at(baseDate, last.plusSeconds(60)).isEmpty());
        assertTrue(tid.next().isEmpty());
    }

    @Test
    void beforeTheBaseDateThereIsNone() {
        assertTrue(TokenIdentifier.at(BaseDate.BD2035, Instant.parse("2034-12-31T23:59:59.999Z"))
                .isEmpty());
    }

    @Test
    void anOrdinaryTokenLeavesTheReservedMinuteOut() {
        assertEquals(
                Instant.parse("2026-03-01T00:02:00Z"),
                at("14", Instant.parse("2026-03-01T00:01:30Z")).minute());
        TokenIdentifier midnight = at("14", Instant.parse("2026-03-01T00:00:00Z"));
        assertEquals(
                Instant.parse("2026-03-01T00:02:00Z"),
                midnight.next().orElseThrow().minute());
        assertEquals(
                Instant.parse("2026-03-01T00:03:00Z"),
                midnight.next().orElseThrow().next().orElseThrow().minute());
    }

    @Test
    void theReservedMinuteIsGivenWhereItIsAskedFor() {
        TokenIdentifier tid = TokenIdentifier.reserved(BaseDate.BD1993, Instant.parse("2016-12-11T15:49:00Z"))
                .orElseThrow();
        assertEquals(12592802 - 1, tid.minutes());
        assertTrue(tid.isReserved());
        assertFalse(tid.next().orElseThrow().isReserved());
    }

    @Test
    void anIdentifierHas24Bits() {
        assertThrows(IllegalArgumentException.class, () -> new TokenIdentifier(BaseDate.BD2014, -1));
        assertThrows(IllegalArgumentException.class, () -> new TokenIdentifier(BaseDate.BD2014, 0x1000000));
    }

    private static TokenIdentifier at(String baseDate, Instant instant) {
        return TokenIdentifier.at(BaseDate.ofCode(baseDate), instant).orElseThrow();
    }
}
