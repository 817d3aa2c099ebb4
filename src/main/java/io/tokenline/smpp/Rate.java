package io.tokenline.smpp;

/** So many a second, and after a silence a second's worth at once. Integer arithmetic of nanoseconds (GCRA). */
final class Rate {

    private static final long SECOND = 1_000_000_000L;

    private long next;

    /**
     * A full bucket.
     *
     * @param now of {@link System#nanoTime}
     */
    Rate(long now) {
        this.next = now - SECOND;
    }

    /**
     * Takes one, where there is one.
     *
     * @param perSecond 1 to 1,000,000,000, or 0 for no limit; it may be another one each time
     * @param now of {@link System#nanoTime}
     */
    synchronized boolean take(int perSecond, long now) {
        if (perSecond == 0) {
            return true;
        }
        long step = SECOND / perSecond;
        long from = now - SECOND - next > 0 ? now - SECOND : next;
        if (from + step - now > 0) {
            return false;
        }
        next = from + step;
        return true;
    }
}
