package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Amount16Test {

    @ParameterizedTest
    @CsvSource({
        "0, 0000, 0",
        "1, 0001, 1",
        "256, 0100, 256",
        "16383, 3FFF, 16383",
        "16384, 4000, 16384",
        "16385, 4001, 16394",
        "16394, 4001, 16394",
        "20000, 416A, 20004",
        "180214, 7FFF, 180214",
        "180215, 8000, 180224",
        "180223, 8000, 180224",
        "180224, 8000, 180224",
        "180225, 8001, 180324",
        "1818524, BFFF, 1818524",
        "1818525, C000, 1818624",
        "1818623, C000, 1818624",
        "1818624, C000, 1818624",
        "1818625, C001, 1819624",
        "18200625, FFFF, 18201624",
        "18201624, FFFF, 18201624",
    })
    void anAmountIsRoundedUpToOneTheTokenCanCarry(long units, String code, long carried) {
        Amount16 amount = Amount16.atLeast(units).orElseThrow();
        assertEquals(Integer.parseInt(code, 16), amount.code());
        assertEquals(carried, amount.units());
    }

    @Test
    void whatIsTooMuchOrNegativeCannotBeCarried() {
        assertTrue(Amount16.atLeast(Amount16.MAX_UNITS + 1).isEmpty());
        assertTrue(Amount16.atLeast(Long.MAX_VALUE).isEmpty());
        assertTrue(Amount16.atLeast(-1).isEmpty());
        assertTrue(Amount16.atLeast(Long.MIN_VALUE).isEmpty());
    }

    @Test
    void everyCodeIsTheCodeOfItsAmount() {
        long before = -1;
        for (int code = 0; code <= 0xFFFF; code++) {
            Amount16 amount = new Amount16(code);
            assertTrue(amount.units() > before, "amounts rise with their codes");
            assertEquals(amount, Amount16.atLeast(amount.units()).orElseThrow());
            assertEquals(amount, Amount16.atLeast(before + 1).orElseThrow());
            before = amount.units();
        }
        assertEquals(Amount16.MAX_UNITS, before);
    }

    @Test
    void peopleReadItsUnits() {
        assertEquals("16394", new Amount16(0x4001).toString());
    }

    @Test
    void aCodeHasSixteenBits() {
        assertThrows(IllegalArgumentException.class, () -> new Amount16(-1));
        assertThrows(IllegalArgumentException.class, () -> new Amount16(0x10000));
    }
}
