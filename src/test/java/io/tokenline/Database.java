package io.tokenline;

import io.tokenline.vault.Seals;
import io.tokenline.vault.VaultFixture;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A real database with the server's own migrations and persistence unit; one of each make for all tests of a run. */
public final class Database {

    private static final int CONNECTIONS = 40;

    private static @Nullable Database h2;
    private static @Nullable Database postgres;

    private final DataSource dataSource;
    private final TestClock clock = new TestClock();
    private final Settings settings;
    private final Object door;
    private final Transactions transactions;
    private final EntityManager entities;
    private final List<String> tables;
    private final boolean truncatesAtOnce;

    private Database(DataSource dataSource, boolean truncatesAtOnce) throws IOException {
        this.dataSource = dataSource;
        this.truncatesAtOnce = truncatesAtOnce;
        migrate();
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "test-data")), "db");
        Map<String, String> texts =
                Map.of("tokenline.sandbox", "true", "jboss.node.name", "node-1", "tokenline.data", data.toString());
        this.settings = SettingsReader.read(name -> Optional.ofNullable(texts.get(name)));
        this.door = VaultFixture.door(settings, clock);
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                "tokenline",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "hibernate.resource.beans.container",
                        VaultFixture.columns(door),
                        "jakarta.persistence.nonJtaDataSource",
                        dataSource));
        this.transactions = new Transactions(factory);
        this.entities = transactions.entities();
        this.tables = names("select table_name from information_schema.tables where lower(table_schema) = 'public'"
                + " and lower(table_name) not like '%history' order by table_name");
    }

    /** H2 in memory, with the server's lock time-out. */
    public static synchronized Database h2() {
        if (h2 == null) {
            JdbcConnectionPool pool = JdbcConnectionPool.create(
                    "jdbc:h2:mem:tokenline;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "tokenline", "tokenline");
            pool.setMaxConnections(CONNECTIONS);
            h2 = open(pool, false);
        }
        return h2;
    }

    /** A PostgreSQL of this test run's own. */
    public static synchronized Database postgres() {
        if (postgres == null) {
            try {
                postgres = of(EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    /** A database of a PostgreSQL that somebody else has started; connections are kept and used again, as in the server. */
    public static Database of(String url) {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(url);
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(CONNECTIONS);
        return open(pool, true);
    }

    private static Database open(DataSource dataSource, boolean truncatesAtOnce) {
        try {
            return new Database(dataSource, truncatesAtOnce);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Applies all migrations. */
    public void migrate() {
        Migrations.apply(dataSource, "classpath:db/migration", "schema_history");
        Migrations.apply(dataSource, "classpath:db/sandbox", "sandbox_schema_history");
    }

    /** Where connections come from. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The clock of everything over this database. */
    public TestClock clock() {
        return clock;
    }

    /** The sandbox's settings, with a data folder of their own. */
    public Settings settings() {
        return settings;
    }

    /** The vault's door, which all rooms over this database share: opening one is slow. */
    Object door() {
        return door;
    }

    /** What seals this database's columns. */
    public Seals seals() {
        return VaultFixture.seals(door);
    }

    /** The entity manager of the calling thread's transaction. */
    public EntityManager entities() {
        return entities;
    }

    Transactions transactions() {
        return transactions;
    }

    /** One commit, or part of the one that is open; an exception undoes all of it. */
    public <T> T tx(Supplier<T> step) {
        try {
            return transactions.call(Transactional.TxType.REQUIRED, step::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One commit. */
    public void tx(Runnable step) {
        tx(() -> {
            step.run();
            return true;
        });
    }

    /** A whole number that a query counts. */
    public long count(String sql) {
        return Long.parseLong(names(sql).get(0));
    }

    /** The first column of a query's rows, in small letters. */
    public List<String> names(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(String.valueOf(rows.getString(1)).toLowerCase(java.util.Locale.ROOT));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs statements, in one commit. */
    public void execute(String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empties all tables and sets the clock back. */
    void clear() {
        clock.set(TestClock.START);
        if (truncatesAtOnce) {
            execute("truncate " + String.join(", ", tables) + " cascade");
            return;
        }
        List<String> statements = new ArrayList<>(List.of("set referential_integrity false"));
        tables.forEach(table -> statements.add("truncate table " + table));
        statements.add("set referential_integrity true");
        execute(statements.toArray(String[]::new));
    }
}
