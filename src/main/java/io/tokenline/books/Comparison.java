package io.tokenline.books;

import io.tokenline.books.Difference.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A day of our books beside a wallet's, in the caller's transaction. The database compares, whatever the day's size; only
 * differences come here, and no more than a number that people could look at. Books that are written at midnight do not agree
 * on the day: the other side is looked for on any day, and what lies on another one there is late, no difference.
 */
@ApplicationScoped
class Comparison {

    /** More differences than this are no differences: it is another account's statement, or a part of one. */
    static final int DIFFERENCES_MAX = 10_000;

    /** How long a wallet may hold the money of a token that is out; then a person has to know. */
    private static final Duration HOLDING = Duration.ofDays(1);

    /** What the wallet calls a payment: its receipt, or its reference of our request, or where it has neither our own. */
    private static final String NUMBER = "coalesce(a.receipt, nullif(a.external_id, ''), a.id)";

    private static final String OURS =
            " from payment_attempt a%s join statement_line l on l.provider = a.provider and l.receipt = " + NUMBER
                    + " and l.occurrence = 0 where a.provider = :provider and a.paid_at >= :from and a.paid_at < :until";

    private static final String SAME = " and l.amount_minor = a.received_minor and l.currency = a.currency";

    private static final String MATCHED =
            "select count(*), coalesce(sum(case when l.at < :from or l.at >= :until then 1 else 0 end), 0)"
                    + OURS.formatted("") + SAME;

    private static final String MISSING_AT_WALLET = "select a.sale_reference, " + NUMBER
            + ", a.received_minor, 0, a.paid_at" + OURS.formatted(" left") + " and l.receipt is null";

    private static final String AMOUNT_DIFF =
            "select a.sale_reference, l.receipt, a.received_minor, l.amount_minor, a.paid_at" + OURS.formatted("")
                    + " and (l.amount_minor <> a.received_minor or l.currency <> a.currency)";

    /** What came as news of an account that cannot be sold for lies in suspense already, and is known. */
    private static final String MISSING_HERE = """
            select '', l.receipt, 0, l.amount_minor, l.at from statement_line l
            where l.provider = :provider and l.at >= :from and l.at < :until and l.occurrence = 0
            and not exists (select 1 from payment_attempt a where a.provider = l.provider and a.receipt = l.receipt
                and a.paid_at is not null)
            and not exists (select 1 from payment_attempt a where a.provider = l.provider and a.receipt is null
                and a.external_id = l.receipt and a.paid_at is not null)
            and not exists (select 1 from payment_attempt a where a.id = l.receipt and a.provider = l.provider
                and a.receipt is null and coalesce(a.external_id, '') = '' and a.paid_at is not null)
            and not exists (select 1 from payment_case c
                where c.case_key = 'SUSPENSE ' || l.provider || ' ' || l.receipt and c.callback_id is not null)""";

    /** The first payment is the sale's, any further one is to be given back: its refund, or a closed case, says that it was. */
    private static final String PAID_AGAIN = "select a.sale_reference, " + NUMBER + """
            , a.received_minor, a.received_minor, a.paid_at from payment_attempt a
            where a.provider = :provider and a.paid_at >= :from and a.paid_at < :until
            and exists (select 1 from payment_attempt b where b.sale_reference = a.sale_reference
                and (b.paid_at < a.paid_at or (b.paid_at = a.paid_at and b.id < a.id)))
            and not exists (select 1 from payment_case c
                where c.case_key = 'DUPLICATE_PAYMENT ' || a.id and c.closed_at is not null)
            and not exists (select 1 from refund r where r.open_key = a.id and r.state = 'REFUNDED')""";

    private static final String LISTED_AGAIN = """
            select coalesce(r.sale_reference, e.sale_reference, ''), l.receipt, 0, l.amount_minor, l.at
            from statement_line l
            left join payment_attempt r on r.provider = l.provider and r.receipt = l.receipt
            left join payment_attempt e on e.provider = l.provider and e.receipt is null and e.external_id = l.receipt
            where l.provider = :provider and l.at >= :from and l.at < :until and l.occurrence = 1""";

    /**
     * A sale that no wallet was ever asked for is everybody's alarm. One look at a sale's attempts decides (3: paid, 2: asked of
     * this wallet, 1: of others), since a new database without statistics would look for the wallet's first.
     */
    private static final String TOKEN_WITHOUT_PAYMENT = """
            select s.reference, '', 0, 0, min(t.issued_at) from issued_token t join sale s on s.reference = t.owner
            where t.issued_at >= :from and t.issued_at < :until and t.token_class = 0 and coalesce((
                select max(case when p.paid_at is not null
                        or (p.state in ('HELD', 'CAPTURING') and t.issued_at > :held) then 3
                    when p.provider = :provider then 2 else 1 end)
                from payment_attempt p where p.sale_reference = s.reference), 2) = 2
            group by s.reference""";

    /** What went back needs no token. */
    private static final String PAYMENT_WITHOUT_TOKEN = "select a.sale_reference, " + NUMBER + """
            , a.received_minor, a.received_minor, a.paid_at from payment_attempt a
            where a.provider = :provider and a.paid_at >= :from and a.paid_at < :until
            and not exists (select 1 from issued_token t where t.owner = a.sale_reference and t.token_class = 0)
            and not exists (select 1 from refund r where r.open_key = a.id and r.state = 'REFUNDED')""";

    /** 'SUSPENSE', the wallet and the receipt are the key of the case. */
    private static final String IN_SUSPENSE = """
            select '', substring(c.case_key, length(c.provider) + 11), c.amount_minor, c.amount_minor, c.opened_at
            from payment_case c where c.provider = :provider and c.opened_at >= :from and c.opened_at < :until
            and c.kind = 'SUSPENSE' and c.callback_id is not null and c.closed_at is null""";

    private final EntityManager entities;

    @Inject
    Comparison(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * What came out.
     *
     * @param matched payments of the day that both have, with the same amount
     * @param late of them, those that lie on another day over there
     * @param found each with when the money moved, or the token was made
     */
    record Result(long matched, long late, Map<Difference, Instant> found) {

        Result {
            found = Collections.unmodifiableMap(new LinkedHashMap<>(found));
        }

        /** Whether there are more differences than anybody could look at. */
        boolean isAbsurd() {
            return found.size() > DIFFERENCES_MAX;
        }
    }

    /** Compares the time from one moment to before another. */
    Result of(String provider, Instant from, Instant until, Instant now) {
        Object[] both = (Object[]) asked(MATCHED, provider, from, until).getSingleResult();
        Map<Difference, Instant> found = new LinkedHashMap<>();
        Map<String, Kind> queries = new LinkedHashMap<>();
        queries.put(MISSING_AT_WALLET, Kind.MISSING_AT_WALLET);
        queries.put(MISSING_HERE, Kind.MISSING_HERE);
        queries.put(AMOUNT_DIFF, Kind.AMOUNT_DIFF);
        queries.put(PAID_AGAIN, Kind.DUPLICATE);
        queries.put(LISTED_AGAIN, Kind.DUPLICATE);
        queries.put(TOKEN_WITHOUT_PAYMENT, Kind.TOKEN_WITHOUT_PAYMENT);
        queries.put(PAYMENT_WITHOUT_TOKEN, Kind.PAYMENT_WITHOUT_TOKEN);
        queries.put(IN_SUSPENSE, Kind.PAYMENT_WITHOUT_TOKEN);
        queries.put(Returns.UNKNOWN, Kind.RETURN_UNKNOWN);
        queries.put(Returns.MISSING, Kind.RETURN_MISSING);
        queries.forEach((sql, kind) -> {
            Query query = asked(sql, provider, from, until).setMaxResults(DIFFERENCES_MAX + 1);
            if (sql.contains(":held")) {
                query.setParameter("held", now.minus(HOLDING));
            }
            List<?> rows = query.getResultList();
            rows.forEach(row -> enter(found, kind, (Object[]) row));
        });
        return new Result(number(both[0]), number(both[1]), found);
    }

    private Query asked(String sql, String provider, Instant from, Instant until) {
        return entities.createNativeQuery(sql)
                .setParameter("provider", provider)
                .setParameter("from", from)
                .setParameter("until", until);
    }

    private static void enter(Map<Difference, Instant> found, Kind kind, Object[] row) {
        Difference difference = new Difference(kind, (String) row[0], (String) row[1], number(row[2]), number(row[3]));
        found.put(difference, moment(row[4]));
    }

    /** A moment from a native query, of which PostgreSQL and H2 do not give the same type. */
    static Instant moment(Object stored) {
        return stored instanceof OffsetDateTime local ? local.toInstant() : (Instant) stored;
    }

    private static long number(Object counted) {
        return ((Number) counted).longValue();
    }
}
