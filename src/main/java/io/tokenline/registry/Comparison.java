package io.tokenline.registry;

import io.tokenline.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Compares the staged rows with each other and with the registry; each check is one statement over all rows. */
final class Comparison {

    private static final int AT_ONCE = 1_000;

    private static final String FAULT = "insert into staged_fault (line, column_name, code, other_line) ";

    /** Rows that have something in common and must not: found first, because there are hardly ever any. */
    private static final String PAIR = "insert into staged_pair (pair_key, first_line, last_line) ";

    private static final String OF_PAIR =
            ", case when x.line = p.first_line then p.last_line else p.first_line end from ";

    private static final String SAME_NUMBER =
            PAIR + "select pan, min(line), max(line) from staged_meter group by pan having count(*) > 1";

    private static final String DUPLICATES = FAULT + "select x.line, 'drn', 'DUPLICATE'" + OF_PAIR
            + "staged_pair p join staged_meter x on x.pan = p.pair_key";

    private static final String KNOWN = "insert into staged_known (line, meter_id, customer_id)"
            + " select s.line, m.id, m.customer_id from staged_meter s join meter m on m.pan = s.pan";

    private static final List<String> NEEDED = List.of(
            "name", "supply_group_code", "tariff_index", "key_revision", "algorithm", "dkga", "base_date", "tariff");

    private static final String CIPHERS = FAULT
            + "select s.line, 'dkga', 'CIPHER', null from staged_known k join staged_meter s on s.line = k.line"
            + " join meter m on m.id = k.meter_id where coalesce(s.dkga, m.dkga) = 2"
            + " and coalesce(s.algorithm, m.algorithm) <> 7";

    private static final String SAME_ACCOUNT = PAIR + "select account, min(line), max(line) from staged_meter"
            + " where account is not null and name is not null group by account having min(name) <> max(name)";

    private static final String ACCOUNT_NAMES = FAULT + "select x.line, 'name', 'ACCOUNT_NAME'" + OF_PAIR
            + "staged_meter x join staged_pair p on p.pair_key = x.account where x.name is not null";

    /** Whose customer a row is about, as far as the registry knows him already. */
    private static final String CUSTOMERS = "(select s.line, s.name, s.account, a.id as account_id, c.id as own_id,"
            + " c.account as own_account, coalesce(a.id, case when s.account is null or c.account is null then c.id end)"
            + " as customer_id from staged_meter s left join staged_known k on k.line = s.line"
            + " left join customer c on c.id = k.customer_id left join customer a on a.account = s.account) x";

    private static final String SAME_CUSTOMER = PAIR
            + "select cast(x.customer_id as varchar(40)), min(x.line), max(x.line) from " + CUSTOMERS
            + " where x.customer_id is not null and x.name is not null group by x.customer_id"
            + " having min(x.name) <> max(x.name)";

    private static final String CUSTOMER_NAMES = FAULT + "select x.line, 'name', 'CUSTOMER_NAME'" + OF_PAIR + CUSTOMERS
            + " join staged_pair p on p.pair_key = cast(x.customer_id as varchar(40)) where x.name is not null";

    private static final String SAME_OWNER = PAIR
            + "select cast(x.own_id as varchar(40)), min(x.line), max(x.line) from " + CUSTOMERS
            + " where x.own_account is null and x.account is not null and x.account_id is null"
            + " and x.own_id is not null group by x.own_id having min(x.account) <> max(x.account)";

    private static final String CUSTOMER_ACCOUNTS =
            FAULT + "select x.line, 'account', 'CUSTOMER_ACCOUNT'" + OF_PAIR + CUSTOMERS
                    + " join staged_pair p on p.pair_key = cast(x.own_id as varchar(40)) where x.account is not null";

    /** A row that gives a known meter to a customer whom nobody knows yet. */
    private static final String NAMELESS = FAULT + "select x.line, 'name', 'MISSING', null from " + CUSTOMERS
            + " where x.own_id is not null and x.account is not null and x.account_id is null"
            + " and x.own_account is not null and x.name is null";

    private static final String REPLACEMENTS = FAULT
            + "select s.line, 'replaced_by', 'REPLACED_UNKNOWN', null from staged_meter s"
            + " left join meter m on m.pan = s.replaced_by_pan left join staged_meter r on r.pan = s.replaced_by_pan"
            + " where s.replaced_by_pan is not null and m.id is null and r.line is null";

    private static final String REVIVED = FAULT
            + "select s.line, 'status', 'REPLACED_ACTIVE', null from staged_known k join staged_meter s on s.line = k.line"
            + " join meter m on m.id = k.meter_id where m.replaced_by is not null and s.status = 'ACTIVE'";

    private static final String WITHOUT_KEY = FAULT
            + "select min(s.line), 'key_revision', 'NO_KEY', count(*) from staged_meter s"
            + " left join staged_known k on k.line = s.line left join vending_key v"
            + " on v.supply_group_code = s.supply_group_code and v.key_revision = s.key_revision and v.withdrawn_at is null"
            + " where k.line is null and v.supply_group_code is null group by s.supply_group_code, s.key_revision";

    private static final String KEYS = FAULT
            + "select s.line, 'supply_group', '%s', null from staged_known k join staged_meter s on s.line = k.line"
            + " join meter m on m.id = k.meter_id where " + Plan.OTHER_KEY;

    private static final String TIDS = FAULT
            + "select s.line, 'last_tid', 'TID_KEPT', null from staged_known k join staged_meter s on s.line = k.line"
            + " join meter m on m.id = k.meter_id join token_identifier t on t.pan = s.pan"
            + " and t.base_date = coalesce(s.base_date, m.base_date) where s.last_tid < t.last_tid";

    private final Connection connection;
    private final boolean keys;
    private final Consumer<RowFault> faults;
    private long refused;

    /**
     * Of what is staged.
     *
     * @param keys whether the file's key parameters count for meters that the registry has
     * @param faults hears of everything that is found
     */
    Comparison(Connection connection, boolean keys, Consumer<RowFault> faults) {
        this.connection = connection;
        this.keys = keys;
        this.faults = faults;
    }

    /** Finds what is wrong; the rows that are wrong are staged no more. Returns how many they were. */
    long run() throws SQLException {
        check(SAME_NUMBER, DUPLICATES);
        Sql.run(connection, KNOWN);
        Statistics.refresh(connection, "staged_known");
        missing();
        if (keys) {
            check(CIPHERS);
        }
        check(SAME_ACCOUNT, ACCOUNT_NAMES);
        check(SAME_CUSTOMER, CUSTOMER_NAMES);
        check(SAME_OWNER, CUSTOMER_ACCOUNTS);
        check(NAMELESS);
        check(REVIVED);
        replacements();
        check(WITHOUT_KEY);
        check(String.format(KEYS, keys ? Check.KEYS_CHANGED : Check.KEYS_LEFT));
        check(TIDS);
        return refused;
    }

    /** A row that is refused may have been the one that another row's replacement stands in. */
    private void replacements() throws SQLException {
        if (Sql.count(connection, "select count(*) from staged_meter where replaced_by_pan is not null") > 0) {
            long before;
            do {
                before = refused;
                check(REPLACEMENTS);
            } while (refused > before);
        }
    }

    private void missing() throws SQLException {
        String absent = " from staged_meter s left join staged_known k on k.line = s.line where k.line is null and ";
        String any = String.join(" is null or s.", NEEDED);
        if (Sql.count(connection, "select count(*)" + absent + "(s." + any + " is null)") > 0) {
            for (String column : NEEDED) {
                String title = column.replace("_code", "");
                Sql.run(
                        connection,
                        FAULT + "select s.line, '" + title + "', 'MISSING', null" + absent + "s." + column
                                + " is null");
            }
            tell();
        }
    }

    private void check(String pairs, String sql) throws SQLException {
        if (Sql.run(connection, pairs) > 0) {
            check(sql);
            Sql.run(connection, "delete from staged_pair");
        }
    }

    private void check(String sql) throws SQLException {
        if (Sql.run(connection, sql) > 0) {
            tell();
        }
    }

    /** Tells what was found, and takes the rows out that are wrong. */
    private void tell() throws SQLException {
        try (PreparedStatement found = connection.prepareStatement(
                "select line, column_name, code, other_line from staged_fault order by line, column_name")) {
            found.setFetchSize(AT_ONCE);
            try (ResultSet rows = found.executeQuery()) {
                while (rows.next()) {
                    Check check = Check.valueOf(rows.getString(3));
                    faults.accept(check.told(rows.getLong(1), rows.getString(2), rows.getLong(4)));
                }
            }
        }
        StringBuilder codes = new StringBuilder("''");
        for (Check check : Check.values()) {
            codes.append(check.isFault() ? ", '" + check + "'" : "");
        }
        String wrong = "(select line from staged_fault where code in (" + codes + "))";
        Sql.run(connection, "delete from staged_known where line in " + wrong);
        refused += Sql.run(connection, "delete from staged_meter where line in " + wrong);
        Sql.run(connection, "delete from staged_fault");
    }
}
