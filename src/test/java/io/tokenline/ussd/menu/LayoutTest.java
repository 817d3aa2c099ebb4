package io.tokenline.ussd.menu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.Gsm7;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Screens longer than a phone shows. */
class LayoutTest {

    private static final ScreenLimit SMALL = new ScreenLimit(60, 40);

    private final Layout layout = new Layout(SMALL, "98 More");

    @Test
    void aScreenThatFitsIsOnePageWithoutMore() {
        assertEquals(List.of("One\nTwo\n0 Back"), layout.pages(List.of("One", "Two"), "0 Back", "0 Back"));
        String full = "x".repeat(60);
        assertEquals(List.of(full), layout.pages(List.of(full), "", "0 Back"));
    }

    @Test
    void aPageHoldsWholeLines() {
        List<String> lines = List.of("a".repeat(20), "b".repeat(20), "c".repeat(20), "d".repeat(20));
        assertEquals(
                List.of(
                        "a".repeat(20) + "\n" + "b".repeat(20) + "\n98 More",
                        "c".repeat(20) + "\n" + "d".repeat(20) + "\n0 Back"),
                layout.pages(lines, "", "0 Back"));
    }

    @Test
    void aLineThatNoPageHoldsIsBrokenBetweenWords() {
        List<String> pages = layout.pages(List.of("word ".repeat(30).strip()), "", "");
        for (String page : pages) {
            assertTrue(page.replace("\n98 More", "").matches("word( word)*"), page);
        }
    }

    @Test
    void aWordThatNoPageHoldsIsBrokenAnywhere() {
        List<String> pages = layout.pages(List.of("x".repeat(200)), "", "");
        assertEquals("x".repeat(200), String.join("", pages).replace("\n98 More", ""));
    }

    @Test
    void aCharacterOfTheExtensionTableTakesTwoSeptets() {
        assertEquals(1, layout.pages(List.of("€".repeat(30)), "", "").size());
        assertEquals(2, layout.pages(List.of("€".repeat(31)), "", "").size());
    }

    @Test
    void oneCharacterBeyondTheAlphabetHalvesTheRoomOfItsPageOnly() {
        assertEquals(1, layout.pages(List.of("ሰ" + "x".repeat(39)), "", "").size());
        List<String> pages = layout.pages(List.of("ሰ" + "x".repeat(20), "y".repeat(60)), "", "");
        assertEquals(List.of("ሰ" + "x".repeat(20) + "\n98 More", "y".repeat(60)), pages);
    }

    @Test
    void withoutAKeyForMoreTheRestIsCut() {
        assertEquals(List.of("x".repeat(60)), new Layout(SMALL, "").pages(List.of("x".repeat(61)), "", ""));
    }

    @Test
    void noPageIsLongerThanItsLinkShowsAndNothingIsLost() {
        Random random = new Random(8);
        for (int run = 0; run < 2_000; run++) {
            ScreenLimit limit = new ScreenLimit(60 + random.nextInt(123), 40 + random.nextInt(41));
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                lines.add(line(random));
            }
            List<String> pages = new Layout(limit, "98 More").pages(lines, "", "0 Back");
            StringBuilder read = new StringBuilder();
            for (String page : pages) {
                assertTrue(limit.fits(page), page);
                read.append(page.replaceAll("\n(98 More\n0 Back|98 More|0 Back)$", ""))
                        .append(' ');
            }
            assertEquals(
                    String.join("", lines).replaceAll("\\s", ""),
                    read.toString().replaceAll("\\s", ""));
        }
    }

    @Test
    void theAlphabetIsTheOneThatGoesOverTheWire() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String text = String.valueOf(c);
            if (Character.isSurrogate(c) || c == Gsm7.ESCAPE) {
                continue;
            }
            assertEquals(Gsm7.canEncode(text), GsmText.isGsm(text), () -> "U+" + Integer.toHexString(text.charAt(0)));
            if (GsmText.isGsm(text)) {
                assertEquals(Gsm7.septets(text), GsmText.septets(text), text);
            }
        }
    }

    @Test
    void aLimitThatNoScreenHasIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ScreenLimit(183, 80));
        assertThrows(IllegalArgumentException.class, () -> new ScreenLimit(160, 0));
        assertEquals(new ScreenLimit(160, 80), ScreenLimit.ofSeptets(160));
        assertEquals(new ScreenLimit(120, 60), ScreenLimit.ofSeptets(120));
        assertEquals(new ScreenLimit(182, 80), ScreenLimit.ofSeptets(1_000));
        assertFalse(SMALL.fits("x".repeat(61)));
    }

    private static String line(Random random) {
        String letters = random.nextInt(3) == 0 ? "ሰላም ነው " : "abc €fg hij ";
        StringBuilder line = new StringBuilder("w");
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 300 : 40); i >= 0; i--) {
            line.append(letters.charAt(random.nextInt(letters.length())));
        }
        return line.toString().strip();
    }
}
