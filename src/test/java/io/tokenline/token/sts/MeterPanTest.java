package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeterPanTest {

    @ParameterizedTest
    @CsvSource({
        "07000000013, 600727070000000135",
        "15123456780, 600727151234567808",
        "11111111115, 600727111111111153",
        "0123000000422, 000001230000004228",
    })
    void aDrnAndItsPanLeadToEachOther(String drn, String pan) {
        assertEquals(pan, MeterPan.of(new Drn(drn)).digits());
        assertEquals(drn, new MeterPan(pan).drn().digits());
        assertEquals(MeterPan.parse(drn), MeterPan.parse(pan));
    }

    @ParameterizedTest
    @ValueSource(strings = {"600727000000000009", "000001000000000082"})
    void theTestPansOfTheStandardAreRead(String pan) {
        assertEquals(pan, MeterPan.parse(pan).orElseThrow().digits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1512 345 6780", "15-1234-5678-0", " 15123456780 ", "600727 15123456780 8"})
    void spacesAndDashesAreForgiven(String typed) {
        assertEquals(Optional.of("600727151234567808"), MeterPan.parse(typed).map(MeterPan::digits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678904",
                "11111111113",
                "600727070000000136",
                "600727070000000143",
                "600728070000000133",
                "1512345678",
                "151234567801",
                "1512345678O",
                "١٥١٢٣٤٥٦٧٨٠",
                "",
                "---"
            })
    void whatIsNoMeterNumberIsNotRead(String typed) {
        assertTrue(MeterPan.parse(typed).isEmpty());
    }

    @Test
    void longInputIsRefusedUnread() {
        assertTrue(MeterPan.parse(" ".repeat(1_000_000) + "15123456780").isEmpty());
    }

    @Test
    void anyDigitTypedWrongIsNoticed() {
        for (String good : new String[] {"15123456780", "0123000000422", "600727151234567808"}) {
            for (int i = 0; i < good.length(); i++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    String typed = good.substring(0, i) + digit + good.substring(i + 1);
                    assertEquals(typed.equals(good), MeterPan.parse(typed).isPresent(), typed);
                }
            }
        }
    }

    @Test
    void anythingThatLooksLikeASpaceIsForgivenUpToALimit() {
        for (String typed : new String[] {"15123456780", "1512\t345\u00A06780", " ".repeat(53) + "15123456780"}) {
            assertTrue(MeterPan.parse(typed).isPresent());
        }
        assertTrue(MeterPan.parse(" ".repeat(54) + "15123456780").isEmpty());
    }

    @Test
    void peopleReadTheDigits() {
        assertEquals("15123456780", new Drn("15123456780").toString());
        assertEquals("600727151234567808", new MeterPan("600727151234567808").toString());
        assertEquals("000439", SupplyGroupCode.of(439).toString());
    }

    @Test
    void theManufacturerCodeHasTwoOrFourDigits() {
        assertEquals("15", new Drn("15123456780").manufacturerCode());
        assertEquals("0123", new Drn("0123000000422").manufacturerCode());
    }

    @Test
    void aValueWithAWrongCheckDigitCannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new Drn("12345678904"));
        assertThrows(IllegalArgumentException.class, () -> new MeterPan("600727070000000136"));
    }
}
