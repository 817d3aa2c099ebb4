package io.tokenline.vending;

/** How a customer asked. */
public enum Channel {
    USSD,
    SMS,
    /** Not us but his wallet: he paid to his meter's number. */
    PAYBILL
}
