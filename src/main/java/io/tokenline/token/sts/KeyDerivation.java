package io.tokenline.token.sts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** Makes a meter's decoder key from the vending key of its supply group (IEC 62055-41, 6.5.3). */
public final class KeyDerivation {

    /** A cipher object is dear to make and holds state: one a thread. */
    private static final ThreadLocal<Cipher> DES = ThreadLocal.withInitial(KeyDerivation::des);

    private static final ThreadLocal<Mac> HMAC = ThreadLocal.withInitial(KeyDerivation::hmac);

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
        try {
            return switch (meter.dkga()) {
                case DKGA02 -> dkga02(vendingKey, meter);
                case DKGA04 -> dkga04(vendingKey, meter);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's cipher refused a key of the right length", e);
        }
    }

    /** DKGA 02: X = PAN block xor control block; key = DES(vending key, X) xor X xor vending key. */
    private static DecoderKey dkga02(VendingKey vendingKey, MeterKeyParameters meter) throws GeneralSecurityException {
        long x = panBlock(meter.pan()) ^ controlBlock(meter);
        Cipher cipher = DES.get();
        cipher.init(Cipher.ENCRYPT_MODE, vendingKey.secret());
        byte[] encrypted =
                cipher.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(x).array());
        long key = ByteBuffer.wrap(encrypted).getLong() ^ x ^ vendingKey.first();
        return new DecoderKey(meter.ea(), key, 0);
    }

    /** 16 decimal digits: the MeterPAN without its first digit and without its check digit. */
    private static long panBlock(MeterPan pan) {
        return nibbles(0, pan.digits(), 1, 17);
    }

    /** 16 hexadecimal digits: key type, supply group (6), tariff index (2), key revision, padding FFFFFF. */
    private static long controlBlock(MeterKeyParameters meter) {
        long groups = nibbles(meter.kt().code(), meter.sgc().digits(), 0, 6);
        int tariffIndex = meter.ti().number();
        long revision = (groups << 4 | tariffIndex / 10) << 4 | tariffIndex % 10;
        return (revision << 4 | meter.krn().number()) << 24 | 0xFFFFFF;
    }

    /** Each decimal digit a nibble, behind those that stand there already. */
    private static long nibbles(long before, String digits, int start, int end) {
        long nibbles = before;
        for (int i = start; i < end; i++) {
            nibbles = nibbles << 4 | digits.charAt(i) - '0';
        }
        return nibbles;
    }

    /** DKGA 04: the leftmost bytes of one HMAC-SHA-256 over label and context (after NIST SP 800-108). */
    private static DecoderKey dkga04(VendingKey vendingKey, MeterKeyParameters meter) throws GeneralSecurityException {
        Mac mac = HMAC.get();
        mac.init(vendingKey.secret());
        ByteBuffer code = ByteBuffer.wrap(mac.doFinal(derivationBlock(meter)));
        return new DecoderKey(meter.ea(), code.getLong(), meter.ea() == EncryptionAlgorithm.EA11 ? code.getLong() : 0);
    }

    /**
     * The data block: label and context, each the number of its items and then the items, each behind its length (4 and
     * 4; 2, 2, 2, 2 and 6, 1, 1, 18); then the key length in bits.
     */
    static byte[] derivationBlock(MeterKeyParameters meter) {
        String block = "\4" + "\2" + "04"
                + "\2" + meter.baseDate().code()
                + "\2" + (meter.ea() == EncryptionAlgorithm.EA07 ? "07" : "11")
                + "\2" + meter.ti().digits()
                + "\0"
                + "\4" + "\6" + meter.sgc().digits()
                + "\1" + meter.kt().code()
                + "\1" + meter.krn().number()
                + "\22" + meter.pan().digits()
                + "\0\0\0" + (char) (Byte.SIZE * meter.ea().keyBytes());
        return block.getBytes(StandardCharsets.ISO_8859_1);
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
