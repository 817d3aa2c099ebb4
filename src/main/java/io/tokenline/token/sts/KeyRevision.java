package io.tokenline.token.sts;

/**
 * KRN: which vending key of a supply group is meant (IEC 62055-41, 6.1.8).
 *
 * @param number 1 to 9
 */
public record KeyRevision(int number) {

    public KeyRevision {
        if (number < 1 || number > 9) {
            throw new IllegalArgumentException("a key revision number lies between 1 and 9");
        }
    }
}
