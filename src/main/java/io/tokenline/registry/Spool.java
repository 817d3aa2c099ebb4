package io.tokenline.registry;

import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a file lies while it is taken in: it comes as slowly as its sender likes, and no transaction is open meanwhile. The
 * folder is the server's own, and nothing stays in it.
 */
@ApplicationScoped
class Spool {

    private static final int BUFFER = 1 << 16;
    private static final String HASH = "SHA-256";

    private final Path folder;
    private final long octetsMax;

    @Inject
    Spool(Settings settings) {
        this.folder = settings.data().resolve("imports").resolve(settings.node());
        this.octetsMax = settings.registry().fileOctets();
    }

    /**
     * A file that is here.
     *
     * @param hash SHA-256 of its octets, in hex
     */
    record Received(Path path, String hash, long octets) {}

    /**
     * Takes a file from its sender.
     *
     * @throws TooLarge where it is longer than the settings allow
     */
    Received receive(InputStream sent) throws IOException {
        Files.createDirectories(folder);
        Path path = Files.createTempFile(folder, "meters", ".csv"); // for the owner only
        MessageDigest digest = digest();
        long octets = 0;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = sent.read(buffer); read >= 0; read = sent.read(buffer)) {
                octets += read;
                if (octets > octetsMax) {
                    throw new TooLarge();
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        return new Received(path, HexFormat.of().formatHex(digest.digest()), octets);
    }

    /** What a server left that stopped while it was at work. */
    void clear() throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
                for (Path path : left) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** A file is longer than the settings allow. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
