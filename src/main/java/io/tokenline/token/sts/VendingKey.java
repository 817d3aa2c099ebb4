package io.tokenline.token.sts;

import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a supply group from which decoder keys descend: 8 bytes (DKGA 02) or 20 (DKGA 04). No text shows it.
 */
public final class VendingKey {

    private final Dkga dkga;
    private final SecretKeySpec secret;

    /**
     * A key from its bytes, which are copied.
     *
     * @param bytes 8 or 20, most significant first
     */
    public VendingKey(byte[] bytes) {
        this.dkga = switch (bytes.length) {
            case 8 -> Dkga.DKGA02;
            case 20 -> Dkga.DKGA04;
            default -> throw new IllegalArgumentException("a vending key has 8 bytes (DKGA 02) or 20 (DKGA 04)");
        };
        this.secret = new SecretKeySpec(bytes, dkga == Dkga.DKGA02 ? "DES" : "HmacSHA256");
    }

    /** The derivation that takes a key of this length. */
    public Dkga dkga() {
        return dkga;
    }

    /**
     * Whether the key may be loaded: each byte of a DES key has odd parity. Implementations disagree on a key of
     * another parity, so that its decoder keys would fit some meters only; the derivation here takes it as it is.
     */
    public boolean hasProperParity() {
        if (dkga != Dkga.DKGA02) {
            return true;
        }
        for (byte b : bytes()) {
            if (Integer.bitCount(b & 0xFF) % 2 == 0) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the key's bytes, for derivation and for storing encrypted. */
    public byte[] bytes() {
        return secret.getEncoded();
    }

    /** The key as the derivation's cipher takes it. */
    SecretKeySpec secret() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VendingKey key && secret.equals(key.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "VendingKey[" + dkga + "]";
    }
}
