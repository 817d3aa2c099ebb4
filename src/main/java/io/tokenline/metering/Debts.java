package io.tokenline.metering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/** What remains of meters' debts, in minor units, in the caller's transaction. By SQL, as {@link MeterAccounts}. */
@ApplicationScoped
public class Debts {

    private final EntityManager entities;

    @Inject
    Debts(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Enters a debt behind all others of a meter.
     *
     * @param debt under a name that it has no other of; its id is not looked at
     */
    public void enter(long meterId, MeterAccount.OpenDebt debt) {
        entities.createNativeQuery("insert into debt (id, meter_id, name, position, remaining_minor, fixed_minor, rate,"
                        + " least_minor, most_minor) values (nextval('debt_seq'), :meter, :name,"
                        + " (select coalesce(max(position) + 1, 0) from debt where meter_id = :meter),"
                        + " :remaining, :fixed, :rate, :least, cast(:most as bigint))")
                .setParameter("meter", meterId)
                .setParameter("name", debt.name())
                .setParameter("remaining", debt.remaining())
                .setParameter("fixed", debt.fixed())
                .setParameter("rate", debt.rate())
                .setParameter("least", debt.least())
                .setParameter("most", debt.most().isPresent() ? debt.most().getAsLong() : null)
                .executeUpdate();
    }

    /** Holds a meter's debts until the caller's transaction ends. */
    public void lock(long meterId) {
        entities.createNativeQuery("select id from debt where meter_id = :meter order by id for update")
                .setParameter("meter", meterId)
                .getResultList();
    }

    /**
     * A debt is smaller by this much.
     *
     * @return false where less than that remains, and nothing was changed
     */
    public boolean pay(long debtId, long minor) {
        return entities.createNativeQuery("update debt set remaining_minor = remaining_minor - :minor"
                                + " where id = :debt and remaining_minor >= :minor")
                        .setParameter("minor", minor)
                        .setParameter("debt", debtId)
                        .executeUpdate()
                == 1;
    }

    /**
     * Pays a debt, or what remains of it.
     *
     * @return what was paid
     */
    public long payUpTo(long debtId, long minor) {
        List<?> remaining = entities.createNativeQuery("select remaining_minor from debt where id = :debt for update")
                .setParameter("debt", debtId)
                .getResultList();
        long paid = Math.min(minor, remaining.isEmpty() ? 0 : ((Number) remaining.get(0)).longValue());
        return paid > 0 && pay(debtId, paid) ? paid : 0;
    }

    /** A debt is greater again by what was paid in vain. */
    public void owe(long debtId, long minor) {
        int owing = entities.createNativeQuery(
                        "update debt set remaining_minor = remaining_minor + :minor where id = :debt")
                .setParameter("minor", minor)
                .setParameter("debt", debtId)
                .executeUpdate();
        if (owing != 1) {
            throw new IllegalStateException("there is no debt row " + debtId);
        }
    }
}
