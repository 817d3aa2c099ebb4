package io.tokenline.token.sts;

/** One meter's cipher (IEC 62055-41, 6.5.4), keyed: 64 bits in, 64 bits out, the first bit the most significant. */
public sealed interface BlockCipher permits Sta, Misty1 {

    /** Encrypts one block. */
    long encrypt(long plain);

    /** Decrypts one block. */
    long decrypt(long cipher);

    /** The cipher a decoder key is for; the tables serve EA 07 only. */
    static BlockCipher of(DecoderKey key, StaTables tables) {
        return key.cipher(tables);
    }
}
