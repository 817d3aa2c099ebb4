package io.tokenline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Starts the PostgreSQL of the server's tests before the server, where {@code it.postgres.port} names its port. */
public final class ItPostgres implements LauncherSessionListener {

    private static @Nullable DrillPostgres running;

    /** For the {@link java.util.ServiceLoader}. */
    public ItPostgres() {}

    /** The one that the server of these tests is over. */
    static Optional<DrillPostgres> running() {
        return Optional.ofNullable(running);
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        int port = Integer.getInteger("it.postgres.port", 0);
        if (port == 0 || running != null) {
            return;
        }
        try {
            Path folder = Files.createDirectories(Path.of("target", "test-data"));
            running = new DrillPostgres(Files.createTempDirectory(folder.toAbsolutePath(), "postgres"), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        DrillPostgres postgres = running;
        running = null;
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
