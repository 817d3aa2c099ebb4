package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Phone numbers as operators and people write them. */
class MsisdnTest {

    private static final Msisdn AMINA = new Msisdn("254700123456");

    @Test
    void everyUsualWayToWriteANumberIsRead() {
        for (String typed : List.of(
                "0700123456",
                "254700123456",
                "+254700123456",
                "00254700123456",
                " +254 700-123 456 ",
                "(0700) 123456")) {
            assertEquals(Optional.of(AMINA), Msisdn.parse(typed, "254"), typed);
        }
    }

    @Test
    void whatIsNoPhoneNumberIsNone() {
        for (String typed : List.of(
                "",
                "+",
                "0",
                "00",
                "12345",
                "+0700123456",
                "000700123456",
                "1234567890123456",
                "sandbox",
                "07001234x6",
                "٠٧٠٠١٢٣٤٥٦",
                "++254700123456",
                "254.700.123.456")) {
            assertEquals(Optional.empty(), Msisdn.parse(typed, "254"), typed);
        }
    }

    @Test
    void onlyDigitsWithoutALeadingZeroMakeOne() {
        for (String digits : List.of("", "123456", "0700123456", "1234567890123456", "25470012345x")) {
            assertThrows(IllegalArgumentException.class, () -> new Msisdn(digits));
        }
    }

    @Test
    void noTextShowsAWholeNumber() {
        assertEquals("2547****456", AMINA.masked());
        assertEquals("2547****456", AMINA.toString());
        for (int length = 7; length <= 15; length++) {
            Msisdn number = new Msisdn("123456789012345".substring(0, length));
            String shown = number.masked().replace("*", "");
            assertFalse(shown.length() > length - 3, () -> "three digits stay hidden of " + number.digits());
        }
    }
}
