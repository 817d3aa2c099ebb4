package io.tokenline.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.SettingTexts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long data is kept, as the environment says. */
class RetentionTermsTest {

    private static RetentionTerms read(Map<String, String> texts) {
        return RetentionTerms.read(new SettingTexts(name -> Optional.ofNullable(texts.get(name))));
    }

    @Test
    void withoutSettingsTextsAreKeptHalfAYearAndPhonesTwoYears() {
        assertEquals(
                new RetentionTerms(
                        Duration.ofDays(180), Duration.ofDays(180), Duration.ofDays(730), Duration.ofDays(180)),
                read(Map.of()));
    }

    @Test
    void eachHasASettingOfItsOwn() {
        RetentionTerms terms = read(Map.of(
                "tokenline.keep.texts.days", "10",
                "tokenline.keep.callbacks.days", "20",
                "tokenline.keep.phones.days", "30",
                "tokenline.keep.silence.days", "40"));
        assertEquals(
                new RetentionTerms(Duration.ofDays(10), Duration.ofDays(20), Duration.ofDays(30), Duration.ofDays(40)),
                terms);
    }

    @Test
    void whatIsUnderWayIsNeverClearedAway() {
        for (String days : List.of("6", "0", "-1", "36501", "half a year")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> read(Map.of("tokenline.keep.texts.days", days)));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("TOKENLINE_KEEP_TEXTS_DAYS=" + days),
                    refused::getMessage);
        }
    }
}
