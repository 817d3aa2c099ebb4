package io.tokenline.sandbox.meter;

import io.tokenline.token.sts.BlockCipher;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token as a meter has read it: deciphered, its checksum right (IEC 62055-41, 6.4). Bits are numbered as in the 64-bit
 * block, 63 to 0.
 *
 * @param tokenClass 0 to 2
 * @param bits 64 clear bits, the CRC in the lowest 16
 */
record Frame(int tokenClass, long bits) {

    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}-]");
    private static final Pattern TWENTY_DIGITS = Pattern.compile("[0-9]{20}");
    private static final int TOKEN_BITS = 66;
    private static final int CLEAR_CLASS = 1;
    private static final int RESERVED_CLASS = 3;

    /** Bits 27 and 28 hold the class; what they held stands in bits 64 and 65. */
    private static final int CLASS_BIT = 27;

    private static final int MOVED_BIT = 64;

    /** Reads what was typed; empty where it is no token, or none for this key. */
    static Optional<Frame> read(String typed, BlockCipher cipher) {
        String digits = BETWEEN.matcher(typed).replaceAll("");
        if (!TWENTY_DIGITS.matcher(digits).matches()) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(digits);
        return number.bitLength() > TOKEN_BITS ? Optional.empty() : read(number, cipher);
    }

    private static Optional<Frame> read(BigInteger number, BlockCipher cipher) {
        int tokenClass = 0;
        BigInteger block = number;
        for (int i = 0; i < 2; i++) {
            tokenClass |= number.testBit(CLASS_BIT + i) ? 1 << i : 0;
            block = number.testBit(MOVED_BIT + i) ? block.setBit(CLASS_BIT + i) : block.clearBit(CLASS_BIT + i);
        }
        if (tokenClass == RESERVED_CLASS) {
            return Optional.empty();
        }
        long sent = block.longValue();
        Frame frame = new Frame(tokenClass, tokenClass == CLEAR_CLASS ? sent : cipher.decrypt(sent));
        return frame.holds() ? Optional.of(frame) : Optional.empty();
    }

    private boolean holds() {
        boolean currency = tokenClass == 0
                && Register.of(subClass()).filter(Register::isCurrency).isPresent();
        return Checksum.of(tokenClass, content(), currency) == field(15, 0);
    }

    /** 4 bits: the kind of token within its class. */
    int subClass() {
        return (int) field(63, 60);
    }

    /** The 4 bits after the sub-class: RND, or the sign and upper exponent of money, or half of a KEN. */
    int nibble() {
        return (int) field(59, 56);
    }

    /** 24 bits: the minute of issue. */
    int tid() {
        return (int) field(55, 32);
    }

    /** 16 bits: an amount code, or another number. */
    int value() {
        return (int) field(31, 16);
    }

    /** The 48 bits that the checksum covers. */
    long content() {
        return bits >>> 16;
    }

    /** The field between two bits, both included. */
    long field(int highest, int lowest) {
        return bits << (63 - highest) >>> (63 - highest + lowest);
    }

    /** The kind of token; its fields may hold parts of a key. */
    @Override
    public String toString() {
        return "Frame[" + tokenClass + "." + subClass() + "]";
    }
}
