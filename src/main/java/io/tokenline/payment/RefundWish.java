package io.tokenline.payment;

/**
 * What somebody wants to go back.
 *
 * @param reason why, 5 to 200 characters
 * @param person who wants it
 * @param extra whether it came twice, and is not the sale's own money
 * @param byHand whether no wallet is asked, because somebody pays it out
 */
record RefundWish(String reason, String person, boolean extra, boolean byHand) {}
