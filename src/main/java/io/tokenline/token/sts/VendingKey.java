package io.tokenline.token.sts;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The secret of a supply group from which decoder keys descend: 8 bytes (DKGA 02) or 20 (DKGA 04). No text shows it.
 */
public final class VendingKey {

    private final byte[] bytes;

    /**
     * A key from its bytes, which are copied.
     *
     * @param bytes 8 or 20, most significant first
     */
    public VendingKey(byte[] bytes) {
        if (Arrays.stream(Dkga.values()).noneMatch(dkga -> dkga.vendingKeyBytes() == bytes.length)) {
            throw new IllegalArgumentException("a vending key has 8 bytes (DKGA 02) or 20 (DKGA 04)");
        }
        this.bytes = bytes.clone();
    }

    /** The derivation that takes a key of this length. */
    public Dkga dkga() {
        return bytes.length == Dkga.DKGA02.vendingKeyBytes() ? Dkga.DKGA02 : Dkga.DKGA04;
    }

    /**
     * Whether the key may be loaded: each byte of a DES key has odd parity. Implementations disagree on a key of
     * another parity, so that its decoder keys would fit some meters only; the derivation here takes it as it is.
     */
    public boolean hasProperParity() {
        if (dkga() != Dkga.DKGA02) {
            return true;
        }
        for (byte b : bytes) {
            if (Integer.bitCount(b & 0xFF) % 2 == 0) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the key's bytes, for derivation and for storing encrypted. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VendingKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "VendingKey[" + dkga() + "]";
    }
}
