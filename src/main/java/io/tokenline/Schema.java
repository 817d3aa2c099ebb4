package io.tokenline;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;

/** Brings the database to this version's schema before anything else starts; a failure stops the deployment. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {

    @Resource(lookup = "java:jboss/datasources/tokenline")
    private DataSource dataSource;

    @PostConstruct
    void migrate() {
        Migrations.apply(dataSource, "classpath:db/migration", "schema_history");
    }
}
