package io.tokenline;

/** What became of a request, in one vocabulary for every room; an expected failure is one of these, not an exception. */
public enum Outcome {
    OK,
    /** The digits are no DRN or MeterPAN: wrong length or check digit. */
    METER_NUMBER_INVALID,
    METER_UNKNOWN,
    METER_BLOCKED,
    AMOUNT_INVALID,
    AMOUNT_TOO_LOW,
    AMOUNT_TOO_HIGH,
    /** No wallet serves this phone, or it does not answer. */
    WALLET_UNAVAILABLE,
    PAYMENT_DECLINED,
    PAYMENT_CANCELLED,
    PAYMENT_EXPIRED,
    /** The wallet took another amount than was asked. */
    PAYMENT_AMOUNT_MISMATCH,
    /** No vending key is loaded for the meter's supply group and key revision. */
    KEY_NOT_LOADED,
    /** The vending key has expired (its KEN, or its base date's TIDs are used up). */
    KEY_EXPIRED,
    /** The vending key may not make this token: default key, key type, or algorithm. */
    KEY_NOT_ALLOWED,
    /** The amount cannot be carried by a token. */
    AMOUNT_NOT_ENCODABLE,
    /** The meter's TIDs have run an hour ahead of the clock; the token is made later. */
    TID_WAIT,
    /** Who proposed something may not be the one who decides it. */
    SAME_PERSON,
    /** It was decided before, for or against. */
    ALREADY_DECIDED,
    /** Nobody of this name is entered. */
    PERSON_UNKNOWN,
    /** The name cannot be a person's, or the person would have no role. */
    PERSON_INVALID,
    /** The password is too short or too long, or a new person has none. */
    PASSWORD_INVALID
}
