package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Amounts as people type them. */
class MoneyTest {

    private static final Currency KES = Currency.getInstance("KES");

    @Test
    void everyUsualWayToWriteMoneyIsRead() {
        Map<String, Long> typed = Map.ofEntries(
                Map.entry("500", 500_00L),
                Map.entry(" 500 ", 500_00L),
                Map.entry("500.00", 500_00L),
                Map.entry("500,50", 500_50L),
                Map.entry("1,500", 1_500_00L),
                Map.entry("1,234,567.89", 1_234_567_89L),
                Map.entry("KES 500", 500_00L),
                Map.entry("kes500", 500_00L),
                Map.entry("500 KES", 500_00L),
                Map.entry("Ksh 500", 500_00L),
                Map.entry("KSHS.500", 500_00L),
                Map.entry("500/=", 500_00L),
                Map.entry("500/-", 500_00L),
                Map.entry("Ksh. 1,500/=", 1_500_00L),
                Map.entry("0", 0L),
                Map.entry("999999999.99", 999_999_999_99L));
        typed.forEach((text, minor) -> assertEquals(Optional.of(new Money(minor, KES)), Money.parse(text, KES), text));
    }

    @Test
    void whatIsNoAmountIsNone() {
        for (String typed : List.of(
                "",
                "-5",
                "+5",
                "5.5",
                "5.555",
                "1,50,00",
                "1.500.00",
                "5e3",
                "0x10",
                "five",
                "KES",
                "1000000000",
                "500 500",
                "USD 500",
                "٥٠٠",
                "500.",
                ".50",
                "NaN")) {
            assertEquals(Optional.empty(), Money.parse(typed, KES), typed);
        }
    }

    @Test
    void aCurrencyWithoutDecimalsTakesNoCents() {
        Currency shilling = Currency.getInstance("UGX");
        assertEquals(Optional.of(new Money(500, shilling)), Money.parse("500", shilling));
        assertEquals(Optional.of(new Money(500, shilling)), Money.parse("500.00", shilling));
        assertEquals(Optional.empty(), Money.parse("500.50", shilling));
        assertEquals("UGX 500", new Money(500, shilling).toString());
    }

    @Test
    void anAmountWithMoreDecimalsThanTheCurrencyIsABugOfTheCaller() {
        assertThrows(ArithmeticException.class, () -> Money.of(new BigDecimal("1.001"), KES));
        assertEquals(new Money(1_10, KES), Money.of(new BigDecimal("1.100"), KES));
        assertEquals("KES -1.10", new Money(-1_10, KES).toString());
    }
}
