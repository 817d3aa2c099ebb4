package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.vault.Seals;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables of one connection that rows of a file wait in until all are known to be right; nobody else sees them, and they
 * are gone with the transaction. The two databases differ in how they are filled, and in nothing else.
 */
abstract class Staging {

    /** Each with what its rows are told apart by. */
    private static final List<Table> TABLES = List.of(
            new Table("staged_meter", "line bigint, " + Staged.definitions(), "line"),
            new Table("staged_phone", "line bigint, msisdn varchar(" + Seals.NUMBER_COLUMN + ")", "line, msisdn"),
            new Table(
                    "staged_debt",
                    "line bigint, position smallint, name varchar(40), remaining_minor bigint, fixed_minor bigint,"
                            + " rate numeric(7, 6), least_minor bigint, most_minor bigint",
                    "line, name"),
            new Table("staged_fault", "line bigint, column_name varchar(40), code varchar(20), other_line bigint", ""),
            new Table("staged_pair", "pair_key varchar(40), first_line bigint, last_line bigint", "pair_key"),
            new Table("staged_known", "line bigint, meter_id bigint, customer_id bigint", "line"),
            new Table(
                    "staged_target",
                    "line bigint, meter_id bigint, fresh boolean, customer_id bigint, own boolean",
                    "line"));

    private static final String LOOKED_UP_BY_NUMBER = "create index staged_meter_pan on staged_meter (pan)";
    private static final String LOOKED_UP_BY_METER = "create index staged_target_meter on staged_target (meter_id)";

    /**
     * One of them.
     *
     * @param key empty where rows are not told apart
     */
    record Table(String name, String columns, String key) {

        /** For a database that joins by hashes, and would only lose time over a key. */
        String withoutKey() {
            return name + " (" + columns + ")";
        }

        /** For one that joins row by row. */
        String withKey() {
            return key.isEmpty() ? withoutKey() : name + " (" + columns + ", primary key (" + key + "))";
        }
    }

    final Connection connection;
    private final Seals seals;

    Staging(Connection connection, Seals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    /** A cell as it is kept: the name lies sealed here already, so that it is compared and moved as it is. */
    final @Nullable Object kept(StagedRow row, Staged column) {
        Object value = row.value(column);
        return column == Staged.NAME && value != null ? seals.name((String) value) : value;
    }

    /** A phone as it is kept. */
    final String kept(Msisdn phone) {
        return seals.number(phone.digits());
    }

    /** As the database of this connection does it; the tables are there and empty. */
    static Staging on(Connection connection, Seals seals) throws SQLException {
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        return postgres ? new CopiedStaging(connection, seals) : new BatchedStaging(connection, seals);
    }

    /** Takes rows in. */
    abstract void load(List<StagedRow> rows) throws SQLException, IOException;

    /** Says that all rows are in. */
    abstract void loaded() throws SQLException;

    /** Leaves nothing behind. */
    abstract void clear() throws SQLException;

    final void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<Table> tables() {
        return TABLES;
    }

    final void index() throws SQLException {
        execute(LOOKED_UP_BY_NUMBER);
        execute(LOOKED_UP_BY_METER);
    }
}
