package io.tokenline.sandbox.meter;

/** What a token asks of a meter (IEC 62055-41, 6.2). */
public enum Kind {
    CREDIT,
    TEST,
    POWER_LIMIT,
    CLEAR_CREDIT,
    TARIFF_RATE,
    KEY_CHANGE,
    CLEAR_TAMPER,
    PHASE_UNBALANCE,
    WATER_FACTOR,
    /** It could not be read, or nothing is defined for it. */
    UNKNOWN
}
