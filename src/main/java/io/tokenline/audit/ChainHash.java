package io.tokenline.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * The hash of a link: SHA-256 over the hash before it (its 64 digits), the link's number, the event's number, its moment
 * (microseconds of 1970) and its four texts, each as its length and its UTF-8; numbers are big-endian.
 */
final class ChainHash {

    /** What stands before the first link. */
    static final String FIRST = "0".repeat(64);

    private ChainHash() {}

    /** An event as it lies in the table, whatever somebody made of it there. */
    record Row(long id, Instant at, String actor, String action, String object, String detail) {}

    static String of(String before, long link, Row row) {
        MessageDigest digest = sha256();
        digest.update(before.getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(link)
                .putLong(row.id())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, row.at()))
                .array());
        text(digest, row.actor());
        text(digest, row.action());
        text(digest, row.object());
        text(digest, row.detail());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        byte[] utf = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf.length).array());
        digest.update(utf);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
