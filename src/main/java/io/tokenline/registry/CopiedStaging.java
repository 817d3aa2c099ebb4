package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.vault.Seals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.ByteStreamWriter;

/** Fills the tables by COPY, on PostgreSQL. */
final class CopiedStaging extends Staging {

    private static final String METER = "copy staged_meter (line, " + Staged.columns() + ") from stdin";
    private static final String PHONE = "copy staged_phone (line, msisdn) from stdin";
    private static final String DEBT = "copy staged_debt (line, position, name, remaining_minor, fixed_minor, rate,"
            + " least_minor, most_minor) from stdin";

    /** Of one statement; the rows of a whole file are sorted and hashed here rather than on the disk. */
    private static final String MEMORY = "set local work_mem = '64MB'";

    private final CopyManager copy;
    private final StringBuilder text = new StringBuilder();

    CopiedStaging(Connection connection, Seals seals) throws SQLException {
        super(connection, seals);
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        execute(MEMORY);
        for (Table table : tables()) {
            execute("create temporary table " + table.withoutKey() + " on commit drop");
        }
    }

    @Override
    void load(List<StagedRow> rows) throws SQLException, IOException {
        for (StagedRow row : rows) {
            text.append(row.line());
            for (Staged column : Staged.values()) {
                cell(kept(row, column));
            }
            text.append('\n');
        }
        send(METER);
        for (StagedRow row : rows) {
            for (Msisdn phone : row.phones()) {
                text.append(row.line()).append('\t').append(kept(phone)).append('\n');
            }
        }
        send(PHONE);
        for (StagedRow row : rows) {
            int position = 0;
            for (DebtTerms debt : row.debts()) {
                text.append(row.line());
                cell(position);
                cell(debt.name());
                cell(debt.remaining());
                cell(debt.fixed());
                cell(debt.rate().toPlainString());
                cell(debt.least());
                cell(debt.most().orElse(null));
                text.append('\n');
                position++;
            }
        }
        send(DEBT);
    }

    /** As COPY reads it; cells hold no control characters, so a backslash is all that has to be doubled. */
    private void cell(@Nullable Object value) {
        text.append('\t');
        if (value == null) {
            text.append("\\N");
        } else {
            text.append(value instanceof String some ? some.replace("\\", "\\\\") : value);
        }
    }

    private void send(String sql) throws SQLException, IOException {
        if (text.length() > 0) {
            byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
            text.setLength(0);
            long rows = copy.copyIn(sql, ByteStreamWriter.of(java.nio.ByteBuffer.wrap(octets)));
            if (rows <= 0) {
                throw new SQLException("rows were lost");
            }
        }
    }

    /** Without an estimate of what is in them the database would join them row by row. */
    @Override
    void loaded() throws SQLException {
        for (Table table : tables()) {
            execute("analyze " + table.name());
        }
    }

    @Override
    void clear() {
        // the tables go with the transaction
    }
}
