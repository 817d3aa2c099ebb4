package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Gsm7Test {

    @Test
    void theCornersOfTheTableAreWhereTheStandardPutsThem() {
        assertArrayEquals(new byte[] {0x00, 0x02, 0x0A, 0x10, 0x11}, Gsm7.encode("@$\nΔ_"));
        assertArrayEquals(new byte[] {0x1C, 0x1F, 0x20, 0x24, 0x3F, 0x40}, Gsm7.encode("ÆÉ ¤?¡"));
        assertArrayEquals(new byte[] {0x5B, 0x5F, 0x60, 0x7B, 0x7F}, Gsm7.encode("Ä§¿äà"));
    }

    @Test
    void everyCharacterOfTheExtensionTakesTwoSeptets() {
        assertArrayEquals(
                new byte[] {
                    0x1B, 0x14, 0x1B, 0x28, 0x1B, 0x29, 0x1B, 0x2F, 0x1B, 0x3C, 0x1B, 0x3D, 0x1B, 0x3E, 0x1B, 0x40,
                    0x1B, 0x65, 0x1B, 0x0A
                },
                Gsm7.encode("^{}\\[~]|€\f"));
        assertEquals(20, Gsm7.septets("^{}\\[~]|€\f"));
    }

    @Test
    void everySeptetComesBackAsItself() {
        for (int septet = 0; septet < 128; septet++) {
            if (septet != Gsm7.ESCAPE) {
                byte[] one = {(byte) septet};
                assertArrayEquals(one, Gsm7.encode(Gsm7.decode(one)), "septet " + septet);
            }
        }
    }

    @Test
    void whatTheAlphabetLacksBecomesPlainOrAQuestionMark() {
        assertEquals("\"it's\" - ok... ??", Gsm7.decode(Gsm7.encode("“it’s” – ok… ไ😀")));
        assertFalse(Gsm7.canEncode("“"));
        assertTrue(Gsm7.canEncode("Meter [1] €5 @ home"));
    }

    @Test
    void decodingNeverFails() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            assertTrue(Gsm7.decode(octets).length() <= octets.length);
        }
        assertEquals(" ", Gsm7.decode(new byte[] {0x1B}));
        assertEquals("a", Gsm7.decode(new byte[] {0x1B, 0x61}), "an unknown extension is the basic character");
        assertEquals("A", Gsm7.decode(new byte[] {(byte) 0xC1}), "bit 7 is ignored");
    }
}
