package io.tokenline.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of keys. Each purpose has a key of its own, derived once (one block of NIST SP 800-108 with HMAC-SHA-256): key
 * records, fields at rest, the index over fields, phone numbers, names. None of them leaves this object but into a cipher.
 */
final class MasterKey {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    /**
     * A sealed record.
     *
     * @param nonce used once
     * @param ciphertext with its tag
     */
    @SuppressWarnings("ArrayRecordComponent") // carried between cipher and row, never compared
    record Sealed(byte[] nonce, byte[] ciphertext) {

        /** Nothing, wherever there is nothing to keep. */
        static Sealed empty() {
            return new Sealed(new byte[0], new byte[0]);
        }

        byte[] joined() {
            byte[] joined = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
            System.arraycopy(ciphertext, 0, joined, nonce.length, ciphertext.length);
            return joined;
        }

        static Sealed split(byte[] joined) {
            int nonce = Math.min(NONCE_BYTES, joined.length);
            return new Sealed(Arrays.copyOf(joined, nonce), Arrays.copyOfRange(joined, nonce, joined.length));
        }
    }

    private final SecretKey records;
    private final SecretKey fields;
    private final SecretKey index;
    private final DeterministicCipher numbers;
    private final DeterministicCipher names;
    private final SecureRandom random = new SecureRandom();

    MasterKey(SecretKey key) {
        this.records = derived(key, "tokenline key records", "AES");
        this.fields = derived(key, "tokenline fields at rest", "AES");
        this.index = derived(key, "tokenline index over fields", HMAC);
        this.numbers = deterministic(key, "phone number");
        this.names = deterministic(key, "name");
    }

    private static DeterministicCipher deterministic(SecretKey master, String purpose) {
        return new DeterministicCipher(mac(master, "\u0001tokenline " + purpose + "\u0000\u0001\u0000"), purpose);
    }

    /** Of phone numbers, in whichever table. */
    DeterministicCipher numbers() {
        return numbers;
    }

    /** Of persons' names. */
    DeterministicCipher names() {
        return names;
    }

    Sealed seal(String label, byte[] clear) {
        return seal(records, label, clear);
    }

    /**
     * Opens a sealed record.
     *
     * @throws VaultException where it was sealed under another key or name, or was changed since
     */
    byte[] open(String label, Sealed sealed) throws VaultException {
        return open(records, label, sealed);
    }

    Sealed sealField(String label, byte[] clear) {
        return seal(fields, label, clear);
    }

    byte[] openField(String label, Sealed sealed) throws VaultException {
        return open(fields, label, sealed);
    }

    /** The same 64 hexadecimal digits for the same text; they tell nothing to who has not this key. */
    String indexOf(String text) {
        return HexFormat.of().formatHex(mac(index, text));
    }

    private Sealed seal(SecretKey key, String label, byte[] clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new Sealed(
                    nonce, cipher(Cipher.ENCRYPT_MODE, key, label, nonce).doFinal(clear));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot encrypt with AES-GCM", e);
        }
    }

    private static byte[] open(SecretKey key, String label, Sealed sealed) throws VaultException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, label, sealed.nonce()).doFinal(sealed.ciphertext());
        } catch (GeneralSecurityException | ProviderException e) {
            throw new VaultException("the record '" + label + "' was not sealed by this key store, or is damaged", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, String label, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey derived(SecretKey master, String purpose, String algorithm) {
        return new SecretKeySpec(mac(master, "\u0001" + purpose + "\u0000\u0001\u0000"), algorithm);
    }

    private static byte[] mac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no HMAC-SHA-256", e);
        }
    }
}
