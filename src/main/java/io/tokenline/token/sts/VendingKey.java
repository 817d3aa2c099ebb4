package io.tokenline.token.sts;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a supply group from which decoder keys descend: 8 bytes (DKGA 02) or 20 (DKGA 04). No text shows it.
 */
public final class VendingKey {

    /** The lowest bit of each byte of a DES key is a parity bit, which the cipher leaves out. */
    private static final long WITHOUT_PARITY = 0xFEFE_FEFE_FEFE_FEFEL;

    /** FIPS 74: the 4 weak keys, which encrypt and decrypt alike, and 6 pairs that undo each other. */
    private static final Set<Long> WEAK_FOR_DES = withoutParity(
            0x0101010101010101L,
            0xFEFEFEFEFEFEFEFEL,
            0xE0E0E0E0F1F1F1F1L,
            0x1F1F1F1F0E0E0E0EL,
            0x01FE01FE01FE01FEL,
            0xFE01FE01FE01FE01L,
            0x1FE01FE00EF10EF1L,
            0xE01FE01FF10EF10EL,
            0x01E001E001F101F1L,
            0xE001E001F101F101L,
            0x1FFE1FFE0EFE0EFEL,
            0xFE1FFE1FFE0EFE0EL,
            0x011F011F010E010EL,
            0x1F011F010E010E01L,
            0xE0FEE0FEF1FEF1FEL,
            0xFEE0FEE0FEF1FEF1L);

    private final Dkga dkga;

    /** The key as the derivation's cipher takes it. */
    private final SecretKeySpec secret;

    /** The first 64 bits: all of a key for DKGA 02. */
    private final long first;

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
        this.first = ByteBuffer.wrap(bytes).getLong();
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

    /**
     * Whether the key must not be loaded: a weak or semi-weak DES key, whatever its parity bits, or a 160-bit key of one
     * byte repeated. Derivation takes it all the same.
     */
    public boolean isWeak() {
        return switch (dkga) {
            case DKGA02 -> WEAK_FOR_DES.contains(first & WITHOUT_PARITY);
            case DKGA04 -> isOneByteRepeated(bytes());
        };
    }

    private static boolean isOneByteRepeated(byte[] bytes) {
        return Arrays.equals(bytes, 1, bytes.length, bytes, 0, bytes.length - 1);
    }

    /** A copy of the key's bytes, for derivation and for storing encrypted. */
    public byte[] bytes() {
        return secret.getEncoded();
    }

    SecretKeySpec secret() {
        return secret;
    }

    long first() {
        return first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VendingKey key && secret.equals(key.secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    private static Set<Long> withoutParity(long... keys) {
        return Arrays.stream(keys).mapToObj(key -> key & WITHOUT_PARITY).collect(Collectors.toUnmodifiableSet());
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "VendingKey[" + dkga + "]";
    }
}
