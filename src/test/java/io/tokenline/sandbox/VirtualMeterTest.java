package io.tokenline.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.sandbox.VirtualMeter.Result;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A meter's memory of the TIDs it has taken. */
class VirtualMeterTest {

    private final DemoMeters.Demo demo = DemoMeters.all().get(0);
    private final VirtualMeter meter =
            new VirtualMeter(demo.keys().parameters(demo.pan()), demo.scenario(), demo.owner());

    private void fill() {
        IntStream.range(0, 50).forEach(i -> assertEquals(Result.ACCEPTED, meter.credit(1_000 + 10 * i, 10)));
    }

    @Test
    void eachOfFiftyTokensIsKnownAgain() {
        fill();
        assertEquals("50.0", meter.balanceKwh());
        IntStream.range(0, 50).forEach(i -> assertEquals(Result.USED, meter.credit(1_000 + 10 * i, 10)));
        assertEquals("50.0", meter.balanceKwh());
        assertEquals(Result.USED, meter.lastResult());
    }

    @Test
    void aTokenOlderThanAllFiftyIsOld() {
        fill();
        assertEquals(Result.OLD, meter.credit(999, 10));
        assertEquals("50.0", meter.balanceKwh());
    }

    @Test
    void anUnknownTokenAmongTheFiftyIsTakenAndPushesTheOldestOut() {
        fill();
        assertEquals(Result.ACCEPTED, meter.credit(1_005, 10));
        assertEquals(Result.OLD, meter.credit(1_000, 10), "forgotten, but older than all that are known");
        assertEquals(Result.ACCEPTED, meter.credit(2_000, 10));
    }

    @Test
    void beforeItsMemoryIsFullAMeterTakesAnyOrder() {
        assertEquals(Result.ACCEPTED, meter.credit(1_000, 10));
        assertEquals(Result.ACCEPTED, meter.credit(1, 10));
        assertEquals(Result.REJECTED, meter.reject());
        assertEquals("2.0", meter.balanceKwh());
    }
}
