package io.tokenline.token.sts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** BDT: the day, 00:00 UTC, from which a vending key's token identifiers count minutes (IEC 62055-41, 6.3.5). */
public enum BaseDate {
    BD1993("93", "1993-01-01T00:00:00Z"),
    BD2014("14", "2014-01-01T00:00:00Z"),
    BD2035("35", "2035-01-01T00:00:00Z");

    private final String code;
    private final Instant start;

    BaseDate(String code, String start) {
        this.code = code;
        this.start = Instant.parse(start);
    }

    /** The two digits that enter DKGA 04: 93, 14 or 35. */
    public String code() {
        return code;
    }

    /** Minute 0. */
    public Instant start() {
        return start;
    }

    /** The last minute that 24 bits can count to: 2024-11-24 20:15, 2045-11-24 20:15 or 2066-11-24 20:15. */
    public Instant lastMinute() {
        return start.plus(TokenIdentifier.MAX_MINUTES, ChronoUnit.MINUTES);
    }

    /** Whole minutes from minute 0 to this instant; negative before it. */
    public long minutesUntil(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond() - start.getEpochSecond(), 60L);
    }

    /** The base date of these two digits. */
    public static BaseDate ofCode(String code) {
        for (BaseDate date : values()) {
            if (date.code.equals(code)) {
                return date;
            }
        }
        throw new IllegalArgumentException("a base date is one of 93, 14, 35");
    }
}
