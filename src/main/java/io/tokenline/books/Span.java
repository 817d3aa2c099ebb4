package io.tokenline.books;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A time that a statement tells of.
 *
 * @param from its first moment
 * @param until its last, or the first moment after it
 */
record Span(Instant from, Instant until) {

    Span {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a time ends after it begins");
        }
    }

    /** A whole day; it has 23 or 25 hours where clocks are changed. */
    static Span of(LocalDate day, ZoneId zone) {
        return new Span(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
