package io.tokenline.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.vending.Announcement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be sent to be announced. */
class AnnouncementsResourceTest {

    private static final String FROM = "2026-03-01T22:00:00+03:00";
    private static final String UNTIL = "2026-03-01T23:00:00Z";

    private static Announcement.Plan plan(Map<String, String> texts) {
        return AnnouncementsResource.plan(new AnnouncementsResource.Wanted("BANNER", FROM, UNTIL, texts));
    }

    private static void refused(AnnouncementsResource.Wanted wanted) {
        assertEquals(
                400,
                assertThrows(Refusal.class, () -> AnnouncementsResource.plan(wanted))
                        .status());
    }

    @Test
    void aTimeIsWrittenWithWhateverOffset() {
        assertEquals(
                Instant.parse("2026-03-01T19:00:00Z"), plan(Map.of("en", " x ")).from());
        assertEquals(Map.of("en", "x"), plan(Map.of("en", " x ")).texts());
        for (String wrong : List.of("", "2026-03-01T22:00:00", "tomorrow")) {
            refused(new AnnouncementsResource.Wanted("BANNER", wrong, UNTIL, Map.of("en", "x")));
            refused(new AnnouncementsResource.Wanted("BANNER", FROM, wrong, Map.of("en", "x")));
        }
        refused(new AnnouncementsResource.Wanted("PARTY", FROM, UNTIL, Map.of("en", "x")));
    }

    @Test
    void aLanguageOfTheGsmAlphabetKeepsToIt() {
        for (String language : List.of("en", "sw", "so", "fr", "pt")) {
            for (String text : List.of("caf\u00EA", "\u2019", "\u20AC".repeat(31))) {
                refused(new AnnouncementsResource.Wanted("BANNER", FROM, UNTIL, both(language, text)));
            }
            plan(both(language, "\u00E9t\u00E9 " + "\u20AC".repeat(28)));
        }
        for (String language : List.of("am", "ar")) {
            plan(both(language, "\u1230".repeat(60)));
            refused(new AnnouncementsResource.Wanted("BANNER", FROM, UNTIL, both(language, "\u1230".repeat(61))));
        }
    }

    private static Map<String, String> both(String language, String text) {
        return language.equals("en") ? Map.of("en", text) : Map.of("en", "x", language, text);
    }

    @Test
    void aTextThatIsMissingIsRefusedAndNotAFault() {
        refused(new AnnouncementsResource.Wanted("BANNER", FROM, UNTIL, null));
        refused(new AnnouncementsResource.Wanted("BANNER", FROM, UNTIL, Collections.singletonMap("en", null)));
    }
}
