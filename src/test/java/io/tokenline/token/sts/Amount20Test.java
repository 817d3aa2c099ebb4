package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Amount20Test {

    @ParameterizedTest
    @CsvSource({
        "0, 00000, 0.00000",
        "0.00001, 00001, 0.00001",
        "0.000001, 00001, 0.00001",
        "-0.000001, 00000, 0.00000",
        "-0.00001, 80001, -0.00001",
        "0.16383, 03FFF, 0.16383",
        "0.163831, 04000, 0.16384",
        "1, 060AA, 1.00004",
        "-1, 860A9, -0.99994",
        "1.80215, 08000, 1.80224",
        "-1.80223, 87FFF, -1.80214",
    })
    void anAmountIsRoundedTowardsMore(BigDecimal asked, String code, BigDecimal carried) {
        Amount20 amount = Amount20.atLeast(asked).orElseThrow();
        assertEquals(Integer.parseInt(code, 16), amount.code());
        assertEquals(carried, amount.amount());
    }

    @Test
    void thePublishedCodesComeOut() {
        assertEquals(
                0x1BF4A,
                Amount20.atLeast(new BigDecimal("180224")).orElseThrow().code());
        assertEquals(
                31 << 14,
                Amount20.atLeast(new BigDecimal("1.82044E+29").setScale(5))
                                .orElseThrow()
                                .code()
                        & ~0x3FFF);
    }

    @Test
    void everyCodeIsTheCodeOfItsAmount() {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            Amount20 amount = new Amount20(random.nextInt(1 << 20));
            BigDecimal carried = amount.amount();
            assertEquals(carried, Amount20.atLeast(carried).orElseThrow().amount());
            if (carried.signum() != 0) {
                assertEquals(amount, Amount20.atLeast(carried).orElseThrow());
            }
        }
    }

    @Test
    void noAmountIsRoundedTowardsLess() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal asked = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(8));
            assertTrue(Amount20.atLeast(asked).orElseThrow().amount().compareTo(asked) >= 0);
        }
    }

    @Test
    void whatIsTooMuchCannotBeCarried() {
        assertTrue(Amount20.atLeast(new BigDecimal("1E40")).isEmpty());
        assertTrue(Amount20.atLeast(new BigDecimal("-1E40")).isEmpty());
        assertTrue(Amount20.atLeast(new BigDecimal("1E999999999")).isEmpty());
        BigDecimal most = new Amount20(0x7FFFF).amount();
        assertEquals(0x7FFFF, Amount20.atLeast(most).orElseThrow().code());
        assertTrue(Amount20.atLeast(most.add(new BigDecimal("0.00001"))).isEmpty());
    }

    @Test
    void peopleReadTheAmount() {
        assertEquals("-0.99994", new Amount20(0x860A9).toString());
    }

    @Test
    void aCodeHasTwentyBits() {
        assertEquals(0xFFFFF, new Amount20(0xFFFFF).code());
        assertThrows(IllegalArgumentException.class, () -> new Amount20(1 << 20));
        assertThrows(IllegalArgumentException.class, () -> new Amount20(-1));
    }
}
