package io.tokenline.sandbox.meter;

import io.tokenline.token.sts.DecoderKey;

/**
 * The key that a meter decodes with, and what it was told about it.
 *
 * @param secret the decoder key
 * @param supplyGroup six digits; 000000 where the key came without
 * @param tariffIndex 0 to 99
 * @param revision KRN, 1 to 9
 * @param type KT: 0 initialisation, 1 default, 2 unique, 3 common
 * @param expiry KEN, 0 to 255: the greatest top 8 bits of a TID that the key is good for
 */
public record MeterKey(DecoderKey secret, String supplyGroup, int tariffIndex, int revision, int type, int expiry) {

    private static final int DEFAULT = 1;

    public MeterKey {
        if (!supplyGroup.matches("[0-9]{6}")
                || isOutside(tariffIndex, 0, 99)
                || isOutside(revision, 1, 9)
                || isOutside(type, 0, 3)
                || isOutside(expiry, 0, 255)) {
            throw new IllegalArgumentException("no meter's key has these attributes");
        }
    }

    private static boolean isOutside(int number, int least, int greatest) {
        return number < least || number > greatest;
    }

    /** Whether it may bring credit: a default key may not. */
    boolean givesCredit() {
        return type != DEFAULT;
    }

    /** Whether a token of this minute was made too late for it. */
    boolean isExpiredAt(int tid) {
        return tid >> 16 > expiry;
    }
}
