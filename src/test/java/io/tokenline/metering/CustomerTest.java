package io.tokenline.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names as strangers see them. */
class CustomerTest {

    private static String masked(String name) {
        return new Customer(name, Instant.EPOCH).maskedName();
    }

    @Test
    void aNameShowsItsInitialsAndNoMore() {
        assertEquals("A. W***** M.", masked("Amina Wanjiru Mwangi"));
        assertEquals("B. O*****", masked("Brian Otieno"));
        assertEquals("Z*****", masked("zawadi"));
        assertEquals("A. B***** C.", masked("  Anna  Bella\tClara Diana "));
    }

    @Test
    void noMaskedNameIsLongerThanAScreenLeavesRoomFor() {
        for (String name : List.of("ß ß ß", "𝒜𝒷 𝒞𝒹 ℰ", "x".repeat(120), "ŉ ŉ ŉ ŉ", "a b c d e f g")) {
            assertTrue(masked(name).length() <= Customer.MASKED_MAX, name);
        }
    }

    @Test
    void aCustomerHasAName() {
        assertThrows(IllegalArgumentException.class, () -> masked(""));
        assertThrows(IllegalArgumentException.class, () -> masked(" "));
        assertThrows(IllegalArgumentException.class, () -> masked("x".repeat(121)));
    }
}
