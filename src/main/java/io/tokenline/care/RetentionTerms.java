package io.tokenline.care;

import io.tokenline.SettingTexts;
import java.time.Duration;

/**
 * How long what tells of a person is kept.
 *
 * @param texts of SMS, and whom they went to
 * @param callbacks what wallets told, word for word
 * @param phones of sales, payments, reports of faults and requests; afterwards a pseudonym stands there
 * @param silence of a phone, after which what it told us (names of meters, a language) is forgotten, because its number may
 *     be somebody else's by then
 */
public record RetentionTerms(Duration texts, Duration callbacks, Duration phones, Duration silence) {

    private static final int LEAST = 7;
    private static final int MOST = 36_500;
    private static final int HALF_A_YEAR = 180;
    private static final int TWO_YEARS = 730;

    /** Reads the settings, in days; what is under way must be over by then. */
    static RetentionTerms read(SettingTexts texts) {
        return new RetentionTerms(
                days(texts, "tokenline.keep.texts", HALF_A_YEAR),
                days(texts, "tokenline.keep.callbacks", HALF_A_YEAR),
                days(texts, "tokenline.keep.phones", TWO_YEARS),
                days(texts, "tokenline.keep.silence", HALF_A_YEAR));
    }

    private static Duration days(SettingTexts texts, String name, int otherwise) {
        return Duration.ofDays(texts.number(name + ".days", otherwise, LEAST, MOST));
    }
}
