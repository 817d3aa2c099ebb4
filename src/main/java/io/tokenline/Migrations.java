package io.tokenline;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a set of tables to the version that this software needs. */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

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
