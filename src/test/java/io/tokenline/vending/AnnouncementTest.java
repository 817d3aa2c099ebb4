package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.TestClock;
import io.tokenline.delivery.Templates;
import io.tokenline.vending.Announcement.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be announced. */
class AnnouncementTest {

    private static final Map<String, String> TEXTS =
            Map.of("en", "M-Pesa is slow today", "sw", "M-Pesa ni polepole leo");
    private static final Map<String, String> NONE = Map.of();

    private static Announcement.Plan plan(Kind kind, Duration lasts, Map<String, String> texts) {
        return new Announcement.Plan(kind, TestClock.START, TestClock.START.plus(lasts), texts);
    }

    private static void refused(Kind kind, Duration lasts, Map<String, String> texts) {
        assertThrows(IllegalArgumentException.class, () -> plan(kind, lasts, texts), kind + " " + lasts + " " + texts);
    }

    @Test
    void maintenanceLastsSevenDaysAtMost() {
        assertDoesNotThrow(() -> plan(Kind.MAINTENANCE, Duration.ofDays(7), NONE));
        refused(Kind.MAINTENANCE, Duration.ofDays(7).plusNanos(1), NONE);
        assertDoesNotThrow(() -> plan(Kind.BANNER, Duration.ofDays(366), TEXTS));
        refused(Kind.BANNER, Duration.ofDays(366).plusNanos(1), TEXTS);
    }

    @Test
    void whatIsAnnouncedLastsSomeTime() {
        for (Kind kind : Kind.values()) {
            assertDoesNotThrow(() -> plan(kind, Duration.ofNanos(1), TEXTS));
            refused(kind, Duration.ZERO, TEXTS);
            refused(kind, Duration.ofSeconds(-1), TEXTS);
        }
    }

    @Test
    void aTextHasUpToSixtyCharactersOnOneLine() {
        for (String good : List.of("x", "x".repeat(60), "\u0628".repeat(60), "\uD83D\uDCA1".repeat(30))) {
            assertDoesNotThrow(() -> plan(Kind.BANNER, Duration.ofDays(1), Map.of("en", good)));
        }
        for (String bad :
                List.of("", " ", "x".repeat(61), "\uD83D\uDCA1".repeat(31), "two\nlines", "\u0000", "\uD83D")) {
            refused(Kind.BANNER, Duration.ofDays(1), Map.of("en", bad));
        }
    }

    @Test
    void aBannerNeedsEnglishAndAReasonNeedsItWhereThereIsOne() {
        for (Kind kind : Kind.values()) {
            refused(kind, Duration.ofDays(1), Map.of("sw", "M-Pesa ni polepole leo"));
        }
        refused(Kind.BANNER, Duration.ofDays(1), NONE);
        assertDoesNotThrow(() -> plan(Kind.MAINTENANCE, Duration.ofDays(1), NONE));
    }

    @Test
    void everyLanguageThatWeSpeakMayHaveAText() {
        Map<String, String> all = Templates.LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), l -> l));
        Announcement announcement =
                new Announcement(plan(Kind.BANNER, Duration.ofDays(1), all), "amina", TestClock.START);
        all.keySet().forEach(language -> assertEquals(language, announcement.text(language)));
        refused(Kind.BANNER, Duration.ofDays(1), Map.of("en", "x", "xx", "x"));
    }
}
