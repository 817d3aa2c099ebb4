package io.tokenline.vault;

import io.tokenline.token.sts.VendingKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a key without telling it: for 64-bit keys the first 3 bytes of DES over zeros, as usual; for 160-bit keys, which
 * have no convention, the first 3 bytes of SHA-256 over a label of ours and the key.
 */
final class KeyCheckValue {

    private static final int BYTES = 3;
    private static final String LABEL = "tokenline vending key check value";

    private KeyCheckValue() {}

    /** Six hexadecimal digits. */
    static String of(VendingKey key) {
        try {
            byte[] code = switch (key.dkga()) {
                case DKGA02 -> {
                    Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
                    des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.bytes(), "DES"));
                    yield des.doFinal(new byte[Long.BYTES]);
                }
                case DKGA04 -> {
                    MessageDigest digest = MessageDigest.getInstance("SHA-256");
                    digest.update(LABEL.getBytes(StandardCharsets.US_ASCII));
                    yield digest.digest(key.bytes());
                }
            };
            return HexFormat.of().withUpperCase().formatHex(code, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform lacks DES or SHA-256", e);
        }
    }
}
