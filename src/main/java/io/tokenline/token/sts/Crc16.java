package io.tokenline.token.sts;

/** The checksum of a token (IEC 62055-41, 6.3.7): x^16+x^15+x^2+1, start FFFF, least significant bit first. */
final class Crc16 {

    private static final int POLYNOMIAL = 0xA001;
    private static final int START = 0xFFFF;
    private static final int CONTENT_BYTES = 7;
    private static final int[] TABLE = table();

    private Crc16() {}

    /** CRC over class and content, as the field stands in the data block: low byte first. */
    static int of(int tokenClass, long content) {
        return field(register(tokenClass, content));
    }

    /** CRC_C, for currency credit: the same with a byte 01 behind. */
    static int ofCurrency(int tokenClass, long content) {
        return field(step(register(tokenClass, content), 1));
    }

    private static int register(int tokenClass, long content) {
        long input = (long) tokenClass << 48 | content;
        int register = START;
        for (int shift = 8 * (CONTENT_BYTES - 1); shift >= 0; shift -= 8) {
            register = step(register, (int) (input >>> shift) & 0xFF);
        }
        return register;
    }

    private static int step(int register, int octet) {
        return register >>> 8 ^ TABLE[(register ^ octet) & 0xFF];
    }

    private static int field(int register) {
        return ((register & 0xFF) << 8) | (register >>> 8);
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int octet = 0; octet < table.length; octet++) {
            int register = octet;
            for (int bit = 0; bit < 8; bit++) {
                register = (register & 1) == 0 ? register >>> 1 : register >>> 1 ^ POLYNOMIAL;
            }
            table[octet] = register;
        }
        return table;
    }
}
