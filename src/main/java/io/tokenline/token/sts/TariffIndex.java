package io.tokenline.token.sts;

/**
 * TI: the tariff group of a meter, part of its decoder key (IEC 62055-41, 6.1.7).
 *
 * @param number 0 to 99
 */
public record TariffIndex(int number) {

    public TariffIndex {
        if (number < 0 || number > 99) {
            throw new IllegalArgumentException("a tariff index lies between 0 and 99");
        }
    }

    /** Two digits, as the key derivation takes it. */
    public String digits() {
        return Digits.pair(number);
    }
}
