package io.tokenline;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the database to this version's schema before anything else starts; a failure stops the deployment. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    @Resource(lookup = "java:jboss/datasources/tokenline")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        migrate(dataSource, "classpath:db/migration", "schema_history");
    }

    /**
     * Applies the migrations of one folder.
     *
     * @param location a class path folder of {@code V*__*.sql}
     * @param history the table that remembers what was applied
     */
    public static void migrate(DataSource dataSource, String location, String history) {
        MigrateResult result = Flyway.configure(Schema.class.getClassLoader())
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
