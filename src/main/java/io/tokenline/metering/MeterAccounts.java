package io.tokenline.metering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counters of meters by calendar month, and their debts, in the caller's transaction. By SQL, so that nothing is
 * counted on what an entity remembers: whoever changes a counter holds the month's row, see {@link #lock}.
 */
@ApplicationScoped
public class MeterAccounts {

    private static final String MONTH =
            "cast(extract(year from calendar_month) * 12 + extract(month from calendar_month) - 1 as bigint)";

    /** Rows of three kinds in one answer: the meter, its months, its debts. */
    private static final String ACCOUNT = "select 0 as kind, 0 as place, free_tenths as a, cast(0 as bigint) as b,"
            + " cast(0 as bigint) as c, cast(0 as bigint) as d, cast(0 as bigint) as e,"
            + " cast(null as varchar(40)) as name, cast(null as numeric(7, 6)) as rate"
            + " from meter where id = :meter"
            + " union all select 1, 0, " + MONTH + ", units_tenths, fixed_owed_minor, free_tenths,"
            + " case when charged then 1 else 0 end, null, null from meter_month"
            + " where meter_id = :meter and calendar_month <= :month and (calendar_month >= :since"
            + " or calendar_month >= (select max(m.calendar_month) from meter_month m"
            + " where m.meter_id = :meter and m.calendar_month <= :month and m.charged))"
            + " union all select 2, position, id, remaining_minor, fixed_minor, least_minor, coalesce(most_minor, -1),"
            + " name, rate from debt where meter_id = :meter and remaining_minor > 0";

    private static final int MONTHS = 12;
    private static final int AVERAGED = 3;

    private final EntityManager entities;

    @Inject
    MeterAccounts(EntityManager entities) {
        this.entities = entities;
    }

    /** How a meter's account stands in a month; nothing is locked. */
    public MeterAccount of(long meterId, YearMonth month) {
        List<Object[]> rows = rows(query(ACCOUNT, meterId, month)
                .setParameter("since", month.minusMonths(AVERAGED).atDay(1)));
        List<Object[]> months = rows.stream().filter(row -> number(row[0]) == 1).toList();
        Optional<Object[]> latest = months.stream().max(Comparator.comparingLong(row -> number(row[2])));
        Optional<Object[]> now = latest.filter(row -> month(row).equals(month));
        return new MeterAccount(
                month,
                now.map(row -> number(row[3])).orElse(0L),
                now.map(row -> number(row[5])).orElse(0L),
                rows.stream()
                        .filter(row -> number(row[0]) == 0)
                        .mapToLong(row -> number(row[2]))
                        .sum(),
                latest.map(row -> number(row[4])).orElse(0L),
                months.stream()
                        .filter(row -> number(row[6]) == 1)
                        .map(MeterAccounts::month)
                        .max(Comparator.naturalOrder()),
                months.stream()
                        .filter(row -> month(row).isBefore(month))
                        .filter(row -> !month(row).isBefore(month.minusMonths(AVERAGED)))
                        .mapToLong(row -> number(row[3]))
                        .sum(),
                debts(rows));
    }

    private static List<MeterAccount.OpenDebt> debts(List<Object[]> rows) {
        return rows.stream()
                .filter(row -> number(row[0]) == 2)
                .sorted(Comparator.<Object[]>comparingLong(row -> number(row[1]))
                        .thenComparingLong(row -> number(row[2])))
                .map(row -> new MeterAccount.OpenDebt(
                        number(row[2]),
                        String.valueOf(row[7]),
                        number(row[3]),
                        number(row[4]),
                        (BigDecimal) row[8],
                        number(row[5]),
                        number(row[6]) < 0 ? OptionalLong.empty() : OptionalLong.of(number(row[6]))))
                .toList();
    }

    /**
     * Holds a meter's month until the caller's transaction ends, and the month before it that has a row: what is owed is
     * carried from there. A month without a row gets one; two who do that at once come one after the other, for which the
     * meter's row is held this once: by an update of nothing, because PostgreSQL lets others, who hold the month, refer to a
     * row that is updated, but not to one that is selected for update.
     */
    public void lock(long meterId, YearMonth month) {
        if (!isLocked(meterId, month)) {
            entities.createNativeQuery("update meter set free_tenths = free_tenths where id = :meter")
                    .setParameter("meter", meterId)
                    .executeUpdate();
            int opened = query(
                            "insert into meter_month (meter_id, calendar_month, units_tenths, fixed_owed_minor,"
                                    + " free_tenths, charged, fixed_charged_minor, sales)"
                                    + " select :meter, :month, 0, coalesce((select p.fixed_owed_minor from meter_month p"
                                    + " where p.meter_id = :meter and p.calendar_month = (select max(m.calendar_month)"
                                    + " from meter_month m where m.meter_id = :meter and m.calendar_month < :month)), 0),"
                                    + " 0, false, 0, 0 where not exists (select 1 from meter_month m"
                                    + " where m.meter_id = :meter and m.calendar_month = :month)",
                            meterId,
                            month)
                    .executeUpdate();
            if (opened == 0 && !isLocked(meterId, month)) {
                throw new IllegalStateException("meter row " + meterId + " has no row of " + month);
            }
        }
    }

    private boolean isLocked(long meterId, YearMonth month) {
        List<?> locked = query(
                        "select " + MONTH + " from meter_month where meter_id = :meter and calendar_month >="
                                + " coalesce((select max(m.calendar_month) from meter_month m where m.meter_id = :meter"
                                + " and m.calendar_month < :month), :month) order by calendar_month for update",
                        meterId,
                        month)
                .getResultList();
        return locked.stream().anyMatch(row -> number(row) == ordinal(month));
    }

    /** Counts a sale in a month that {@link #lock} holds. */
    public void take(long meterId, YearMonth month, MeterAccount.Change change) {
        changed(
                1,
                query(
                                "update meter_month set units_tenths = units_tenths + :units,"
                                        + " free_tenths = free_tenths + :free,"
                                        + " fixed_charged_minor = fixed_charged_minor + :charged, charged = true,"
                                        + " sales = sales + 1, fixed_owed_minor = fixed_owed_minor + :charged - :paid"
                                        + " where meter_id = :meter and calendar_month = :month",
                                meterId,
                                month)
                        .setParameter("units", change.units())
                        .setParameter("free", change.free())
                        .setParameter("charged", change.fixedCharged())
                        .setParameter("paid", change.fixedPaid()));
    }

    /**
     * Takes a sale out of the month it was counted in; a counter that was set lower meanwhile ends at zero. Where it was the month's last one, and no later month builds on it,
     * the fixed charge counts as not charged, as before the first.
     *
     * @param change what it holds there
     */
    public void giveBack(long meterId, YearMonth month, MeterAccount.Change change) {
        List<Month> held = from(meterId, month);
        if (held.isEmpty()) {
            return;
        }
        Month mine = held.get(0);
        long uncharged = held.size() == 1 && mine.sales() == 1 ? mine.fixedCharged() : 0;
        long owed = change.fixedPaid() - uncharged;
        update(mine, change.units(), change.free(), -uncharged, mine.charged() && uncharged == 0, -1);
        owe(mine, owed);
    }

    /**
     * Counts a sale again that was given back, because its money came late.
     *
     * @return what of its fixed charge was still owed, and so counts as paid by it
     */
    public long takeAgain(long meterId, YearMonth month, MeterAccount.Change change) {
        List<Month> held = from(meterId, month);
        if (held.isEmpty()) {
            return change.fixedPaid();
        }
        Month mine = held.get(0);
        long charged = held.stream().anyMatch(Month::charged) ? 0 : change.fixedCharged();
        long owed = held.stream().mapToLong(Month::fixedOwed).min().orElse(0) + charged;
        long paid = Math.max(0, Math.min(owed, change.fixedPaid()));
        update(mine, -change.units(), -change.free(), charged, true, 1);
        owe(mine, charged - paid);
        return paid;
    }

    /** A month's row as it is held. */
    private record Month(
            long meterId, YearMonth month, long fixedOwed, long fixedCharged, boolean charged, long sales) {}

    /**
     * This month's row and all later ones, held, in their order; they are those of the meter that took its place. None where
     * somebody has taken the row away: then there is nothing that could be put right, and money must not wait for it.
     */
    private List<Month> from(long meterId, YearMonth month) {
        List<Object[]> rows = rows(query(
                "select meter_id, 0, " + MONTH + ", fixed_owed_minor, fixed_charged_minor,"
                        + " case when charged then 1 else 0 end, sales from meter_month"
                        + " where meter_id = :meter and calendar_month >= :month order by calendar_month for update",
                meterId,
                month));
        if (!rows.isEmpty() && !month(rows.get(0)).equals(month)) {
            return List.of();
        }
        if (!rows.isEmpty()) {
            return rows.stream()
                    .map(row -> new Month(
                            number(row[0]),
                            month(row),
                            number(row[3]),
                            number(row[4]),
                            number(row[5]) == 1,
                            number(row[6])))
                    .toList();
        }
        List<?> next = entities.createNativeQuery(
                        "select replaced_by from meter where id = :meter and replaced_by is not null")
                .setParameter("meter", meterId)
                .getResultList();
        return next.isEmpty() ? List.of() : from(number(next.get(0)), month);
    }

    private void update(Month row, long units, long free, long fixedCharged, boolean charged, int sales) {
        changed(
                1,
                query(
                                "update meter_month set units_tenths = greatest(0, units_tenths - :units),"
                                        + " free_tenths = greatest(0, free_tenths - :free),"
                                        + " fixed_charged_minor = fixed_charged_minor + :charged,"
                                        + " charged = :isCharged, sales = greatest(0, sales + :sales)"
                                        + " where meter_id = :meter and calendar_month = :month",
                                row.meterId(),
                                row.month())
                        .setParameter("units", units)
                        .setParameter("free", free)
                        .setParameter("charged", fixedCharged)
                        .setParameter("isCharged", charged)
                        .setParameter("sales", sales));
    }

    /** In later months too, which carry it. */
    private void owe(Month row, long minor) {
        if (minor != 0) {
            query(
                            "update meter_month set fixed_owed_minor = greatest(0, fixed_owed_minor + :minor)"
                                    + " where meter_id = :meter and calendar_month >= :month",
                            row.meterId(),
                            row.month())
                    .setParameter("minor", minor)
                    .executeUpdate();
        }
    }

    private Query query(String sql, long meterId, YearMonth month) {
        return entities.createNativeQuery(sql).setParameter("meter", meterId).setParameter("month", month.atDay(1));
    }

    private static List<Object[]> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> (Object[]) row).toList();
    }

    private static void changed(int wanted, Query update) {
        int changed = update.executeUpdate();
        if (changed != wanted) {
            throw new IllegalStateException(changed + " rows of a meter's account were there instead of " + wanted);
        }
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static long ordinal(YearMonth month) {
        return month.getYear() * (long) MONTHS + month.getMonthValue() - 1;
    }

    private static YearMonth month(Object[] row) {
        long ordinal = number(row[2]);
        return YearMonth.of((int) (ordinal / MONTHS), (int) (ordinal % MONTHS) + 1);
    }
}
