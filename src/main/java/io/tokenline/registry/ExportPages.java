package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.vault.Seals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The registry as rows of a file that an import reads, some meters at a time: each page is a short transaction, however
 * slowly the file is fetched.
 */
@ApplicationScoped
@Transactional
class ExportPages {

    private static final int METERS = 2_000;

    /** Its place in a row. */
    private static final int NAME = 3;

    private static final String ROWS = "select m.id, m.drn, c.account, c.name, m.supply_group_code, m.tariff_index,"
            + " m.key_revision, m.key_type, m.algorithm, m.dkga, m.base_date, m.tariff, m.meter_group, m.status,"
            + " m.block_reason, m.hidden, m.free_tenths, m.target_supply_group_code, m.target_tariff_index,"
            + " m.target_key_revision, t.last_tid, o.units_tenths, o.fixed_owed_minor, o.free_tenths as month_free, r.drn as by"
            + " from meter m join customer c on c.id = m.customer_id"
            + " left join token_identifier t on t.pan = m.pan and t.base_date = m.base_date"
            + " left join meter_month o on o.meter_id = m.id and o.calendar_month = :month"
            + " left join meter r on r.id = m.replaced_by where m.id > :after order by m.id fetch first " + METERS
            + " rows only";

    private static final String PHONES =
            "select meter_id, msisdn from meter_phone where meter_id > :after" + " and meter_id <= :last";

    private static final String DEBTS = "select meter_id, " + RegistryStore.DEBT_COLUMNS
            + " from debt where meter_id > :after and meter_id <= :last order by meter_id, position, id";

    private final EntityManager entities;
    private final Audit audit;
    private final Seals seals;
    private final Settings settings;
    private final Clock clock;

    @Inject
    ExportPages(EntityManager entities, Audit audit, Seals seals, Settings settings, Clock clock) {
        this.entities = entities;
        this.audit = audit;
        this.seals = seals;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Some rows of the file.
     *
     * @param rows each with the cells of all columns
     * @param last the number of the last meter; empty where there is none left
     */
    record Rows(List<List<String>> rows, Optional<Long> last) {}

    /** Says who fetches the file. */
    void begin(String person, Optional<String> reveal) {
        audit.record(new AuditEvent(
                person,
                "METERS_EXPORTED",
                "all meters",
                reveal.map(why -> "phones whole: " + why).orElse("phones masked")));
    }

    /** The meters behind one. */
    Rows after(long id, boolean wholePhones) {
        YearMonth month = YearMonth.from(clock.instant().atZone(settings.timeZone()));
        List<Object[]> meters = rows(entities.createNativeQuery(ROWS)
                .setParameter("month", month.atDay(1))
                .setParameter("after", id)
                .getResultList());
        if (meters.isEmpty()) {
            return new Rows(List.of(), Optional.empty());
        }
        long last = number(meters.get(meters.size() - 1)[0]);
        Map<Long, String> phones = phones(id, last, wholePhones);
        Map<Long, String> debts = debts(id, last);
        List<List<String>> rows = meters.stream()
                .map(row -> cells(
                        row, month, phones.getOrDefault(number(row[0]), ""), debts.getOrDefault(number(row[0]), "")))
                .toList();
        return new Rows(rows, Optional.of(last));
    }

    private List<String> cells(@Nullable Object[] row, YearMonth month, String phones, String debts) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            cells.add(i == NAME ? seals.openName(text(row[i])) : text(row[i]));
        }
        cells.add(phones);
        for (int i = 13; i <= 15; i++) {
            cells.add(text(row[i]));
        }
        cells.add(Figures.kilowattHours(number(row[16])));
        for (int i = 17; i <= 20; i++) {
            cells.add(text(row[i]));
        }
        boolean bought = row[21] != null;
        cells.add(bought ? month.toString() : "");
        cells.add(bought ? Figures.kilowattHours(number(row[21])) : "");
        cells.add(bought ? Figures.money(number(row[22]), settings.currency()) : "");
        cells.add(bought ? Figures.kilowattHours(number(row[23])) : "");
        cells.add(debts);
        cells.add(text(row[24]));
        return cells;
    }

    private Map<Long, String> phones(long after, long last, boolean whole) {
        return joined(rows(between(PHONES, after, last)).stream()
                .map(row -> Map.entry(number(row[0]), new Msisdn(seals.openNumber((String) row[1]))))
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> Map.entry(entry.getKey(), phone(entry.getValue(), whole)))
                .toList());
    }

    private static String phone(Msisdn phone, boolean whole) {
        return whole ? phone.digits() : phone.masked();
    }

    private Map<Long, String> debts(long after, long last) {
        Map<Long, List<DebtTerms>> debts = new HashMap<>();
        for (Object[] row : rows(between(DEBTS, after, last))) {
            debts.computeIfAbsent(number(row[0]), any -> new ArrayList<>()).add(RegistryStore.debt(row, 1));
        }
        return debts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> DebtCell.write(entry.getValue(), settings.currency())));
    }

    private List<?> between(String sql, long after, long last) {
        return entities.createNativeQuery(sql)
                .setParameter("after", after)
                .setParameter("last", last)
                .getResultList();
    }

    private static Map<Long, String> joined(List<Map.Entry<Long, String>> parts) {
        return parts.stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + Column.BAR + other));
    }

    private static List<Object[]> rows(List<?> result) {
        return result.stream().map(Object[].class::cast).toList();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
