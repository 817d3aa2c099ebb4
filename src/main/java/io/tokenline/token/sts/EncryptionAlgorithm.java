package io.tokenline.token.sts;

/** EA: the cipher between vending system and meter (IEC 62055-41, 6.1.5). */
public enum EncryptionAlgorithm {
    /** The standard transfer algorithm, 64-bit key. */
    EA07(7, 8),
    /** MISTY1 (RFC 2994), 128-bit key. */
    EA11(11, 16);

    private static final String NEEDED = "the meter needs EA 07 or EA 11";

    private final int code;
    private final int keyBytes;

    EncryptionAlgorithm(int code, int keyBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
    }

    /** The standard's number: 7 or 11. */
    public int code() {
        return code;
    }

    /** Length of a decoder key, in bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    /**
     * The algorithm of this number.
     *
     * @throws IllegalArgumentException for the withdrawn EA 09 and for unknown numbers; it says what the meter needs
     */
    public static EncryptionAlgorithm ofCode(int code) {
        return switch (code) {
            case 7 -> EA07;
            case 11 -> EA11;
            case 9 ->
                throw new IllegalArgumentException("EA 09 (DEA, single DES) was withdrawn in edition 3: " + NEEDED);
            default -> throw new IllegalArgumentException("EA " + code + " is no cipher known here: " + NEEDED);
        };
    }
}
