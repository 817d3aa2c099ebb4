package io.tokenline.sandbox.meter;

/** A meter's word on a token. */
public enum Result {
    /** Taken; what it says was done. */
    ACCEPTED,
    /** Its TID is in the meter's memory. */
    USED,
    /** Its TID is lower than all in the meter's full memory. */
    OLD,
    /** No token for this meter, or not one that it may obey. */
    REJECTED,
    /** Made after the meter's key had ended: a key change must come first. */
    KEY_EXPIRED
}
