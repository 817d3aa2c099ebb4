package io.tokenline.books;

import java.time.Duration;
import java.time.Instant;

/** How long something waits, in the steps in which accountants ask for it. */
public enum Age {
    /** Less than 24 hours. */
    UNDER_A_DAY,
    /** From one day to less than three. */
    UNDER_THREE_DAYS,
    /** From three days to less than seven. */
    UNDER_A_WEEK,
    /** Seven days and more. */
    OLDER;

    /** The step that something is on that began then. */
    static Age of(Instant since, Instant now) {
        long days = Duration.between(since, now).toDays();
        if (days < 1) {
            return UNDER_A_DAY;
        }
        if (days < 3) {
            return UNDER_THREE_DAYS;
        }
        return days < 7 ? UNDER_A_WEEK : OLDER;
    }
}
