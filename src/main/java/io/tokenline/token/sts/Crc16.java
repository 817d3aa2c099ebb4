package io.tokenline.token.sts;

/** The checksum of a token (IEC 62055-41, 6.3.7): x^16+x^15+x^2+1, start FFFF, least significant bit first. */
final class Crc16 {

    private static final int POLYNOMIAL = 0xA001;
    private static final int START = 0xFFFF;
    private static final int CONTENT_BYTES = 7;

    /**
     * What a byte adds to the checksum: its place, counted from the last byte, above its value. The checksum is a sum of
     * such parts, so that none waits for the one before.
     */
    private static final int[] PARTS = parts();

    /** The checksum of seven bytes 0. */
    private static final int OF_ZEROS = followed(START, CONTENT_BYTES);

    private Crc16() {}

    /** CRC over class and content, as the field stands in the data block: low byte first. */
    static int of(int tokenClass, long content) {
        return field(register(tokenClass, content));
    }

    /** CRC_C, for currency credit: the same with a byte 01 behind. */
    static int ofCurrency(int tokenClass, long content) {
        int register = register(tokenClass, content);
        return field((register >>> 8) ^ PARTS[(register ^ 1) & 0xFF]);
    }

    private static int register(int tokenClass, long content) {
        long input = (long) tokenClass << 48 | content;
        int register = OF_ZEROS;
        for (int place = 0; place < CONTENT_BYTES; place++) {
            register ^= PARTS[place << 8 | ((int) (input >>> (8 * place)) & 0xFF)];
        }
        return register;
    }

    private static int field(int register) {
        return ((register & 0xFF) << 8) | (register >>> 8);
    }

    private static int[] parts() {
        int[] parts = new int[CONTENT_BYTES << 8];
        for (int i = 0; i < parts.length; i++) {
            int octet = i & 0xFF;
            int place = i >>> 8;
            parts[i] = followed(octet, 1 + place);
        }
        return parts;
    }

    /** The register after so many bytes 0. */
    private static int followed(int start, int zeros) {
        int register = start;
        for (int bit = 0; bit < 8 * zeros; bit++) {
            register = (register & 1) == 0 ? register >>> 1 : register >>> 1 ^ POLYNOMIAL;
        }
        return register;
    }
}
