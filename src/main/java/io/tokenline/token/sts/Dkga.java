package io.tokenline.token.sts;

/** DKGA: how a meter's decoder key descends from a vending key (IEC 62055-41, 6.5.3). */
public enum Dkga {
    /** One DES operation over PAN and control block; 64-bit vending key, 64-bit decoder key. */
    DKGA02(2, 8),
    /** HMAC-SHA-256 as key derivation function; 160-bit vending key, decoder key of 64 or 128 bits. */
    DKGA04(4, 20);

    private static final String NEEDED = "the meter needs a key by DKGA 02 or DKGA 04";

    private final int code;
    private final int vendingKeyBytes;

    Dkga(int code, int vendingKeyBytes) {
        this.code = code;
        this.vendingKeyBytes = vendingKeyBytes;
    }

    /** The standard's number: 2 or 4. */
    public int code() {
        return code;
    }

    /** Length of a vending key, in bytes. */
    public int vendingKeyBytes() {
        return vendingKeyBytes;
    }

    /**
     * The algorithm of this number.
     *
     * @throws IllegalArgumentException for the legacy DKGA 01 and 03 and for unknown numbers; it says what the meter needs
     */
    public static Dkga ofCode(int code) {
        return switch (code) {
            case 2 -> DKGA02;
            case 4 -> DKGA04;
            case 1, 3 ->
                throw new IllegalArgumentException(
                        "DKGA 0" + code + " is a legacy key derivation, which is not made here: " + NEEDED);
            default ->
                throw new IllegalArgumentException("DKGA " + code + " is no key derivation known here: " + NEEDED);
        };
    }
}
