package io.tokenline.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections by whichever of the two supported databases the URL names, so that the URL alone chooses the
 * driver: {@code jdbc:h2:…} or {@code jdbc:postgresql:…}.
 */
public final class UrlDriver implements Driver {

    private static final String H2 = "org.h2.Driver";
    private static final String POSTGRESQL = "org.postgresql.Driver";

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url) ? driver(url).connect(url, withoutRowValues(info)) : null;
    }

    /** Where a statement fails, PostgreSQL tells the values of the row: phone numbers and tokens, on their way to a log. */
    static Properties withoutRowValues(Properties info) {
        Properties quiet = new Properties();
        quiet.putAll(info);
        quiet.setProperty("logServerErrorDetail", "false");
        return quiet;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver(url).getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return true;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.tokenline.jdbc");
    }

    private static Driver driver(String url) throws SQLException {
        String name = url.startsWith("jdbc:h2:") ? H2 : POSTGRESQL;
        try {
            return Class.forName(name)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the JDBC driver " + name + " is not in the module io.tokenline.jdbc", e);
        }
    }
}
