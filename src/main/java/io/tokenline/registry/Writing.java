package io.tokenline.registry;

import io.tokenline.Statistics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Writes the staged rows into the registry: each table by one statement over all rows that are new or would change. */
final class Writing {

    /** Of two customers that are to have one account, the older one gets it, and the other one's meters go over to him. */
    private static final String ACCOUNTS = "merge into customer c using (select min(k.customer_id) as id, s.account"
            + " from staged_target t join staged_known k on k.line = t.line join staged_meter s on s.line = t.line"
            + " join customer o on o.id = k.customer_id left join customer a on a.account = s.account"
            + " where o.account is null and s.account is not null and a.id is null group by s.account) x"
            + " on (c.id = x.id) when matched then update set account = x.account";

    private static final String CUSTOMERS = "insert into customer (id, name, account, created_at)"
            + " select nextval('customer_seq'), x.name, x.account, ? from (select s.account, max(s.name) as name"
            + " from staged_meter s left join customer c on c.account = s.account where s.account is not null and c.id is null"
            + " group by s.account order by min(s.line)) x";

    private static final String FRESH = "insert into staged_target (line, meter_id, fresh, customer_id, own)"
            + " select x.line, nextval('meter_seq'), true, coalesce(x.id, nextval('customer_seq')), x.id is null from"
            + " (select s.line, c.id from staged_meter s left join staged_known k on k.line = s.line"
            + " left join customer c on c.account = s.account where k.line is null order by s.line) x";

    private static final String OWN_CUSTOMERS = "insert into customer (id, name, account, created_at)"
            + " select f.customer_id, s.name, null, ? from staged_target f join staged_meter s on s.line = f.line where f.own";

    private static final String METERS =
            "insert into meter (id, pan, drn, customer_id, supply_group_code, tariff_index,"
                    + " key_revision, key_type, algorithm, dkga, base_date, status, tariff, meter_group, hidden, free_tenths,"
                    + " block_reason, target_supply_group_code, target_tariff_index, target_key_revision, created_at)"
                    + " select f.meter_id, s.pan, s.drn, f.customer_id, s.supply_group_code, s.tariff_index, s.key_revision,"
                    + " coalesce(s.key_type, 2), s.algorithm, s.dkga, s.base_date, coalesce(s.status, 'ACTIVE'), s.tariff,"
                    + " nullif(s.meter_group, ''), coalesce(s.hidden, false), coalesce(s.free_tenths, 0), s.block_reason,"
                    + " nullif(s.target_supply_group_code, ''), s.target_tariff_index, s.target_key_revision, ?"
                    + " from staged_target f join staged_meter s on s.line = f.line where f.fresh";

    /** Also of a customer whose meter is new, and of those that only now have an account. */
    private static final String NAMES = "merge into customer c using (select coalesce(a.id, k.customer_id) as id,"
            + " max(s.name) as name from staged_target t join staged_meter s on s.line = t.line"
            + " left join staged_known k on k.line = t.line left join customer a on a.account = s.account"
            + " where s.name is not null and coalesce(a.id, k.customer_id) is not null"
            + " group by coalesce(a.id, k.customer_id)) x on (c.id = x.id)"
            + " when matched and c.name <> x.name then update set name = x.name";

    private static final String CHANGED = "(select t.meter_id, a.id as account_id, s.* from staged_target t"
            + " join staged_meter s on s.line = t.line left join customer a on a.account = s.account"
            + " where not t.fresh) x";

    private static final String PLACES = "merge into meter m using " + CHANGED + " on (m.id = x.meter_id)"
            + " when matched then update set customer_id = coalesce(x.account_id, m.customer_id),"
            + " tariff = coalesce(x.tariff, m.tariff),"
            + " meter_group = case when x.meter_group is null then m.meter_group else nullif(x.meter_group, '') end,"
            + " status = coalesce(x.status, m.status),"
            + " block_reason = case when x.status = 'ACTIVE' then null else coalesce(x.block_reason, m.block_reason) end,"
            + " hidden = coalesce(x.hidden, m.hidden), free_tenths = coalesce(x.free_tenths, m.free_tenths),"
            + " target_supply_group_code = case when x.target_supply_group_code is null then m.target_supply_group_code"
            + " else nullif(x.target_supply_group_code, '') end,"
            + " target_tariff_index = case when x.target_supply_group_code is null then m.target_tariff_index"
            + " else x.target_tariff_index end,"
            + " target_key_revision = case when x.target_supply_group_code is null then m.target_key_revision"
            + " else x.target_key_revision end";

    private static final String KEYS = "merge into meter m using " + CHANGED + " on (m.id = x.meter_id)"
            + " when matched then update set supply_group_code = coalesce(x.supply_group_code, m.supply_group_code),"
            + " tariff_index = coalesce(x.tariff_index, m.tariff_index),"
            + " key_revision = coalesce(x.key_revision, m.key_revision), key_type = coalesce(x.key_type, m.key_type),"
            + " algorithm = coalesce(x.algorithm, m.algorithm), dkga = coalesce(x.dkga, m.dkga),"
            + " base_date = coalesce(x.base_date, m.base_date)";

    /** A target that is reached already is none. */
    private static final String REACHED =
            "update meter set target_supply_group_code = null, target_tariff_index = null,"
                    + " target_key_revision = null where target_supply_group_code = supply_group_code"
                    + " and target_tariff_index = tariff_index and target_key_revision = key_revision"
                    + " and id in (select meter_id from staged_target where not fresh)";

    private static final String PHONES_LESS = "delete from meter_phone where meter_id in (select t.meter_id"
            + " from staged_target t join staged_meter s on s.line = t.line where not t.fresh and s.says_phones)"
            + " and not exists (select 1 from staged_target t join staged_phone p on p.line = t.line"
            + " where t.meter_id = meter_phone.meter_id and p.msisdn = meter_phone.msisdn)";

    private static final String PHONES = "insert into meter_phone (meter_id, msisdn) select t.meter_id, p.msisdn"
            + " from staged_phone p join staged_target t on t.line = p.line"
            + " left join meter_phone o on o.meter_id = t.meter_id and o.msisdn = p.msisdn where o.msisdn is null";

    /** What a sale has taken of a debt refers to it, so that it stays, with nothing left of it. */
    private static final String DEBTS_LESS =
            "update debt set remaining_minor = 0 where remaining_minor > 0 and meter_id in"
                    + " (select t.meter_id from staged_target t join staged_meter s on s.line = t.line"
                    + " where not t.fresh and s.says_debts) and not exists (select 1 from staged_target t"
                    + " join staged_debt d on d.line = t.line where t.meter_id = debt.meter_id and d.name = debt.name)";

    private static final String DEBTS = "merge into debt o using (select t.meter_id, d.* from staged_debt d"
            + " join staged_target t on t.line = d.line) x on (o.meter_id = x.meter_id and o.name = x.name)"
            + " when matched then update set position = x.position, remaining_minor = x.remaining_minor,"
            + " fixed_minor = x.fixed_minor, rate = x.rate, least_minor = x.least_minor, most_minor = x.most_minor"
            + " when not matched then insert (id, meter_id, name, position, remaining_minor, fixed_minor, rate,"
            + " least_minor, most_minor) values (nextval('debt_seq'), x.meter_id, x.name, x.position, x.remaining_minor,"
            + " x.fixed_minor, x.rate, x.least_minor, x.most_minor)";

    private static final String STATED_MONTHS =
            "(select t.meter_id, s.calendar_month, s.units_tenths, s.fixed_owed_minor,"
                    + " s.month_free_tenths from staged_target t join staged_meter s on s.line = t.line"
                    + " where s.calendar_month is not null) x";

    private static final String MONTHS_MORE = "merge into meter_month o using " + STATED_MONTHS
            + " on (o.meter_id = x.meter_id and o.calendar_month = x.calendar_month)"
            + " when matched then update set units_tenths = greatest(o.units_tenths, coalesce(x.units_tenths, 0)),"
            + " fixed_owed_minor = coalesce(x.fixed_owed_minor, o.fixed_owed_minor),"
            + " free_tenths = greatest(o.free_tenths, coalesce(x.month_free_tenths, 0))";

    private static final String MONTHS =
            "insert into meter_month (meter_id, calendar_month, units_tenths, fixed_owed_minor, free_tenths)"
                    + " select x.meter_id, x.calendar_month, coalesce(x.units_tenths, 0),"
                    + " coalesce(x.fixed_owed_minor, 0), coalesce(x.month_free_tenths, 0) from " + STATED_MONTHS
                    + " left join meter_month o on o.meter_id = x.meter_id and o.calendar_month = x.calendar_month"
                    + " where o.meter_id is null";

    private static final String STATED_TIDS =
            "(select s.pan, coalesce(s.base_date, m.base_date) as base_date, s.last_tid"
                    + " from staged_target t join staged_meter s on s.line = t.line left join meter m on m.id = t.meter_id"
                    + " and s.base_date is null where s.last_tid is not null) x";

    private static final String TIDS_LATER = "merge into token_identifier o using " + STATED_TIDS
            + " on (o.pan = x.pan and o.base_date = x.base_date)"
            + " when matched and x.last_tid > o.last_tid then update set last_tid = x.last_tid";

    private static final String TIDS = "insert into token_identifier (pan, base_date, last_tid)"
            + " select x.pan, x.base_date, x.last_tid from " + STATED_TIDS
            + " left join token_identifier o on o.pan = x.pan and o.base_date = x.base_date where o.pan is null";

    private static final String REPLACED = "merge into meter m using (select t.meter_id, r.id from staged_target t"
            + " join staged_meter s on s.line = t.line join meter r on r.pan = s.replaced_by_pan) x"
            + " on (m.id = x.meter_id) when matched then update set replaced_by = x.id";

    private final Connection connection;
    private final OffsetDateTime now;

    private Writing(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /**
     * Writes what {@link Plan} has found.
     *
     * @param keys whether the file's key parameters count for meters that the registry has
     */
    static void write(Connection connection, Plan.Counts counts, boolean keys, OffsetDateTime now) throws SQLException {
        Writing writing = new Writing(connection, now);
        writing.customersAndMeters(counts, keys);
        writing.whatHangsOnThem(counts);
    }

    private void customersAndMeters(Plan.Counts counts, boolean keys) throws SQLException {
        if (counts.updated() > 0) {
            Sql.run(connection, ACCOUNTS);
        }
        boolean hadCustomers =
                Sql.count(connection, "select count(*) from (select 1 from customer fetch first 1 rows only) x") > 0;
        Sql.run(connection, CUSTOMERS, now);
        if (counts.created() > 0) {
            Sql.run(connection, FRESH);
            Statistics.refresh(connection, "staged_target");
            Sql.run(connection, OWN_CUSTOMERS, now);
            Sql.run(connection, METERS, now);
        }
        if (hadCustomers) {
            Sql.run(connection, NAMES);
        }
        if (counts.updated() > 0) {
            Sql.run(connection, PLACES);
            if (keys) {
                Sql.run(connection, KEYS);
            }
            Sql.run(connection, REACHED);
        }
    }

    private void whatHangsOnThem(Plan.Counts counts) throws SQLException {
        if (counts.updated() > 0) {
            Sql.run(connection, PHONES_LESS);
            Sql.run(connection, DEBTS_LESS);
        }
        Sql.run(connection, PHONES);
        Sql.run(connection, DEBTS);
        Sql.run(connection, MONTHS_MORE);
        Sql.run(connection, MONTHS);
        Sql.run(connection, TIDS_LATER);
        Sql.run(connection, TIDS);
        if (Sql.count(connection, "select count(*) from staged_meter where replaced_by_pan is not null") > 0) {
            Sql.run(connection, REPLACED);
        }
    }
}
