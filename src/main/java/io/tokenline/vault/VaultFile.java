package io.tokenline.vault;

import io.tokenline.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The key store on disk: one BCFKS file that holds the master key under the operator's password. */
final class VaultFile {

    private static final String MASTER = "master";
    private static final int MASTER_BYTES = 32;

    private final Path path;
    private final Secret password;

    VaultFile(Path path, Secret password) {
        this.path = path;
        this.password = password;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Opens the store and takes the master key out of it. */
    MasterKey open() throws VaultException {
        if (!exists()) {
            throw new VaultException("the key store " + path.getFileName() + " does not exist in the data folder");
        }
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore store = emptyStore();
            store.load(in, password.value().toCharArray());
            if (store.getKey(MASTER, password.value().toCharArray()) instanceof SecretKey key) {
                return new MasterKey(key);
            }
            throw new VaultException("the key store " + path.getFileName() + " holds no master key");
        } catch (IOException | GeneralSecurityException | RuntimeException e) { // the provider trusts what it reads
            throw new VaultException(
                    "the key store " + path.getFileName()
                            + " cannot be opened: the password is wrong or the file is damaged",
                    e);
        }
    }

    /** Makes a store with a new master key; an existing file is never overwritten. */
    void create() throws VaultException {
        byte[] master = new byte[MASTER_BYTES];
        new SecureRandom().nextBytes(master);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            KeyStore store = emptyStore();
            store.load(null, null);
            store.setKeyEntry(
                    MASTER, new SecretKeySpec(master, "AES"), password.value().toCharArray(), null);
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, forTheOwnerOnly(folder));
            try (OutputStream out = Files.newOutputStream(fresh)) {
                store.store(out, password.value().toCharArray());
            }
            Files.move(fresh, path);
        } catch (IOException | GeneralSecurityException e) {
            throw new VaultException("the key store " + path.getFileName() + " cannot be written", e);
        }
    }

    private static FileAttribute<?>[] forTheOwnerOnly(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        return KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
    }
}
