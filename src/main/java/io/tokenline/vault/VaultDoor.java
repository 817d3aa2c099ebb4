package io.tokenline.vault;

import io.tokenline.Secret;
import io.tokenline.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the key store once. A store that could not be opened, which takes long because passwords are hashed slowly, is
 * tried again when a while has passed, not at every sale and probe.
 */
@ApplicationScoped
class VaultDoor {

    private static final String FILE = "vault.bcfks";
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Settings settings;
    private final Clock clock;
    private volatile @Nullable MasterKey master;
    private @Nullable VaultException trouble;
    private Instant triedAt = Instant.MIN;

    @Inject
    VaultDoor(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The key of keys; once it is there, nobody waits for it. */
    MasterKey master() throws VaultException {
        MasterKey opened = master;
        return opened == null ? opened() : opened;
    }

    private synchronized MasterKey opened() throws VaultException {
        if (master != null) {
            return master;
        }
        Instant now = clock.instant();
        if (trouble != null && now.isBefore(triedAt.plus(PAUSE)) && !now.isBefore(triedAt)) {
            throw trouble;
        }
        triedAt = now;
        try {
            MasterKey opened = file().open();
            master = opened;
            trouble = null;
            return opened;
        } catch (VaultException e) {
            trouble = e;
            throw e;
        }
    }

    /** Why the store is closed; empty while it is open. */
    Optional<String> trouble() {
        try {
            master();
            return Optional.empty();
        } catch (VaultException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether there is no file, whatever could be made of one. */
    boolean isMissing() {
        return !Files.exists(path());
    }

    /**
     * Makes the store.
     *
     * @throws VaultException where there is one, or none can be written
     */
    synchronized void create() throws VaultException {
        file().create();
        trouble = null;
    }

    private Path path() {
        return settings.data().resolve(FILE);
    }

    private VaultFile file() throws VaultException {
        Secret password = settings.vaultPassword()
                .orElseThrow(
                        () -> new VaultException("TOKENLINE_VAULT_PASSWORD is not set: the key store stays closed"));
        return new VaultFile(path(), password);
    }
}
