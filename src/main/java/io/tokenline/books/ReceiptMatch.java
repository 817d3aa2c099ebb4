package io.tokenline.books;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;

/**
 * Lets payments learn their receipts from the wallet's statement. A wallet that is asked whether a payment was made may say
 * yes without its number of it (M-Pesa); its statement has the number, beside the reference that we gave it, our sale's. One
 * line is one payment: where a sale has several of both, they are matched in the order of their time.
 */
@ApplicationScoped
class ReceiptMatch {

    /** Sales of payments without a receipt, and of lines that are no payment's: those of the day. */
    private static final String SALES = """
            select o.sale_reference from payment_attempt o where o.provider = :provider and o.paid_at >= :from
                and o.paid_at < :until and o.receipt is null
            union select t.reference from statement_line t where t.provider = :provider and t.at >= :from and t.at < :until
                and t.occurrence = 0 and t.reference <> '' and not exists (
                    select 1 from payment_attempt k where k.provider = t.provider and k.receipt = t.receipt)""";

    /** What is known to the wallet under a number of ours is found by that, see {@link Comparison}. */
    private static final String PAYMENTS = """
            select a.id, a.sale_reference, a.received_minor, a.currency, row_number() over (
                partition by a.sale_reference, a.received_minor, a.currency order by a.paid_at, a.id) as place
            from payment_attempt a where a.provider = :provider and a.sale_reference in (:sales)
            and a.paid_at is not null and a.receipt is null and not exists (
                select 1 from statement_line n where n.provider = a.provider and n.occurrence = 0
                and n.receipt = coalesce(nullif(a.external_id, ''), a.id))""";

    private static final String LINES = """
            select l.receipt, l.reference, l.amount_minor, l.currency, row_number() over (
                partition by l.reference, l.amount_minor, l.currency order by l.at, l.receipt) as place
            from statement_line l where l.provider = :provider and l.reference in (:sales) and l.occurrence = 0
            and not exists (select 1 from payment_attempt b where b.provider = l.provider and b.receipt = l.receipt)
            and not exists (select 1 from payment_attempt e where e.provider = l.provider and e.receipt is null
                and e.external_id = l.receipt)""";

    private static final String LEARN = """
            merge into payment_attempt w using (
                select p.id, s.receipt from (%s) p join (%s) s on s.reference = p.sale_reference
                    and s.amount_minor = p.received_minor and s.currency = p.currency and s.place = p.place) m
            on (w.id = m.id) when matched and w.receipt is null then update set receipt = m.receipt""".formatted(PAYMENTS, LINES);

    /** Sales of one statement to the database. */
    private static final int CHUNK = 500;

    private final EntityManager entities;
    private final Audit audit;

    @Inject
    ReceiptMatch(EntityManager entities, Audit audit) {
        this.entities = entities;
        this.audit = audit;
    }

    /** Has the payments of a day learn theirs, and those, whenever they were made, that the day's lines are of. */
    void learn(String provider, LocalDate day, Span span) {
        List<?> sales = entities.createNativeQuery(SALES)
                .setParameter("provider", provider)
                .setParameter("from", span.from())
                .setParameter("until", span.until())
                .getResultList();
        int learned = 0;
        for (int begin = 0; begin < sales.size(); begin += CHUNK) {
            learned += entities.createNativeQuery(LEARN)
                    .setParameter("provider", provider)
                    .setParameter("sales", sales.subList(begin, Math.min(begin + CHUNK, sales.size())))
                    .executeUpdate();
        }
        if (learned > 0) {
            audit.record(new AuditEvent(
                    AuditEvent.SYSTEM,
                    "RECEIPTS_LEARNED",
                    "wallet " + provider + " " + day,
                    learned + " payments, from the wallet's statement"));
        }
    }
}
