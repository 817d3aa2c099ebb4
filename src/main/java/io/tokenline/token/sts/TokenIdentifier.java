package io.tokenline.token.sts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * TID: the minute of issue that makes a token unique to its meter (IEC 62055-41, 6.3.5).
 *
 * @param baseDate of the vending key
 * @param minutes whole minutes from the base date, 24 bits: 0 to 16777215
 */
public record TokenIdentifier(BaseDate baseDate, int minutes) {

    static final int MAX_MINUTES = 0xFFFFFF;
    private static final int MINUTES_A_DAY = 1440;
    private static final int RESERVED_MINUTE = 1;

    public TokenIdentifier {
        if (minutes < 0 || minutes > MAX_MINUTES) {
            throw new IllegalArgumentException("a TID counts 0 to 16777215 minutes from its base date");
        }
    }

    /**
     * The identifier of an ordinary token made at this instant; the reserved minute 00:01 gives way to 00:02.
     *
     * @return empty before the base date and after its last minute: the count never wraps
     */
    public static Optional<TokenIdentifier> at(BaseDate baseDate, Instant instant) {
        return ordinary(baseDate, baseDate.minutesUntil(instant));
    }

    /** The special reserved identifier of the instant's day (00:01 UTC), used only where explicitly asked for. */
    public static Optional<TokenIdentifier> reserved(BaseDate baseDate, Instant instant) {
        long day = Math.floorDiv(baseDate.minutesUntil(instant), (long) MINUTES_A_DAY);
        return checked(baseDate, day * MINUTES_A_DAY + RESERVED_MINUTE);
    }

    /** The identifier of a further token for the same meter: one minute on, the reserved minute left out. */
    public Optional<TokenIdentifier> next() {
        return ordinary(baseDate, minutes + 1L);
    }

    /** Whether this is the minute 00:01 of some day. */
    public boolean isReserved() {
        return minutes % MINUTES_A_DAY == RESERVED_MINUTE;
    }

    /** The minute it stands for. */
    public Instant minute() {
        return baseDate.start().plus(minutes, ChronoUnit.MINUTES);
    }

    private static Optional<TokenIdentifier> ordinary(BaseDate baseDate, long minutes) {
        boolean reserved = Math.floorMod(minutes, (long) MINUTES_A_DAY) == RESERVED_MINUTE;
        return checked(baseDate, reserved ? minutes + 1 : minutes);
    }

    private static Optional<TokenIdentifier> checked(BaseDate baseDate, long minutes) {
        return minutes < 0 || minutes > MAX_MINUTES
                ? Optional.empty()
                : Optional.of(new TokenIdentifier(baseDate, (int) minutes));
    }
}
