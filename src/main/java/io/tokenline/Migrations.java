package io.tokenline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a set of tables to the version that this software needs. */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /** Whether the tables that a history remembers are in this database. */
    public static boolean wereApplied(DataSource dataSource, String history) {
        try (Connection connection = dataSource.getConnection();
                ResultSet tables =
                        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                if (history.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not tell its tables", e);
        }
    }

    /**
     * Applies the migrations of one folder.
     *
     * @param location a class path folder of {@code V*__*.sql}
     * @param history the table that remembers what was applied
     */
    public static void apply(DataSource dataSource, String location, String history) {
        MigrateResult result = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(location)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        LOG.info("TKL-0002 schema {} at version {}", history, result.targetSchemaVersion);
    }
}
