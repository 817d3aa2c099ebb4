package io.tokenline.books;

/** The queries of {@link Comparison} about money that went back. */
final class Returns {

    /** A refund, that is not refused, by the number or reference that the wallet or we gave it, or by its payment. */
    private static final String SAME = """
             (select 1 from refund r where r.provider = l.provider and r.amount_minor = l.amount_minor
                and r.state not in ('PROPOSED', 'REJECTED', 'REFUSED') and %s)""";

    /** What the wallet gave back, and no refund of ours is. */
    static final String UNKNOWN = """
            select coalesce(a.sale_reference, ''), l.receipt, 0, l.amount_minor, l.at from statement_return l
            left join payment_attempt a on a.provider = l.provider and a.receipt = l.original
            where l.provider = :provider and l.at >= :from and l.at < :until
            and not exists""" + SAME.formatted("r.external_id = l.receipt") + " and not exists"
            + SAME.formatted("r.id = l.reference") + " and not exists"
            + SAME.formatted("r.open_key = l.reference") + " and not exists"
            + SAME.formatted("r.sale_reference = l.reference") + " and not exists"
            + SAME.formatted("r.open_key = a.id");

    private static final String LISTED = """
             (select 1 from statement_return l where l.provider = r.provider and l.amount_minor = r.amount_minor and %s)""";

    /** What we gave back by the wallet, at a moment that a statement tells of which has what goes back. */
    static final String MISSING = """
            select r.sale_reference, coalesce(nullif(r.external_id, ''), r.id), r.amount_minor, 0, r.changed_at from refund r
            join payment_attempt a on a.id = r.attempt_id
            where r.provider = :provider and r.changed_at >= :from and r.changed_at < :until
            and r.state = 'REFUNDED' and r.by_hand = false
            and exists (select 1 from statement_file f where f.provider = r.provider and f.lists_returns = true
                and f.covers_from <= r.changed_at and f.covers_until > r.changed_at)
            and not exists""" + LISTED.formatted("l.receipt = r.external_id") + " and not exists"
            + LISTED.formatted("l.reference in (r.id, r.attempt_id, r.sale_reference)") + " and not exists"
            + LISTED.formatted("l.original = a.receipt");

    private Returns() {}
}
