package io.tokenline.token.sts;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The secret that one meter shares with the vending system; no text shows it. */
public final class DecoderKey {

    private final EncryptionAlgorithm algorithm;

    /** The first 64 bits: all of a key for EA 07. */
    private final long high;

    /** The last 64 bits of a key for EA 11, else 0. */
    private final long low;

    /** For EA 11 the cipher with its key schedule, which is dear to make; for EA 07 the tables are not known here. */
    private final @Nullable Misty1 misty1;

    /**
     * A key from its bytes, which are copied.
     *
     * @param bytes most significant first: 8 for EA 07, 16 for EA 11
     */
    public DecoderKey(EncryptionAlgorithm algorithm, byte[] bytes) {
        this(
                algorithm,
                word(algorithm, bytes, 0),
                algorithm == EncryptionAlgorithm.EA11 ? word(algorithm, bytes, 8) : 0);
    }

    /** A key from its first 64 bits and its last, which are 0 for EA 07. */
    DecoderKey(EncryptionAlgorithm algorithm, long high, long low) {
        this.algorithm = algorithm;
        this.high = high;
        this.low = low;
        this.misty1 = algorithm == EncryptionAlgorithm.EA11 ? new Misty1(high, low) : null;
    }

    private static long word(EncryptionAlgorithm algorithm, byte[] bytes, int offset) {
        if (bytes.length != algorithm.keyBytes()) {
            throw new IllegalArgumentException(
                    "a decoder key for " + algorithm + " has " + algorithm.keyBytes() + " bytes");
        }
        return ByteBuffer.wrap(bytes).getLong(offset);
    }

    /** The cipher that this key is for. */
    public EncryptionAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of the key's bytes. */
    public byte[] bytes() {
        ByteBuffer words = ByteBuffer.allocate(algorithm.keyBytes()).putLong(high);
        return (words.hasRemaining() ? words.putLong(low) : words).array();
    }

    /** Encrypts one block; the tables serve EA 07 only. */
    long encrypt(long plain, StaTables tables) {
        return misty1 == null ? new Sta(high, tables).encrypt(plain) : misty1.encrypt(plain);
    }

    /** Decrypts one block; the tables serve EA 07 only. */
    long decrypt(long cipher, StaTables tables) {
        return misty1 == null ? new Sta(high, tables).decrypt(cipher) : misty1.decrypt(cipher);
    }

    /** The cipher, keyed; the tables serve EA 07 only. */
    BlockCipher cipher(StaTables tables) {
        return misty1 == null ? new Sta(high, tables) : misty1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecoderKey key
                && algorithm == key.algorithm
                && ((high ^ key.high) | (low ^ key.low)) == 0; // in the same time wherever they differ
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * high + low);
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "DecoderKey[" + algorithm + "]";
    }
}
