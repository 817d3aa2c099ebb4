package io.tokenline.token.sts;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret of a supply group from which decoder keys descend: 8 bytes (DKGA 02) or 20 (DKGA 04). No text shows it.
 */
public final class VendingKey {

    /** The semi-weak keys, with odd parity; of the weak ones two have halves of their own, the others are uniform. */
    private static final Set<String> WEAK = Set.of(
            "e0e0e0e0f1f1f1f1",
            "1f1f1f1f0e0e0e0e",
            "01fe01fe01fe01fe",
            "fe01fe01fe01fe01",
            "1fe01fe00ef10ef1",
            "e01fe01ff10ef10e",
            "01e001e001f101f1",
            "e001e001f101f101",
            "1ffe1ffe0efe0efe",
            "fe1ffe1ffe0efe0e",
            "011f011f010e010e",
            "1f011f010e010e01",
            "e0fee0fef1fef1fe",
            "fee0fee0fef1fef1");

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

    /** Whether it is one of the weak or semi-weak keys of DES (FIPS 74), or all its bytes are the same. */
    public boolean isWeak() {
        boolean uniform = true;
        for (byte b : bytes) {
            uniform &= b == bytes[0];
        }
        return uniform || (dkga() == Dkga.DKGA02 && WEAK.contains(HexFormat.of().formatHex(bytes)));
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
