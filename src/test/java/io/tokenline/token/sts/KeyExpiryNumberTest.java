package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyExpiryNumberTest {

    @Test
    void aKeyExpiresWithTheTopBitsOfTheTid() {
        assertEnds(0, Instant.parse("2014-02-15T12:15:00Z"));
        assertEnds(85, Instant.parse("2024-09-18T22:55:00Z"));
        assertEnds(170, Instant.parse("2035-04-23T09:35:00Z"));
        assertFalse(new KeyExpiryNumber(255).isExpiredAt(new TokenIdentifier(BaseDate.BD2014, 0xFFFFFF)));
        assertThrows(IllegalArgumentException.class, () -> new KeyExpiryNumber(256));
        assertThrows(IllegalArgumentException.class, () -> new KeyExpiryNumber(-1));
    }

    private static void assertEnds(int ken, Instant lastMinute) {
        TokenIdentifier last = TokenIdentifier.at(BaseDate.BD2014, lastMinute).orElseThrow();
        assertFalse(new KeyExpiryNumber(ken).isExpiredAt(last));
        assertTrue(new KeyExpiryNumber(ken).isExpiredAt(last.next().orElseThrow()));
    }
}
