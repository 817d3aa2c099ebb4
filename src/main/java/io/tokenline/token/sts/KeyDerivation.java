package io.tokenline.token.sts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes a meter's decoder key from the vending key of its supply group (IEC 62055-41, 6.5.3). */
public final class KeyDerivation {

    /** A cipher object is dear to make and holds state: one a thread. */
    private static final ThreadLocal<Cipher> DES = ThreadLocal.withInitial(KeyDerivation::des);

    private static final ThreadLocal<Mac> HMAC = ThreadLocal.withInitial(KeyDerivation::hmac);

    private static final int ITEMS_OF_LABEL = 4;
    private static final int ITEMS_OF_CONTEXT = 4;

    private KeyDerivation() {}

    /**
     * The decoder key of a meter.
     *
     * @throws IllegalArgumentException where the vending key is not of the length that the meter's DKGA takes
     */
    public static DecoderKey derive(VendingKey vendingKey, MeterKeyParameters meter) {
        if (vendingKey.dkga() != meter.dkga()) {
            throw new IllegalArgumentException("a vending key for " + vendingKey.dkga() + " cannot serve a meter with "
                    + meter.dkga() + ": it has another length");
        }
        byte[] secret = vendingKey.bytes();
        try {
            return switch (meter.dkga()) {
                case DKGA02 -> dkga02(secret, meter);
                case DKGA04 -> dkga04(secret, meter);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's cipher refused a key of the right length", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** DKGA 02: X = PAN block xor control block; key = DES(vending key, X) xor X xor vending key. */
    private static DecoderKey dkga02(byte[] secret, MeterKeyParameters meter) throws GeneralSecurityException {
        long x = Long.parseUnsignedLong(panBlock(meter.pan()), 16) ^ Long.parseUnsignedLong(controlBlock(meter), 16);
        byte[] block = ByteBuffer.allocate(Long.BYTES).putLong(x).array();
        Cipher cipher = DES.get();
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "DES"));
        byte[] key = cipher.doFinal(block);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) (block[i] ^ secret[i]);
        }
        return new DecoderKey(meter.ea(), key);
    }

    /** 16 decimal digits: the MeterPAN without its first digit and without its check digit. */
    private static String panBlock(MeterPan pan) {
        return pan.digits().substring(1, 17);
    }

    /** 16 hexadecimal digits: key type, supply group, tariff index, key revision, padding. */
    private static String controlBlock(MeterKeyParameters meter) {
        return meter.kt().code() + meter.sgc().digits() + meter.ti().digits()
                + meter.krn().number() + "FFFFFF";
    }

    /** DKGA 04: the leftmost bytes of one HMAC-SHA-256 over label and context (after NIST SP 800-108). */
    private static DecoderKey dkga04(byte[] secret, MeterKeyParameters meter) throws GeneralSecurityException {
        Mac mac = HMAC.get();
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        byte[] code = mac.doFinal(derivationBlock(meter));
        return new DecoderKey(meter.ea(), Arrays.copyOf(code, meter.ea().keyBytes()));
    }

    /** The data block: counted and length-prefixed items, then the key length in bits. */
    static byte[] derivationBlock(MeterKeyParameters meter) {
        ByteArrayOutputStream block = new ByteArrayOutputStream(64);
        block.write(ITEMS_OF_LABEL);
        item(block, "04");
        item(block, meter.baseDate().code());
        item(block, meter.ea() == EncryptionAlgorithm.EA07 ? "07" : "11");
        item(block, meter.ti().digits());
        block.write(0);
        block.write(ITEMS_OF_CONTEXT);
        item(block, meter.sgc().digits());
        item(block, Integer.toString(meter.kt().code()));
        item(block, Integer.toString(meter.krn().number()));
        item(block, meter.pan().digits());
        block.writeBytes(
                ByteBuffer.allocate(4).putInt(8 * meter.ea().keyBytes()).array());
        return block.toByteArray();
    }

    private static void item(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Cipher des() {
        try {
            return Cipher.getInstance("DES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no DES", e);
        }
    }

    private static Mac hmac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC-SHA-256", e);
        }
    }
}
