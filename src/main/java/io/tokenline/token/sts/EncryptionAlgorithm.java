package io.tokenline.token.sts;

/** EA: the cipher between vending system and meter (IEC 62055-41, 6.1.5). */
public enum EncryptionAlgorithm {
    /** The standard transfer algorithm, 64-bit key. */
    EA07(7, 8),
    /** MISTY1 (RFC 2994), 128-bit key. */
    EA11(11, 16);

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

    /** The algorithm of this number; the withdrawn EA 09 and unknown numbers are refused. */
    public static EncryptionAlgorithm ofCode(int code) {
        return switch (code) {
            case 7 -> EA07;
            case 11 -> EA11;
            case 9 ->
                throw new IllegalArgumentException("EA 09 (DEA) was withdrawn from the standard: use EA 07 or 11");
            default -> throw new IllegalArgumentException("EA " + code + " is not supported: use EA 07 or 11");
        };
    }
}
