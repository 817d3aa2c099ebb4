package io.tokenline.sandbox.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The meter's own arithmetic, against numbers printed in public descriptions of the standard. */
class TokenReadingTest {

    @Test
    void amountsOfSixteenBitsAtEachBoundary() {
        Map<Integer, Long> table = new TreeMap<>(Map.of(
                0x0000, 0L,
                0x0001, 1L,
                0x3FFF, 16_383L,
                0x4000, 16_384L,
                0x4001, 16_394L,
                0x7FFF, 180_214L,
                0x8000, 180_224L,
                0xBFFF, 1_818_524L,
                0xC000, 1_818_624L,
                0xFFFF, 18_201_624L));
        table.forEach((code, units) -> assertEquals(BigInteger.valueOf(units), Amounts.of(code)));
    }

    @Test
    void amountsOfSixteenBitsRiseWithTheirCodes() {
        for (int code = 1; code <= 0xFFFF; code++) {
            BigInteger step = Amounts.of(code).subtract(Amounts.of(code - 1));
            // from one exponent to the next the step is that of the higher one
            assertEquals(BigInteger.TEN.pow((code & 0x3FFF) == 0 ? (code - 1) >> 14 : code >> 14), step);
        }
    }

    @Test
    void amountsOfMoneyAtEachBoundary() {
        assertMoney("0.00000", 0, 0, 0);
        assertMoney("0.16383", 0, 0, 0x3FFF);
        assertMoney("0.16384", 0, 1, 0);
        assertMoney("1.00004", 0, 1, 8_362);
        assertMoney("-0.99994", 1, 1, 8_361);
        assertMoney("1.80214", 0, 1, 0x3FFF);
        assertMoney("1.80224", 0, 2, 0);
        // one to each further exponent: 2^14 times as many ones
        BigInteger start = BigInteger.ZERO;
        for (int exponent = 0; exponent < 32; exponent++) {
            assertMoney(new BigDecimal(start, 5).toString(), 0, exponent, 0);
            start = start.add(BigInteger.TEN.pow(exponent).shiftLeft(14));
        }
        assertEquals(
                "1.82044E+29",
                new BigDecimal(code(0, 31, 0), 5).round(new MathContext(6)).toString());
    }

    @Test
    void moneyIsRoundedUpByLessThanAStep() {
        BigInteger asked = BigInteger.valueOf(180_224).multiply(BigInteger.valueOf(100_000));
        BigInteger more = Amounts.ofCurrency(1, 0xBF4A).subtract(asked);
        assertTrue(more.signum() >= 0 && more.compareTo(BigInteger.TEN.pow(6)) < 0);
    }

    private static void assertMoney(String amount, int sign, int exponent, int mantissa) {
        assertEquals(new BigDecimal(amount), new BigDecimal(code(sign, exponent, mantissa), 5));
    }

    private static BigInteger code(int sign, int exponent, int mantissa) {
        return Amounts.ofCurrency(sign << 3 | exponent >> 2, (exponent & 3) << 14 | mantissa);
    }

    @Test
    void checksumsOfPublishedBlocks() {
        assertEquals(0x0FFA, Checksum.of(0, 0x004A_2D90_0FF2L, false));
        assertEquals(0xC207, Checksum.of(0, 0x0B19_EB23_0100L, false));
        assertEquals(0x2C89, Checksum.of(2, 0x50C0_2A55_0000L, false));
        assertEquals(0x5EFF, Checksum.of(1, 0x0FFF_FFFF_FF00L, false));
        assertEquals(0x72F9, Checksum.of(0, 0x406D_6F51_60AAL, true));
    }

    @Test
    void aFieldIsNamedByItsTwoEnds() {
        Frame frame = new Frame(2, 0xFEDC_BA98_7654_3210L);
        assertEquals(0xF, frame.subClass());
        assertEquals(0xE, frame.nibble());
        assertEquals(0xDCBA98, frame.tid());
        assertEquals(0x7654, frame.value());
        assertEquals(0xFEDC_BA98_7654L, frame.content());
        assertEquals(0x3210, frame.field(15, 0));
        assertEquals(1, frame.field(4, 4));
        assertEquals(0, frame.field(5, 5));
    }
}
