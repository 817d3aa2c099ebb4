package io.tokenline.metering;

/** What a sale does for a meter whose key is behind its target. */
public enum KeyChangePolicy {
    /** The tokens of the key change precede the credit token, free of charge. */
    AUTO,
    /** Nothing is sold until somebody has changed the meter's key by hand. */
    REFUSE
}
