package io.tokenline.sandbox.meter;

/** The CRC at the end of a token, bit by bit (IEC 62055-41, 6.3.7): x^16 + x^15 + x^2 + 1, begun with all ones. */
final class Checksum {

    private static final int POLYNOMIAL = 0x8005;

    private int register = 0xFFFF;

    private Checksum() {}

    /**
     * The 16 bits as they stand in the token.
     *
     * @param content 48 bits
     * @param currency whether it is credit in money: its CRC_C runs over one byte more, 01h
     */
    static int of(int tokenClass, long content, boolean currency) {
        Checksum checksum = new Checksum();
        long covered = (long) tokenClass << 48 | content;
        for (int shift = 48; shift >= 0; shift -= 8) {
            checksum.feed((int) (covered >> shift) & 0xFF);
        }
        if (currency) {
            checksum.feed(1);
        }
        // the register's lowest bit came in first: turned round, and the two bytes in their swapped order
        int turned = Integer.reverse(checksum.register) >>> 16;
        return (turned & 0xFF) << 8 | turned >> 8;
    }

    /** A byte, its least significant bit first. */
    private void feed(int octet) {
        for (int bit = 0; bit < 8; bit++) {
            int out = register >> 15;
            register = register << 1 & 0xFFFF;
            if (out != (octet >> bit & 1)) {
                register ^= POLYNOMIAL;
            }
        }
    }
}
