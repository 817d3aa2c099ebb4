package io.tokenline.smpp;

/**
 * How many messages went over the binds of an account or link on this server: deliver_sm, submit_sm and data_sm, so
 * screens and receipts, too.
 *
 * @param in from the operator
 * @param out to him, those that he refused and that were sent again counted each time
 */
public record MessageRates(PerMinute in, PerMinute out) {

    /**
     * Messages a minute, rounded.
     *
     * @param over1 in the last minute
     * @param over5 in the last five
     * @param over15 in the last fifteen
     */
    public record PerMinute(int over1, int over5, int over15) {}
}
