package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserDataTest {

    @Test
    void headersOfBothReferenceSizesAndOtherElementsAreRead() {
        assertPart(2, 3, "hi", UserData.parse(new byte[] {5, 0, 3, 9, 3, 2, 'h', 'i'}));
        assertPart(2, 3, "hi", UserData.parse(new byte[] {6, 8, 4, 9, 9, 3, 2, 'h', 'i'}));
        assertPart(2, 3, "hi", UserData.parse(new byte[] {8, 0x24, 1, 5, 0, 3, 9, 3, 2, 'h', 'i'}));
        assertPart(1, 1, "hi", UserData.parse(new byte[] {4, 5, 2, 1, 1, 'h', 'i'}));
    }

    @Test
    void referencesOfDifferentWaysAreDifferent() {
        Set<Integer> references = Set.of(
                UserData.parse(new byte[] {5, 0, 3, 9, 3, 2, 'h'}).reference(),
                UserData.parse(new byte[] {6, 8, 4, 0, 9, 3, 2, 'h'}).reference(),
                UserData.parse(new byte[] {6, 8, 4, 1, 9, 3, 2, 'h'}).reference(),
                UserData.segment(9, 3, 2, new byte[] {'h'}).reference());
        assertEquals(4, references.size());
        assertPart(1, 1, "h", UserData.segment(9, 2, 3, new byte[] {'h'}));
        assertPart(1, 1, "h", UserData.segment(9, 0, 0, new byte[] {'h'}));
    }

    @Test
    void aHeaderThatDoesNotFitLosesNoText() {
        assertPart(1, 1, "zhi", UserData.parse(new byte[] {'z', 'h', 'i'}));
        assertPart(1, 1, "hi", UserData.parse(new byte[] {5, 0, 9, 9, 3, 2, 'h', 'i'}));
        assertPart(1, 1, "hi", UserData.parse(new byte[] {5, 0, 3, 9, 0, 0, 'h', 'i'}));
        assertPart(1, 1, "hi", UserData.parse(new byte[] {5, 0, 3, 9, 2, 3, 'h', 'i'}));
        assertPart(1, 1, "", UserData.parse(new byte[0]));
        assertPart(1, 1, "hi", UserData.parse(new byte[] {1, 0, 'h', 'i'}));
    }

    @Test
    void readingRandomOctetsNeverFails() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(20)];
            random.nextBytes(octets);
            if (octets.length > 0) {
                octets[0] = (byte) random.nextInt(20);
            }
            UserData data = UserData.parse(octets);
            assertTrue(data.part() >= 1 && data.part() <= data.parts());
        }
    }

    private static void assertPart(int part, int parts, String text, UserData data) {
        assertEquals(part + "/" + parts, data.part() + "/" + data.parts());
        assertEquals(text, Gsm7.decode(data.text()));
    }
}
