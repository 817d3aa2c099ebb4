package io.tokenline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.Msisdn;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditEventTest {

    private static final int DETAIL_MAX = 1_000;

    private static AuditEvent by(String actor) {
        return new AuditEvent(actor, "KEY_PROPOSED", "key 600675/1", "");
    }

    private static AuditEvent with(String detail) {
        return new AuditEvent("wanjiku", "KEY_PROPOSED", "key 600675/1", detail);
    }

    @Test
    void personsMaskedCustomersAndTheSystemAct() {
        for (String actor : List.of("wanjiku", "j.otieno-2", AuditEvent.SYSTEM)) {
            assertEquals(actor, by(actor).actor());
        }
        assertEquals(
                "customer 2547****456",
                by(AuditEvent.customer(new Msisdn("254700123456"))).actor());
        assertEquals(
                "customer 1****567",
                by(AuditEvent.customer(new Msisdn("1234567"))).actor());
    }

    @Test
    void aWholePhoneNumberIsNoActor() {
        for (String actor : List.of("customer 254700123456", "customer ", "Wanjiku", "", "a b", "x".repeat(41))) {
            assertThrows(IllegalArgumentException.class, () -> by(actor), actor);
        }
    }

    @Test
    void anActionIsAWordInCapitals() {
        for (String action : List.of("", "K", "Key", "KEY PROPOSED", "1KEY", "K".repeat(41))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new AuditEvent("wanjiku", action, "key 600675/1", ""),
                    action);
        }
    }

    @Test
    void anObjectIsShortAndOnOneLine() {
        for (String object : List.of("", "key\n600675/1", "k".repeat(121))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new AuditEvent("wanjiku", "KEY_PROPOSED", object, ""),
                    object);
        }
    }

    @Test
    void aLongDetailIsCutBetweenCharacters() {
        assertEquals("x".repeat(DETAIL_MAX), with("x".repeat(DETAIL_MAX)).detail());
        assertEquals("x".repeat(DETAIL_MAX), with("x".repeat(DETAIL_MAX + 1)).detail());
        String before = "x".repeat(DETAIL_MAX - 1);
        assertEquals(before, with(before + Character.toString(0x1F600)).detail());
    }

    @Test
    void controlCharactersAreNotKept() {
        assertEquals("two lines  and more", with("two\nlines\0\tand more").detail());
    }

    @Test
    void whatLooksLikeATokenIsMasked() {
        for (String token : List.of("12345678901234567890", "1234 5678 9012 3456 7890", "1234-5678-9012-3456-7890")) {
            assertEquals("made ****, sent", with("made " + token + ", sent").detail());
        }
        String pan = "meter 600727000000000009";
        assertEquals(pan, with(pan).detail());
    }
}
