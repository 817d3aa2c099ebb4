package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.metering.Customer;
import io.tokenline.metering.Meter;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queries of this room for single meters. */
@ApplicationScoped
class RegistryStore {

    private static final int MONTHS = 12;

    /** What {@link #debt} reads, in its order. */
    static final String DEBT_COLUMNS = "name, remaining_minor, fixed_minor, rate, least_minor, most_minor";

    private static final String DEBTS =
            "select " + DEBT_COLUMNS + " from debt where meter_id = :meter order by position, id";

    private static final String DEBT =
            "select " + DEBT_COLUMNS + " from debt where meter_id = :meter and name = :name for update";

    private final EntityManager entities;

    @Inject
    RegistryStore(EntityManager entities) {
        this.entities = entities;
    }

    /** In the order of entry; only the parts that are asked for stand in the query, so that an index can serve it. */
    List<Meter> page(MeterFilter filter, long after, int limit) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        filter.pan().map(MeterPan::digits).ifPresent(pan -> wanted.put("m.pan", pan));
        filter.account().ifPresent(account -> wanted.put("m.customer.account", account));
        filter.phone().map(Msisdn::digits).ifPresent(phone -> wanted.put("phone", phone));
        filter.group().ifPresent(group -> wanted.put("m.place.groupName", group));
        filter.supplyGroup().ifPresent(code -> wanted.put("m.supplyGroupCode", code));
        filter.tariff().ifPresent(tariff -> wanted.put("m.place.tariff", tariff));
        filter.status().ifPresent(status -> wanted.put("m.status", status));
        filter.hidden().ifPresent(hidden -> wanted.put("m.place.hidden", hidden));
        StringBuilder text =
                new StringBuilder("select m from Meter m join fetch m.customer left join fetch m.replacedBy");
        text.append(filter.phone().isPresent() ? " join m.phones phone" : "").append(" where m.id > :after");
        wanted.keySet().forEach(path -> text.append(" and " + path + " = :" + parameter(path)));
        TypedQuery<Meter> query = entities.createQuery(text + " order by m.id", Meter.class)
                .setParameter("after", after)
                .setMaxResults(limit);
        wanted.forEach((path, value) -> query.setParameter(parameter(path), value));
        return query.getResultList();
    }

    private static String parameter(String path) {
        return path.replace(".", "_");
    }

    Optional<Customer> customer(String account) {
        return entities.createQuery("select c from Customer c where c.account = :account", Customer.class)
                .setParameter("account", account)
                .getResultStream()
                .findFirst();
    }

    /** Base date and minutes of the last TID under each base date. */
    List<MeterView.LastTid> lastTids(MeterPan pan) {
        return rows(entities.createNativeQuery(
                                "select base_date, last_tid from token_identifier where pan = :pan order by base_date")
                        .setParameter("pan", pan.digits())
                        .getResultList())
                .map(row -> Tids.view((String) row[0], ((Number) row[1]).intValue()))
                .toList();
    }

    /** Month, units, fixed charge owed and free energy, newest first. */
    List<Object[]> months(Meter meter) {
        return rows(entities.createNativeQuery(
                                "select cast(calendar_month as varchar(10)), units_tenths, fixed_owed_minor, free_tenths"
                                        + " from meter_month where meter_id = :meter order by calendar_month desc")
                        .setParameter("meter", meter.id())
                        .setMaxResults(MONTHS)
                        .getResultList())
                .toList();
    }

    /** Its debts, in the order in which they are paid off. */
    List<DebtTerms> debts(Meter meter) {
        return rows(entities.createNativeQuery(DEBTS)
                        .setParameter("meter", meter.id())
                        .getResultList())
                .map(row -> debt(row, 0))
                .toList();
    }

    /** A debt of this name as it is now, nobody else changing it until the transaction ends. */
    Optional<DebtTerms> lockDebt(Meter meter, String name) {
        return rows(entities.createNativeQuery(DEBT)
                        .setParameter("meter", meter.id())
                        .setParameter("name", name)
                        .getResultList())
                .map(row -> debt(row, 0))
                .findFirst();
    }

    /** A debt whose columns begin at a place of a row. */
    static DebtTerms debt(Object[] row, int at) {
        return new DebtTerms(
                (String) row[at],
                ((Number) row[at + 1]).longValue(),
                ((Number) row[at + 2]).longValue(),
                (BigDecimal) row[at + 3],
                ((Number) row[at + 4]).longValue(),
                Optional.ofNullable((Number) row[at + 5]).map(Number::longValue));
    }

    /** Enters a debt behind all others of the meter. */
    void add(Meter meter, DebtTerms debt) {
        write(
                "insert into debt (id, meter_id, name, position, remaining_minor, fixed_minor, rate, least_minor,"
                        + " most_minor) values (nextval('debt_seq'), :meter, :name, (select coalesce(max(position) + 1, 0)"
                        + " from debt where meter_id = :meter), :remaining, :fixed, :rate, :least, cast(:most as bigint))",
                meter,
                debt);
    }

    /** Changes a debt that is there. */
    void change(Meter meter, DebtTerms debt) {
        write(
                "update debt set remaining_minor = :remaining, fixed_minor = :fixed, rate = :rate, least_minor = :least,"
                        + " most_minor = cast(:most as bigint) where meter_id = :meter and name = :name",
                meter,
                debt);
    }

    private void write(String sql, Meter meter, DebtTerms debt) {
        int changed = entities.createNativeQuery(sql)
                .setParameter("meter", meter.id())
                .setParameter("name", debt.name())
                .setParameter("remaining", debt.remaining())
                .setParameter("fixed", debt.fixed())
                .setParameter("rate", debt.rate())
                .setParameter("least", debt.least())
                .setParameter("most", debt.most().orElse(null))
                .executeUpdate();
        if (changed != 1) {
            throw new IllegalStateException("a debt of meter row " + meter.id() + " was not written");
        }
    }

    private static java.util.stream.Stream<Object[]> rows(List<?> result) {
        return result.stream().map(Object[].class::cast);
    }
}
