package io.tokenline;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets the database look at a table that has just been filled, before it plans a query over it: PostgreSQL does so by itself
 * only about once a minute, and until then joins a hundred thousand rows as if there were none.
 */
public final class Statistics {

    private Statistics() {}

    /** In the caller's transaction. H2 looks at its tables by itself, and would commit here. */
    public static void refresh(Connection connection, String table) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze " + table);
            }
        }
    }
}
