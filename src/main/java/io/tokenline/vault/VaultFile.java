package io.tokenline.vault;

import io.tokenline.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
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
        } catch (IOException | GeneralSecurityException e) {
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
            Files.createDirectories(path.toAbsolutePath().getParent());
            KeyStore store = emptyStore();
            store.load(null, null);
            store.setKeyEntry(
                    MASTER, new SecretKeySpec(master, "AES"), password.value().toCharArray(), null);
            try (OutputStream out = Files.newOutputStream(fresh)) {
                store.store(out, password.value().toCharArray());
            }
            if (exists()) {
                throw new VaultException("the key store " + path.getFileName() + " exists already");
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | GeneralSecurityException e) {
            throw new VaultException("the key store " + path.getFileName() + " cannot be written", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        return KeyStore.getInstance("BCFKS", new BouncyCastleProvider());
    }
}
