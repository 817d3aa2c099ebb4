package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.ussd.menu.Bounds;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.InputType;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyInputTest {

    private static final InputType MONEY = new MoneyInput(Currency.getInstance("KES"));
    private static final Bounds BOUNDS =
            new Bounds(Optional.of(new BigDecimal("50")), Optional.of(new BigDecimal("20000")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|500.00|KES 500",
                "500.00|500.00|KES 500.00",
                "500,50|500.50|KES 500,50",
                "1,500|1500.00|KES 1,500",
                "1,500.25|1500.25|KES 1,500.25",
                "20,000.00|20000.00|KES 20,000.00",
                "KES 500|500.00|KES 500",
                "kes500|500.00|kes500",
                "KES 20,000.00|20000.00|KES 20,000.00",
                "Ksh 500|500.00|Ksh 500",
                "Kshs.500|500.00|Kshs.500",
                "500 KES|500.00|500 KES",
                "500/=|500.00|KES 500/=",
                "500/-|500.00|KES 500/-",
                "0050|50.00|KES 0050",
                "50|50.00|KES 50",
            })
    void amountsAsPeopleTypeThem(String typed, String value, String shown) {
        InputType.Accepted accepted = assertInstanceOf(InputType.Accepted.class, MONEY.read(typed, BOUNDS), typed);
        assertEquals(value, accepted.value());
        assertEquals(shown, accepted.shown());
        assertTrue(accepted.shown().contains(typed));
        assertTrue(GsmText.septets(accepted.shown()) <= MONEY.width(Bounds.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "-500",
                "+500",
                "500.5",
                "500.555",
                "1.500",
                "5 00",
                "1,50,000",
                "1e3",
                "500..00",
                "KES",
                "KES KES 5",
                "\u0665\u0660\u0660",
                "500 USD",
                "100000000000000000",
                "0x10",
                "/=",
                ".50",
                "500."
            })
    void whatIsNoAmount(String typed) {
        assertEquals(new InputType.Refused(InputType.INVALID), MONEY.read(typed, BOUNDS));
    }

    @Test
    void amountsBeyondTheBoundsSaySo() {
        assertEquals(new InputType.Refused(InputType.TOO_LOW), MONEY.read("49.99", BOUNDS));
        assertEquals(new InputType.Refused(InputType.TOO_LOW), MONEY.read("000", BOUNDS));
        assertEquals(new InputType.Refused(InputType.TOO_HIGH), MONEY.read("20000.01", BOUNDS));
        assertInstanceOf(InputType.Accepted.class, MONEY.read("20000.00", BOUNDS));
    }

    @Test
    void withoutBoundsNothingIsStillNoAmount() {
        assertEquals(new InputType.Refused(InputType.INVALID), MONEY.read("0.00", Bounds.NONE));
        assertInstanceOf(InputType.Accepted.class, MONEY.read("0.01", Bounds.NONE));
    }

    @Test
    void aCurrencyWithoutCentsTakesNone() {
        InputType shillings = new MoneyInput(Currency.getInstance("UGX"));
        assertEquals(new InputType.Accepted("500", "UGX 500.00"), shillings.read("500.00", Bounds.NONE));
        assertEquals(new InputType.Refused(InputType.INVALID), shillings.read("500.50", Bounds.NONE));
    }
}
