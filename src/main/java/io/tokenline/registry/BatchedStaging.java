package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.vault.Seals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Fills the tables by batches of statements, on H2; there, every definition commits, so all of them come first. */
final class BatchedStaging extends Staging {

    private static final String METER = "insert into staged_meter (line, " + Staged.columns() + ") values (?"
            + ", ?".repeat(Staged.values().length) + ")";
    private static final String PHONE = "insert into staged_phone (line, msisdn) values (?, ?)";
    private static final String DEBT =
            "insert into staged_debt (line, position, name, remaining_minor, fixed_minor, rate,"
                    + " least_minor, most_minor) values (?, ?, ?, ?, ?, ?, ?, ?)";

    BatchedStaging(Connection connection, Seals seals) throws SQLException {
        super(connection, seals);
        for (Table table : tables()) {
            execute("drop table if exists " + table.name());
            execute("create local temporary table " + table.withKey());
        }
        index();
    }

    @Override
    void load(List<StagedRow> rows) throws SQLException {
        try (PreparedStatement meter = connection.prepareStatement(METER);
                PreparedStatement phone = connection.prepareStatement(PHONE);
                PreparedStatement debt = connection.prepareStatement(DEBT)) {
            for (StagedRow row : rows) {
                int place = 1;
                meter.setLong(place, row.line());
                for (Staged column : Staged.values()) {
                    place++;
                    meter.setObject(place, kept(row, column));
                }
                meter.addBatch();
                for (Msisdn number : row.phones()) {
                    batch(phone, row.line(), kept(number));
                }
                int position = 0;
                for (DebtTerms owed : row.debts()) {
                    batch(
                            debt,
                            row.line(),
                            position,
                            owed.name(),
                            owed.remaining(),
                            owed.fixed(),
                            owed.rate(),
                            owed.least(),
                            owed.most().orElse(null));
                    position++;
                }
            }
            int[] meters = meter.executeBatch();
            int[] phones = phone.executeBatch();
            int[] debts = debt.executeBatch();
            if (meters.length + phones.length + debts.length < rows.size()) {
                throw new SQLException("rows were lost");
            }
        }
    }

    private static void batch(PreparedStatement statement, @org.jspecify.annotations.Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    @Override
    void loaded() {
        // nothing to be said to this database
    }

    @Override
    void clear() throws SQLException {
        for (Table table : tables()) {
            execute("delete from " + table.name());
        }
    }
}
