package io.tokenline.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** The key of keys: seals records with AES-256-GCM under their name. It never leaves this object but into a cipher. */
final class MasterKey {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /**
     * A sealed record.
     *
     * @param nonce used once
     * @param ciphertext with its tag
     */
    @SuppressWarnings("ArrayRecordComponent") // carried between cipher and row, never compared
    record Sealed(byte[] nonce, byte[] ciphertext) {}

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    MasterKey(SecretKey key) {
        this.key = key;
    }

    Sealed seal(String label, byte[] clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new Sealed(nonce, cipher(Cipher.ENCRYPT_MODE, label, nonce).doFinal(clear));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot encrypt with AES-GCM", e);
        }
    }

    /**
     * Opens a sealed record.
     *
     * @throws VaultException where it was sealed under another key or name, or was changed since
     */
    byte[] open(String label, Sealed sealed) throws VaultException {
        try {
            return cipher(Cipher.DECRYPT_MODE, label, sealed.nonce()).doFinal(sealed.ciphertext());
        } catch (GeneralSecurityException | ProviderException e) {
            throw new VaultException("the record '" + label + "' was not sealed by this key store, or is damaged", e);
        }
    }

    private Cipher cipher(int mode, String label, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
