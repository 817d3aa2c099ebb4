package io.tokenline.token.sts;

/**
 * KEN: until when a vending key makes tokens (IEC 62055-41, 6.1.10), compared with the top 8 bits of the TID; one unit is
 * 65536 minutes, about 45 days.
 *
 * @param number 0 to 255; 255 outlasts its base date
 */
public record KeyExpiryNumber(int number) {

    public KeyExpiryNumber {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("a key expiry number lies between 0 and 255");
        }
    }

    /** Whether no token with this identifier may be made, nor is accepted by the meter. */
    public boolean isExpiredAt(TokenIdentifier tid) {
        return tid.minutes() >>> 16 > number;
    }

    int highNibble() {
        return number >>> 4;
    }

    int lowNibble() {
        return number & 0xF;
    }
}
