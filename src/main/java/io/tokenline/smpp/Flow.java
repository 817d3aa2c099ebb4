package io.tokenline.smpp;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Messages over the binds of one account or link on this server in the last quarter of an hour, in steps of 10 seconds. */
final class Flow {

    private static final int STEP_SECONDS = 10;
    private static final int STEPS_A_MINUTE = 60 / STEP_SECONDS;
    private static final int STEPS = 15 * STEPS_A_MINUTE;

    private final int[] in = new int[STEPS];
    private final int[] out = new int[STEPS];
    private long newest;

    /**
     * Counts a message.
     *
     * @param incoming whether the operator sent it
     * @param second since 1970; one that lies behind is taken for the newest
     */
    synchronized void count(boolean incoming, long second) {
        advance(second);
        (incoming ? in : out)[place(newest)]++;
    }

    /** What went over it until this second. */
    synchronized MessageRates rates(long second) {
        advance(second);
        return new MessageRates(perMinute(in), perMinute(out));
    }

    private void advance(long second) {
        long step = second / STEP_SECONDS;
        if (step - newest >= STEPS) {
            Arrays.fill(in, 0);
            Arrays.fill(out, 0);
            newest = step;
        }
        while (newest < step) {
            newest++;
            in[place(newest)] = 0;
            out[place(newest)] = 0;
        }
    }

    private MessageRates.PerMinute perMinute(int[] counts) {
        return new MessageRates.PerMinute(over(counts, 1), over(counts, 5), over(counts, 15));
    }

    /** A message a minute in the last minutes, rounded: one alone may be none. */
    private int over(int[] counts, int minutes) {
        int sum = IntStream.range(0, minutes * STEPS_A_MINUTE)
                .map(back -> counts[place(newest - back)])
                .sum();
        return (sum + minutes / 2) / minutes;
    }

    private static int place(long step) {
        return Math.floorMod(step, STEPS);
    }
}
