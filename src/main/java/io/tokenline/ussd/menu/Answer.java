package io.tokenline.ussd.menu;

/**
 * One answer of the customer.
 *
 * @param value normalised, for actions
 * @param shown for screens
 */
public record Answer(String value, String shown) {}
