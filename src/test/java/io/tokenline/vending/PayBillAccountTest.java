package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and books see of an account that a customer typed. */
class PayBillAccountTest {

    @ParameterizedTest
    @CsvSource({
        "07000000013, 07000000013",
        "0700-0000 013, 07000000013",
        "254700123456, 2547****456",
        "+254 700 123 456, 2547****456",
        "0700123456, 0700****456",
        "070012345, ****",
        "12345, ****",
        "John Kamau, ****"
    })
    void aMeterNumberIsShownAndAnythingElseIsMasked(String typed, String shown) {
        assertEquals(shown, PayBill.masked(typed));
    }
}
