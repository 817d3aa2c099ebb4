package io.tokenline.ussd.menu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A position on its way into a cache and back. */
class PositionTest {

    private static final Position FULL = new Position(
            "0123456789ab",
            "am",
            new ScreenLimit(182, 80),
            "confirm",
            1,
            "ስህተት ነው። እንደገና ይሞክሩ።",
            2,
            List.of("main", "saved_meters", "meter", "amount"),
            Map.of(
                    "meter",
                    new Answer("01234567890", "01234567890"),
                    "amount",
                    new Answer("20000.00", "KES 20,000.00")),
            Map.of("owner", "A. M***** W.", "units", "801.9", "count", "5"),
            new Rows("saved_meters", Collections.nCopies(5, new Row("01234567890", Map.of("name", "Grandmother")))),
            List.of("1", "", "500"));

    @Test
    void aPositionComesBackAsItWas() {
        assertEquals(FULL, Position.of(FULL.octets()));
    }

    @Test
    void theFormOfTheOctetsStays() {
        Position small = new Position(
                "v1",
                "en",
                ScreenLimit.DEFAULT,
                "main",
                0,
                "",
                0,
                List.of(),
                Map.of(),
                Map.of(),
                Rows.NONE,
                List.of("1"));
        byte[] octets = small.octets();
        assertEquals(
                "01027631" + "02656e" + "a00150" + "046d61696e" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00"
                        + "010131",
                HexFormat.of().formatHex(octets));
        assertEquals(small, Position.of(octets));
    }

    @Test
    void equalPositionsHaveEqualOctets() {
        Map<String, String> other = new LinkedHashMap<>();
        other.put("units", "801.9");
        other.put("count", "5");
        other.put("owner", "A. M***** W.");
        assertArrayEquals(FULL.octets(), FULL.withValues(other).octets());
    }

    @Test
    void aHundredThousandOfThemTakeLittleRoom() {
        assertTrue(FULL.octets().length < 600, FULL.octets().length + " octets");
    }

    @Test
    void whoStoresJavaObjectsStoresLittleMore() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(FULL);
        }
        assertTrue(bytes.size() < FULL.octets().length + 120, bytes.size() + " octets");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(FULL, in.readObject());
        }
    }

    @Test
    void octetsThatEndTooSoonOrTooLateAreRefused() {
        byte[] octets = FULL.octets();
        for (int end = 0; end < octets.length; end++) {
            byte[] part = Arrays.copyOf(octets, end);
            assertThrows(IllegalArgumentException.class, () -> Position.of(part));
        }
        assertThrows(IllegalArgumentException.class, () -> Position.of(Arrays.copyOf(octets, octets.length + 1)));
    }

    @Test
    void octetsOfAnotherFormAreRefused() {
        byte[] octets = FULL.octets();
        octets[0] = 2;
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> Position.of(octets));
        assertEquals("a position of form 2 cannot be read", refusal.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> Position.of("anything at all".getBytes(StandardCharsets.UTF_8)));
    }
}
