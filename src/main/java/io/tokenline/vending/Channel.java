package io.tokenline.vending;

/** How a customer asked. */
public enum Channel {
    USSD,
    SMS
}
