package io.tokenline.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.sandbox.meter.Answer;
import io.tokenline.sandbox.meter.Kind;
import io.tokenline.sandbox.meter.Register;
import io.tokenline.sandbox.meter.Result;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A meter's answer as JSON says it. */
class MeterEntryTest {

    private static MeterEntry accepted(Kind kind, long value, Optional<Register> register) {
        return MeterEntry.of(new Answer(Result.ACCEPTED, kind, BigInteger.valueOf(value), register, 0, 0), "20.0");
    }

    @Test
    void energyIsPrintedAsInTheSms() {
        assertEquals(
                new MeterEntry("ACCEPTED", "CREDIT", "14.3", "20.0", "ELECTRICITY", "14.3", null, null),
                accepted(Kind.CREDIT, 143, Optional.of(Register.ELECTRICITY)));
    }

    @Test
    void moneyIsNoEnergy() {
        assertEquals(
                new MeterEntry("ACCEPTED", "CREDIT", "0.0", "20.0", "ELECTRICITY_CURRENCY", "-0.99994", null, null),
                accepted(Kind.CREDIT, -99_994, Optional.of(Register.ELECTRICITY_CURRENCY)));
    }

    @Test
    void aLimitIsInWatts() {
        assertEquals(
                new MeterEntry("ACCEPTED", "POWER_LIMIT", "0.0", "20.0", null, "5000", null, null),
                accepted(Kind.POWER_LIMIT, 5_000, Optional.empty()));
    }

    @Test
    void aSectionCountsHowManyAreIn() {
        Answer section = new Answer(Result.ACCEPTED, Kind.KEY_CHANGE, BigInteger.ZERO, Optional.empty(), 1, 4);
        assertEquals(
                new MeterEntry("ACCEPTED", "KEY_CHANGE", "0.0", "20.0", null, null, 1, 4),
                MeterEntry.of(section, "20.0"));
    }

    @Test
    void whatWasNotTakenBringsNothing() {
        for (Result result : new Result[] {Result.USED, Result.OLD, Result.REJECTED, Result.KEY_EXPIRED}) {
            Answer answer = new Answer(result, Kind.CREDIT, BigInteger.ZERO, Optional.empty(), 0, 0);
            assertEquals(
                    new MeterEntry(result.name(), "CREDIT", "0.0", "20.0", null, null, null, null),
                    MeterEntry.of(answer, "20.0"));
        }
    }
}
