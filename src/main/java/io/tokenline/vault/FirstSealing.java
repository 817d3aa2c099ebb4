package io.tokenline.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what was kept in the clear before there were seals, column by column; each is done once. (The sandbox's own books
 * hold invented names, and what was in them before is read as it stands.) What is sealed already is
 * left as it is, so that it may be begun again wherever it was broken off.
 */
public final class FirstSealing {

    private static final Logger LOG = LoggerFactory.getLogger(FirstSealing.class);

    private final DataSource dataSource;
    private final Seals seals;
    private final Clock clock;

    /** Over the tables of a server. */
    public FirstSealing(DataSource dataSource, Seals seals, Clock clock) {
        this.dataSource = dataSource;
        this.seals = seals;
        this.clock = clock;
    }

    private List<PlainColumn> columns() {
        return List.of(
                PlainColumn.inKey("meter_phone", "meter_id", seals::number),
                PlainColumn.inKey("subscriber", "", seals::number),
                PlainColumn.inKey("saved_meter", "meter_id", seals::number),
                PlainColumn.of("customer", "name", seals::name),
                PlainColumn.of("trouble", "msisdn", seals::number),
                PlainColumn.of("sale", "msisdn", seals::number),
                PlainColumn.of("engineering_request", "msisdn", seals::number),
                PlainColumn.of("outbox_message", "msisdn", seals::number),
                PlainColumn.of("parked_receipt", "msisdn", seals::number),
                PlainColumn.byText("payment_attempt", "msisdn", "id", seals::number),
                PlainColumn.of("payment_callback", "body", seals::body));
    }

    /**
     * Seals whatever is left.
     *
     * @return how many rows were sealed
     * @throws VaultClosed where there is something to seal and the vault is closed
     */
    public long run() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return run(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what is kept in the clear could not be sealed", e);
        }
    }

    private long run(Connection connection) throws SQLException {
        Set<String> done = done(connection);
        long all = 0;
        for (PlainColumn column : columns()) {
            if (!done.contains(column.name())) {
                long sealed = column.seal(connection);
                note(connection, column.name());
                if (sealed > 0) {
                    LOG.info("TKL-6007 {}: {} rows that were kept in the clear are sealed", column.name(), sealed);
                }
                all += sealed;
            }
        }
        return all;
    }

    private static Set<String> done(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("select name from sealed_column");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Servers that seal at once do the same to the same rows, and one of them is the first to say so. */
    private void note(Connection connection, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into sealed_column (name, sealed_at)"
                + " select ?, cast(? as timestamp(6) with time zone) where not exists"
                + " (select 1 from sealed_column where name = ?)")) {
            insert.setString(1, name);
            insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(3, name);
            insert.executeUpdate();
            connection.commit();
        }
    }
}
