package io.tokenline.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The same sealed text for the same text, and no other text for it: AES-256-GCM-SIV (RFC 8452) under one nonce, which this
 * mode, and hardly another, is made to bear: nothing shows but which texts are equal, and how long they are. A thread
 * keeps its cipher, because deriving the keys of a nonce costs more than a number does.
 */
final class DeterministicCipher {

    private static final int TAG_BITS = 128;
    private static final byte[] NONCE = new byte[12];
    private static final Base64.Encoder TO_LETTERS = Base64.getUrlEncoder().withoutPadding();

    private final ThreadLocal<GCMSIVBlockCipher> sealing;
    private final ThreadLocal<GCMSIVBlockCipher> opening;
    private final String purpose;

    /**
     * A cipher for one purpose.
     *
     * @param purpose bound to every text: one sealed for another purpose does not open
     */
    DeterministicCipher(byte[] key, String purpose) {
        this.purpose = purpose;
        this.sealing = ThreadLocal.withInitial(() -> cipher(true, key, purpose));
        this.opening = ThreadLocal.withInitial(() -> cipher(false, key, purpose));
    }

    private static GCMSIVBlockCipher cipher(boolean seals, byte[] key, String purpose) {
        GCMSIVBlockCipher cipher = new GCMSIVBlockCipher();
        cipher.init(
                seals,
                new AEADParameters(new KeyParameter(key), TAG_BITS, NONCE, purpose.getBytes(StandardCharsets.UTF_8)));
        return cipher;
    }

    String seal(String clear) {
        try {
            return letters(run(sealing, clear.getBytes(StandardCharsets.UTF_8)));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("a cipher that seals refuses no text", e);
        }
    }

    /**
     * Opens a sealed text.
     *
     * @throws VaultClosed where it was sealed under another key or for another purpose, or was changed since
     */
    String open(String sealed) {
        try {
            return new String(run(opening, octets(sealed)), StandardCharsets.UTF_8);
        } catch (InvalidCipherTextException | IllegalArgumentException e) {
            opening.remove(); // what a refused text leaves in the cipher is nobody's business
            throw new VaultClosed(
                    new VaultException("the " + purpose + " was not sealed by this key store, or is damaged", e));
        }
    }

    private static byte[] run(ThreadLocal<GCMSIVBlockCipher> own, byte[] in) throws InvalidCipherTextException {
        GCMSIVBlockCipher cipher = own.get();
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int unused = cipher.processBytes(in, 0, in.length, out, 0);
        int length = cipher.doFinal(out, 0);
        return length == out.length ? out : java.util.Arrays.copyOf(out, length);
    }

    static String letters(byte[] octets) {
        return TO_LETTERS.encodeToString(octets);
    }

    /**
     * The octets of letters.
     *
     * @throws IllegalArgumentException where there are others than letters, digits, {@code -} and {@code _}, or the last one says
     *     more than belongs to an octet: a number has one sealed text only
     */
    static byte[] octets(String letters) {
        byte[] octets = Base64.getUrlDecoder().decode(letters);
        if (!letters(octets).equals(letters)) {
            throw new IllegalArgumentException("the last letter is not as it was written");
        }
        return octets;
    }
}
