package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Messages a minute. */
class FlowTest {

    private static final long START = 1_800_000_000L;
    private static final MessageRates.PerMinute NONE = new MessageRates.PerMinute(0, 0, 0);

    private final Flow flow = new Flow();

    private void each(int seconds, long from, long until, boolean incoming) {
        for (long second = from; second < until; second += seconds) {
            flow.count(incoming, second);
        }
    }

    @Test
    void whatGoesEvenlyIsTheSameOverAnyTime() {
        each(2, START, START + 20 * 60, true);
        assertEquals(new MessageRates(new MessageRates.PerMinute(30, 30, 30), NONE), flow.rates(START + 20 * 60 - 1));
    }

    @Test
    void whatIsPastCountsOverTheLongerTimesOnly() {
        each(1, START, START + 60, false);
        long aMinuteLater = START + 120 - 1;
        assertEquals(
                new MessageRates.PerMinute(0, 12, 4), flow.rates(aMinuteLater).out());
        assertEquals(
                new MessageRates.PerMinute(0, 0, 4), flow.rates(START + 7 * 60).out());
        assertEquals(NONE, flow.rates(START + 16 * 60).out());
    }

    @Test
    void bothDirectionsAreCountedApart() {
        each(10, START, START + 60, true);
        each(5, START, START + 60, false);
        MessageRates rates = flow.rates(START + 59);
        assertEquals(6, rates.in().over1());
        assertEquals(12, rates.out().over1());
    }

    @Test
    void aLongSilenceAndAClockThatIsSetBackLoseNothingAndRepeatNothing() {
        each(1, START, START + 60, true);
        flow.count(true, START + 3_600);
        assertEquals(1, flow.rates(START + 3_600).in().over1());
        flow.count(true, START);
        assertEquals(2, flow.rates(START).in().over1());
    }

    /** Against a list of all that was counted. */
    @Test
    void aRingCountsAsAListWould() {
        RandomGenerator random = new Random(62055);
        List<Long> all = new ArrayList<>();
        long second = START;
        for (int i = 0; i < 2_000; i++) {
            second += random.nextInt(random.nextInt(20) == 0 ? 300 : 3);
            flow.count(true, second);
            all.add(second);
            int[] minutes = {1, 5, 15};
            int[] expected = new int[minutes.length];
            for (int m = 0; m < minutes.length; m++) {
                long after = second / 10 * 10 + 10 - minutes[m] * 60L;
                long sum = all.stream().filter(each -> each >= after).count();
                expected[m] = (int) ((sum + minutes[m] / 2) / minutes[m]);
            }
            assertEquals(
                    new MessageRates.PerMinute(expected[0], expected[1], expected[2]),
                    flow.rates(second).in());
        }
    }
}
