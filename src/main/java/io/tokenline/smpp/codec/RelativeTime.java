package io.tokenline.smpp.codec;

import java.time.Duration;
import java.util.Locale;

/** A time from now on, as {@code YYMMDDhhmmss000R} (SMPP 3.4, 7.1.1). */
public final class RelativeTime {

    /** Days are counted on: nobody agrees how long a month is. */
    private static final Duration MAX = Duration.ofDays(31);

    private RelativeTime() {}

    /**
     * Writes a time; fractions of a second are left out.
     *
     * @param time 1 second to 31 days
     */
    public static String of(Duration time) {
        if (time.toSeconds() < 1 || time.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("a relative time here is 1 second to " + MAX.toDays() + " days");
        }
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                time.toDays(),
                time.toHoursPart(),
                time.toMinutesPart(),
                time.toSecondsPart());
    }
}
