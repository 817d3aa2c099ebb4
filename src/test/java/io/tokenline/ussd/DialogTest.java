package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.TestClock;
import io.tokenline.ussd.menu.Answer;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.Rows;
import io.tokenline.ussd.menu.ScreenLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A dialog on its way into a cache and back. */
class DialogTest {

    private static final Instant NOW = TestClock.START;
    private static final Settings.Dialogs LIMITS =
            new Settings.Dialogs(10, Duration.ofSeconds(60), Duration.ofSeconds(180));

    /** At the confirm of the prepaid menu, where a dialog has gathered most. */
    private static final Position CONFIRM = new Position(
            "0123456789ab",
            "en",
            ScreenLimit.DEFAULT,
            "confirm",
            0,
            "",
            0,
            List.of("main", "meter", "amount"),
            Map.of(
                    "meter",
                    new Answer("01234567890", "01234567890"),
                    "amount",
                    new Answer("20000.00", "KES 20,000.00")),
            Map.of("owner", "A. M***** W.", "units", "801.9"),
            Rows.NONE,
            List.of());

    private final Dialog begun = Dialog.begun(
            new UssdRequest("sandbox", new Msisdn("254700123456"), "0123456789abcdef", UssdRequest.Kind.BEGIN, ""),
            NOW);

    @Test
    void aDialogComesBackAsItWas() {
        for (Dialog dialog :
                List.of(begun, begun.at(CONFIRM, NOW.plusSeconds(1)).spending())) {
            Dialog.Subscriber subscriber = Dialog.Subscriber.of(dialog.subscriber.key());
            Dialog back = Dialog.of(subscriber, dialog.octets());
            assertEquals(dialog.subscriber, back.subscriber);
            assertEquals(dialog.id, back.id);
            assertEquals(dialog.position(), back.position());
            assertEquals(dialog.hasSpent(), back.hasSpent());
            assertArrayEquals(dialog.noted(NOW).octets(), back.noted(NOW).octets(), "whatever else it holds");
        }
        assertEquals(Optional.empty(), begun.position());
    }

    @Test
    void silenceAndItsWholeLengthEndIt() {
        assertFalse(begun.isExpired(NOW.plusSeconds(59), LIMITS));
        assertTrue(begun.isExpired(NOW.plusSeconds(60), LIMITS));
        Dialog late = begun.at(CONFIRM, NOW.plusSeconds(150));
        assertFalse(late.isExpired(NOW.plusSeconds(179), LIMITS));
        assertTrue(late.isExpired(NOW.plusSeconds(180), LIMITS));
        assertTrue(Dialog.isExpired(late.octets(), NOW.plusSeconds(180), LIMITS));
        assertFalse(Dialog.isExpired(late.octets(), NOW.plusSeconds(179), LIMITS));
        assertEquals(Duration.ofSeconds(30), late.life(LIMITS));
    }

    @Test
    void aHundredThousandOfThemTakeLittleRoom() {
        int octets = begun.at(CONFIRM, NOW).octets().length;
        assertTrue(octets < 320, octets + " octets");
    }

    @Test
    void octetsOfAnotherFormOrDamagedOnesAreRefused() {
        byte[] octets = begun.at(CONFIRM, NOW).octets();
        int dialog = begun.octets().length;
        for (int end = 0; end < octets.length; end++) {
            byte[] part = Arrays.copyOf(octets, end);
            if (end != dialog) {
                assertThrows(IllegalArgumentException.class, () -> Dialog.of(begun.subscriber, part));
            }
        }
        octets[0]++;
        assertThrows(IllegalArgumentException.class, () -> Dialog.of(begun.subscriber, octets));
        assertFalse(Dialog.isExpired(octets, NOW.plusSeconds(1_000), LIMITS));
    }
}
