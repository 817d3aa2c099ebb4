package io.tokenline.vault;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.VendingKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A vending key with its attributes as one run of bytes, which is then sealed: nobody can alter one without the other. */
final class KeyRecordFormat {

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 1 + 6 + 1 + 1 + 1 + 1 + 2 + 2 + 5 * Long.BYTES;
    private static final String OTHER_VERSION = "the key record was written by another version of this software";

    /**
     * What a record holds.
     *
     * @param attributes what may be done with the key
     * @param key the secret
     */
    record Content(KeyAttributes attributes, VendingKey key) {

        Content {
            if (key.dkga() != attributes.dkga()) {
                throw new IllegalArgumentException("a vending key for " + attributes.dkga() + " has "
                        + attributes.dkga().vendingKeyBytes() + " bytes");
            }
        }
    }

    private KeyRecordFormat() {}

    static byte[] write(Content content) {
        KeyAttributes a = content.attributes();
        byte[] key = content.key().bytes();
        return ByteBuffer.allocate(FIXED_BYTES + key.length)
                .put(VERSION)
                .put(ascii(a.sgc().digits()))
                .put((byte) a.krn().number())
                .put((byte) a.kt().code())
                .put((byte) a.dkga().code())
                .put((byte) a.ea().code())
                .put(ascii(a.baseDate().code()))
                .putShort((short) a.ken().number())
                .putLong(a.activeFrom().toEpochMilli())
                .putLong(a.issueUntil().toEpochMilli())
                .putLong(a.allowed().mask())
                .putLong(a.unitsPerToken())
                .putLong(a.unitsPerDay())
                .put(key)
                .array();
    }

    /**
     * Reads a record.
     *
     * @throws VaultException where another version wrote it
     */
    static Content read(byte[] bytes) throws VaultException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length <= FIXED_BYTES || in.get() != VERSION) {
            throw new VaultException(OTHER_VERSION);
        }
        try {
            return read(in);
        } catch (IllegalArgumentException e) { // a kind of key that this version does not know
            throw new VaultException(OTHER_VERSION, e);
        }
    }

    private static Content read(ByteBuffer in) {
        KeyAttributes attributes = new KeyAttributes(
                new SupplyGroupCode(text(in, 6)),
                new KeyRevision(in.get()),
                KeyType.ofCode(in.get()),
                Dkga.ofCode(in.get()),
                EncryptionAlgorithm.ofCode(in.get()),
                BaseDate.ofCode(text(in, 2)),
                new KeyExpiryNumber(in.getShort()),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                new AllowedTokens(in.getLong()),
                in.getLong(),
                in.getLong());
        byte[] key = new byte[in.remaining()];
        in.get(key);
        return new Content(attributes, new VendingKey(key));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
