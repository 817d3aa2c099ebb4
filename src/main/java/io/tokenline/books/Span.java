package io.tokenline.books;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A time that a statement tells of.
 *
 * @param from its first moment
 * @param until the first moment after it
 */
record Span(Instant from, Instant until) {

    Span {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a time ends after it begins");
        }
    }

    /** From a first moment to a last one, that one included; the database keeps microseconds. */
    static Span through(Instant first, Instant last) {
        return new Span(first, last.plus(1, ChronoUnit.MICROS));
    }

    /** What of it is over: nobody can tell of the rest yet. */
    Span upTo(Instant now) {
        return until.isAfter(now) ? new Span(from.isAfter(now) ? now : from, now) : this;
    }

    /** A whole day; it has 23 or 25 hours where clocks are changed. */
    static Span of(LocalDate day, ZoneId zone) {
        return new Span(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
