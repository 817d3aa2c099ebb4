package io.tokenline.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Finds which of the meters that the registry has would change; the others are not touched. */
final class Plan {

    /** A row says something else about a meter's key than the registry. */
    static final String OTHER_KEY = "(s.supply_group_code <> m.supply_group_code or s.tariff_index <> m.tariff_index"
            + " or s.key_revision <> m.key_revision or s.key_type <> m.key_type or s.algorithm <> m.algorithm"
            + " or s.dkga <> m.dkga or s.base_date <> m.base_date)";

    private static final String OTHER_PLACE = "(s.tariff <> m.tariff or s.meter_group <> coalesce(m.meter_group, '')"
            + " or s.status <> m.status or s.block_reason <> coalesce(m.block_reason, '') or s.hidden <> m.hidden"
            + " or s.free_tenths <> m.free_tenths"
            + " or s.target_supply_group_code <> coalesce(m.target_supply_group_code, '')"
            + " or s.target_tariff_index <> coalesce(m.target_tariff_index, -1)"
            + " or s.target_key_revision <> coalesce(m.target_key_revision, -1))";

    private static final String OTHER_CUSTOMER = "(s.name <> c.name or s.account <> coalesce(c.account, ''))";

    private static final String METERS = "select k.line from staged_known k join staged_meter s on s.line = k.line"
            + " join meter m on m.id = k.meter_id join customer c on c.id = m.customer_id"
            + " left join meter r on r.id = m.replaced_by where " + OTHER_PLACE + " or " + OTHER_CUSTOMER
            + " or s.replaced_by_pan <> coalesce(r.pan, '')";

    private static final String KEYS = "select k.line from staged_known k join staged_meter s on s.line = k.line"
            + " join meter m on m.id = k.meter_id where " + OTHER_KEY;

    private static final List<String> OTHERS = List.of(
            "select k.line from staged_known k join staged_phone p on p.line = k.line"
                    + " left join meter_phone o on o.meter_id = k.meter_id and o.msisdn = p.msisdn where o.msisdn is null",
            "select k.line from staged_known k join staged_meter s on s.line = k.line and s.says_phones"
                    + " join meter_phone o on o.meter_id = k.meter_id"
                    + " left join staged_phone p on p.line = k.line and p.msisdn = o.msisdn where p.line is null",
            "select k.line from staged_known k join staged_debt d on d.line = k.line"
                    + " left join debt o on o.meter_id = k.meter_id and o.name = d.name where o.id is null"
                    + " or o.remaining_minor <> d.remaining_minor or o.fixed_minor <> d.fixed_minor or o.rate <> d.rate"
                    + " or o.least_minor <> d.least_minor or coalesce(o.most_minor, -1) <> coalesce(d.most_minor, -1)",
            "select k.line from staged_known k join staged_meter s on s.line = k.line and s.says_debts"
                    + " join debt o on o.meter_id = k.meter_id and o.remaining_minor > 0"
                    + " left join staged_debt d on d.line = k.line and d.name = o.name where d.line is null",
            "select k.line from staged_known k join staged_meter s on s.line = k.line left join meter_month o"
                    + " on o.meter_id = k.meter_id and o.calendar_month = s.calendar_month"
                    + " where s.calendar_month is not null and (o.meter_id is null or s.units_tenths > o.units_tenths"
                    + " or s.fixed_owed_minor <> o.fixed_owed_minor or s.month_free_tenths > o.free_tenths)",
            "select k.line from staged_known k join staged_meter s on s.line = k.line join meter m on m.id = k.meter_id"
                    + " left join token_identifier o on o.pan = s.pan"
                    + " and o.base_date = coalesce(s.base_date, m.base_date) where s.last_tid is not null"
                    + " and (o.pan is null or s.last_tid > o.last_tid)");

    private Plan() {}

    /**
     * What a file would do.
     *
     * @param created meters that the registry does not have yet
     * @param updated meters that would change
     * @param unchanged meters that are as the file has them
     * @param keysChanged meters, of those, that would get other key parameters
     */
    record Counts(long created, long updated, long unchanged, long keysChanged) {

        /** Nothing. */
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** Notes which meters would change, and counts. */
    static Counts make(Connection connection, boolean keys) throws SQLException {
        long rows = Sql.count(connection, "select count(*) from staged_meter");
        long known = Sql.count(connection, "select count(*) from staged_known");
        if (known == 0) {
            return new Counts(rows, 0, 0, 0);
        }
        String changed = METERS + " union " + String.join(" union ", OTHERS) + (keys ? " union " + KEYS : "");
        long updated = Sql.run(
                connection,
                "insert into staged_target (line, meter_id, fresh) select k.line, k.meter_id, false from staged_known k"
                        + " join (" + changed + ") x on x.line = k.line");
        long keysChanged = keys ? Sql.count(connection, "select count(*) from (" + KEYS + ") x") : 0;
        return new Counts(rows - known, updated, known - updated, keysChanged);
    }
}
