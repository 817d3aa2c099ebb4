package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UserDataTest {

    @Test
    void aTextOfOneHundredAndSixtySeptetsIsOneMessage() {
        assertEquals(1, UserData.split("x".repeat(160), 1).size());
        assertEquals(1, UserData.split("€".repeat(80), 1).size());
        assertEquals(2, UserData.split("x".repeat(161), 1).size());
        assertEquals(2, UserData.split("€".repeat(80) + "x", 1).size());
    }

    @Test
    void partsCarryReferenceTotalAndNumberAndAtMost153Septets() {
        List<byte[]> parts = UserData.split("x".repeat(307), 0x1A7);

        assertEquals(3, parts.size());
        assertArrayEquals(new byte[] {5, 0, 3, (byte) 0xA7, 3, 2}, Arrays.copyOf(parts.get(1), 6));
        assertEquals(159, parts.get(0).length);
        assertEquals(159, parts.get(1).length);
        assertEquals(7, parts.get(2).length);
    }

    @Test
    void noEscapePairIsTornAndNothingIsLost() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            int length = 150 + random.nextInt(700);
            for (int c = 0; c < length; c++) {
                text.append(random.nextBoolean() ? '€' : 'a');
            }
            StringBuilder back = new StringBuilder();
            for (byte[] part : UserData.split(text.toString(), i)) {
                UserData data = part[0] == 5 ? UserData.parse(part) : new UserData(1, 1, part);
                assertTrue(data.text().length <= 160);
                assertNotEquals(Gsm7.ESCAPE, data.text()[data.text().length - 1]);
                back.append(Gsm7.decode(data.text()));
            }
            assertTrue(text.toString().startsWith(back.toString()));
            assertTrue(back.length() == text.length() || Gsm7.septets(text.toString()) > 1_520, "only the cap cuts");
        }
    }

    @Test
    void aTextBeyondTenPartsIsCut() {
        assertEquals(UserData.MAX_PARTS, UserData.split("x".repeat(5_000), 1).size());
    }

    @Test
    void headersOfBothReferenceSizesAndOtherElementsAreRead() {
        assertPart(2, 3, "hi", UserData.parse(new byte[] {5, 0, 3, 9, 3, 2, 'h', 'i'}));
        assertPart(2, 3, "hi", UserData.parse(new byte[] {6, 8, 4, 9, 9, 3, 2, 'h', 'i'}));
        assertPart(2, 3, "hi", UserData.parse(new byte[] {8, 0x24, 1, 5, 0, 3, 9, 3, 2, 'h', 'i'}));
        assertPart(1, 1, "hi", UserData.parse(new byte[] {4, 5, 2, 1, 1, 'h', 'i'}));
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

    @Test
    void aScreenIsCutToItsSeptetsAndNeverInAPair() {
        assertEquals(182, UserData.screen("x".repeat(200), 182).length);
        assertEquals(181, UserData.screen("x".repeat(181) + "€", 182).length);
        assertEquals(182, UserData.screen("x".repeat(180) + "€€", 182).length);
    }

    private static void assertPart(int part, int parts, String text, UserData data) {
        assertEquals(part + "/" + parts, data.part() + "/" + data.parts());
        assertEquals(text, Gsm7.decode(data.text()));
    }
}
