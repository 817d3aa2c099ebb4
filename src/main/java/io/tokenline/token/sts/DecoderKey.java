package io.tokenline.token.sts;

import java.security.MessageDigest;
import java.util.Arrays;

/** The secret that one meter shares with the vending system; no text shows it. */
public final class DecoderKey {

    private final EncryptionAlgorithm algorithm;
    private final byte[] bytes;

    /**
     * A key from its bytes, which are copied.
     *
     * @param bytes most significant first: 8 for EA 07, 16 for EA 11
     */
    public DecoderKey(EncryptionAlgorithm algorithm, byte[] bytes) {
        if (bytes.length != algorithm.keyBytes()) {
            throw new IllegalArgumentException(
                    "a decoder key for " + algorithm + " has " + algorithm.keyBytes() + " bytes");
        }
        this.algorithm = algorithm;
        this.bytes = bytes.clone();
    }

    /** The cipher that this key is for. */
    public EncryptionAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of the key's bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Eight bytes from an offset, as the big-endian number that the ciphers take. */
    long word64(int offset) {
        long word = 0;
        for (int i = offset; i < offset + 8; i++) {
            word = word << 8 | (bytes[i] & 0xFF);
        }
        return word;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecoderKey key && algorithm == key.algorithm && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "DecoderKey[" + algorithm + "]";
    }
}
