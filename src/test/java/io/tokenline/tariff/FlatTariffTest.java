package io.tokenline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From money to units and back to the cent. */
class FlatTariffTest {

    private static final BigDecimal MINIMUM = new BigDecimal("1.00");
    private static final BigDecimal MAXIMUM = new BigDecimal("100000.00");

    private static FlatTariff tariff(String price, String rate) {
        return new FlatTariff("test/1", new BigDecimal(price), "VAT", new BigDecimal(rate), MINIMUM, MAXIMUM, 2);
    }

    private static BigDecimal cents(long minor) {
        return BigDecimal.valueOf(minor, 2);
    }

    @Test
    void theReceiptOfAnExample() {
        Breakdown breakdown = tariff("20.00", "0.16").breakdown(new BigDecimal("200.00"));
        assertEquals(86, breakdown.unitsTenths());
        assertEquals(
                new ReceiptLine("Energy", new BigDecimal("172.41")),
                breakdown.lines().get(0));
        assertEquals(
                new ReceiptLine("VAT", new BigDecimal("27.59")),
                breakdown.lines().get(1));
    }

    @Test
    void linesAlwaysAddUpAndMoreMoneyNeverBuysLess() {
        Random random = new Random(62055);
        for (int i = 0; i < 20_000; i++) {
            FlatTariff tariff = tariff(
                    cents(1L + random.nextInt(10_000)).toPlainString(),
                    BigDecimal.valueOf(random.nextInt(400), 3).toPlainString());
            long minor = 100L + random.nextInt(9_999_899);
            Breakdown breakdown = tariff.breakdown(cents(minor));
            BigDecimal sum =
                    breakdown.lines().stream().map(ReceiptLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(cents(minor), sum, tariff::toString);
            assertTrue(breakdown.lines().stream().allMatch(line -> line.amount().signum() >= 0), tariff::toString);
            assertTrue(
                    breakdown.unitsTenths()
                            <= tariff.breakdown(cents(minor + 1)).unitsTenths(),
                    tariff::toString);
            assertUnits(tariff, breakdown);
        }
    }

    private static void assertUnits(FlatTariff tariff, Breakdown breakdown) {
        BigDecimal energy = breakdown.lines().get(0).amount();
        BigDecimal exact =
                energy.divide(tariff.pricePerKwh(), 20, RoundingMode.DOWN).movePointRight(1);
        assertEquals(exact.setScale(0, RoundingMode.DOWN).longValueExact(), breakdown.unitsTenths());
    }

    @Test
    void anAmountOutsideTheLimitsIsABugOfTheCaller() {
        FlatTariff tariff = tariff("20.00", "0.16");
        assertThrows(IllegalArgumentException.class, () -> tariff.breakdown(new BigDecimal("0.99")));
        assertThrows(IllegalArgumentException.class, () -> tariff.breakdown(new BigDecimal("100000.01")));
    }

    @Test
    void aTariffThatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> tariff("0", "0.16"));
        assertThrows(IllegalArgumentException.class, () -> tariff("20", "-0.01"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FlatTariff("t", BigDecimal.ONE, "VAT", BigDecimal.ZERO, MAXIMUM, MINIMUM, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FlatTariff("t", BigDecimal.ONE, "VAT", BigDecimal.ZERO, BigDecimal.ZERO, MAXIMUM, 2));
    }
}
