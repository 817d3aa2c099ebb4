package io.tokenline.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL with its data in a folder, which keeps every commit and can be killed. */
final class DrillPostgres implements AutoCloseable {

    private static final Duration GONE = Duration.ofSeconds(20);

    private final Path data;
    private EmbeddedPostgres running;

    /** Starts one with a new folder, at a port, or at any where it is 0. */
    DrillPostgres(Path data, int port) throws IOException, SQLException {
        this.data = data;
        this.running = open(port);
        for (String setting : List.of("fsync", "synchronous_commit")) {
            if (!rows("show " + setting).equals(Map.of("on", ""))) {
                throw new IllegalStateException(setting + " is off");
            }
        }
    }

    private EmbeddedPostgres open(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    String url() {
        return running.getJdbcUrl("postgres", "postgres");
    }

    /** SIGKILL of all its processes. */
    void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        try (Stream<ProcessHandle> children = postmaster.descendants()) {
            all.addAll(children.toList());
        }
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(GONE, "a dead PostgreSQL", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** The same one once more. */
    void restart() throws IOException {
        int port = running.getPort();
        running.close(); // frees the folder's lock; there is nothing left to stop
        running = open(port);
    }

    /** The first column of a query and its second, or nothing, beside it. */
    Map<String, String> rows(String query) throws SQLException {
        Map<String, String> rows = new HashMap<>();
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                rows.put(result.getString(1), columns > 1 ? result.getString(2) : "");
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
