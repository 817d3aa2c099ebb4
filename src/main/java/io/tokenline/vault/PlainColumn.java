package io.tokenline.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A column that was kept in the clear once, and how its rows are sealed: some a commit, in the order of their key, so that
 * a server that stops in between goes on where it was.
 *
 * @param key of the table; the column itself where that is (a part of) the key
 * @param beside what else is in the key, where the column is a part of it; else empty
 * @param from below every key
 * @param seal gives the sealed text
 */
record PlainColumn(String table, String column, String key, String beside, Object from, UnaryOperator<String> seal) {

    /** Rows of one commit. */
    static final int BATCH = 500;

    /** Digits come before letters, and every sealed text begins with a letter. */
    private static final String FIRST_LETTER = "a";

    /** A column beside a key of whole numbers. */
    static PlainColumn of(String table, String column, UnaryOperator<String> seal) {
        return new PlainColumn(table, column, "id", "", Long.MIN_VALUE, seal);
    }

    /** A column beside a key of letters. */
    static PlainColumn byText(String table, String column, String key, UnaryOperator<String> seal) {
        return new PlainColumn(table, column, key, "", "", seal);
    }

    /** A column of numbers that is in the key. */
    static PlainColumn inKey(String table, String beside, UnaryOperator<String> seal) {
        return new PlainColumn(table, "msisdn", "msisdn", beside, "", seal);
    }

    /** Its name in the list of those that are done. */
    String name() {
        return table + "." + column;
    }

    private boolean isKey() {
        return key.equals(column);
    }

    /** A row, and what stands in it. */
    private record Row(Object key, String clear) {}

    /**
     * Seals what is left of it.
     *
     * @param connection commits by {@code commit()}
     * @return how many rows were sealed
     */
    long seal(Connection connection) throws SQLException {
        long sealed = 0;
        Object last = from;
        List<Row> rows = rows(connection, last);
        while (!rows.isEmpty()) {
            sealed += write(connection, rows);
            connection.commit();
            last = rows.get(rows.size() - 1).key();
            rows = rows(connection, last);
        }
        connection.commit();
        return sealed;
    }

    private List<Row> rows(Connection connection, Object after) throws SQLException {
        String distinct = isKey() ? "distinct " : "";
        String sql = "select " + distinct + key + ", " + column + " from " + table + " where " + key + " > ?"
                + (isKey() ? " and " + column + " < '" + FIRST_LETTER + "'" : "") + " order by " + key
                + " fetch first " + BATCH + " rows only";
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, after);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    String clear = result.getString(2);
                    rows.add(new Row(result.getObject(1), clear == null ? "" : clear));
                }
            }
        }
        return rows;
    }

    private int write(Connection connection, List<Row> rows) throws SQLException {
        int sealed = 0;
        try (PreparedStatement update = connection.prepareStatement(update());
                PreparedStatement delete =
                        connection.prepareStatement("delete from " + table + " where " + column + " = ?")) {
            for (Row row : rows) {
                if (row.clear().isEmpty() || Seals.isSealed(row.clear())) {
                    continue;
                }
                String kept = seal.apply(row.clear());
                update.setString(1, kept);
                update.setObject(2, row.key());
                update.setString(3, isKey() ? kept : row.clear());
                update.addBatch();
                if (isKey()) {
                    delete.setString(1, row.clear());
                    delete.addBatch();
                }
                sealed++;
            }
            if (sealed > 0) {
                int[] updated = update.executeBatch();
                int[] deleted = isKey() ? delete.executeBatch() : updated;
                if (updated.length + deleted.length < sealed) {
                    throw new SQLException("rows of " + name() + " were lost");
                }
            }
        }
        return sealed;
    }

    /** Of a row that is there sealed already, because its owner came meanwhile, the one in the clear goes. */
    private String update() {
        String guarded = " and not exists (select 1 from " + table + " x where x." + column + " = ?"
                + (beside.isEmpty() ? "" : " and x." + beside + " = " + table + "." + beside) + ")";
        return "update " + table + " set " + column + " = ? where " + key + " = ?"
                + (isKey() ? guarded : " and " + column + " = ?");
    }
}
