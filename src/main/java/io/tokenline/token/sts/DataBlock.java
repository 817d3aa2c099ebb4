package io.tokenline.token.sts;

import java.util.Optional;

/**
 * What a token says, before encryption: its class and the 48 bits that the checksum covers (IEC 62055-41, 6.2 and
 * 6.4). Bits are numbered as in the 64-bit block, 63 to 16; the lower 16 hold the CRC.
 *
 * @param tokenClass 0 to 3
 * @param content 48 bits: sub-class in the top 4, then fields that depend on class and sub-class
 */
public record DataBlock(int tokenClass, long content) {

    private static final int CRC_BITS = 16;
    private static final long CONTENT_MASK = 0xFFFF_FFFF_FFFFL;
    private static final int SUB_CLASS_BIT = 60;

    public DataBlock {
        if (tokenClass < 0 || tokenClass > 3 || (content & ~CONTENT_MASK) != 0) {
            throw new IllegalArgumentException("a data block has a class from 0 to 3 and 48 bits of content");
        }
    }

    /** A block of this class and sub-class, its fields still 0. */
    public static DataBlock of(int tokenClass, int subClass) {
        return new DataBlock(tokenClass, 0).with(SUB_CLASS_BIT, 4, subClass);
    }

    /** The block in these 64 clear bits; empty where the CRC does not fit. */
    public static Optional<DataBlock> read(int tokenClass, long bits) {
        DataBlock block = new DataBlock(tokenClass, bits >>> CRC_BITS);
        return block.crc() == (bits & 0xFFFF) ? Optional.of(block) : Optional.empty();
    }

    /** The kind of token within its class: 0 to 15. */
    public int subClass() {
        return (int) field(SUB_CLASS_BIT, 4);
    }

    /** The 64 bits to encrypt: content and CRC. */
    public long bits() {
        return content << CRC_BITS | crc();
    }

    /** The checksum; credit in a currency (class 0, sub-class 4 to 7) has CRC_C. */
    public int crc() {
        boolean currency = tokenClass == 0 && subClass() >= 4 && subClass() <= 7;
        return currency ? Crc16.ofCurrency(tokenClass, content) : Crc16.of(tokenClass, content);
    }

    /** A field by its lowest bit and its width. */
    public long field(int lowestBit, int width) {
        return content >>> (lowestBit - CRC_BITS) & ((1L << width) - 1);
    }

    /** The block with one more field filled. */
    public DataBlock with(int lowestBit, int width, long value) {
        long mask = (1L << width) - 1;
        if ((value & ~mask) != 0) {
            throw new IllegalArgumentException("a field of " + width + " bits cannot hold this value");
        }
        int shift = lowestBit - CRC_BITS;
        return new DataBlock(tokenClass, (content & ~(mask << shift)) | (value << shift));
    }

    /** The kind of token; the fields may hold parts of a key. */
    @Override
    public String toString() {
        return "DataBlock[" + tokenClass + "." + subClass() + "]";
    }
}
