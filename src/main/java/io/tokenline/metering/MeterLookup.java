package io.tokenline.metering;

import io.tokenline.Outcome;

/** What became of a look-up by meter number. */
public sealed interface MeterLookup {

    /** A meter that may buy. */
    record Found(Meter meter) implements MeterLookup {}

    /** No sale: METER_NUMBER_INVALID, METER_UNKNOWN, METER_BLOCKED, or TOO_MANY where a phone tries out numbers. */
    record Refused(Outcome outcome) implements MeterLookup {}
}
