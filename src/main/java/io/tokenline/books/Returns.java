package io.tokenline.books;

/**
 * The queries of {@link Comparison} about money that went back. A line is surely a refund by the number or reference that the
 * wallet or we gave that one, or by its payment; a line that names no payment of ours, but a sale, is one of the sale's
 * refunds that no other line is. One line stands for one refund, the earlier line for the earlier one.
 */
final class Returns {

    /** Whether a line, m, names a payment of ours. */
    private static final String NAMED = " " + """
             exists (select 1 from payment_attempt b where b.provider = m.provider and b.receipt = m.original)""";

    /** Whether no line surely is a refund, {r}. */
    private static final String UNLISTED = " " + """
             not exists (select 1 from statement_return m where m.provider = {r}.provider
                and m.receipt = {r}.external_id and m.amount_minor = {r}.amount_minor)
             and not exists (select 1 from statement_return m where m.provider = {r}.provider
                and m.reference = {r}.id and m.amount_minor = {r}.amount_minor)
             and not exists (select 1 from statement_return m where m.provider = {r}.provider
                and m.reference = {r}.attempt_id and m.amount_minor = {r}.amount_minor and not""" + NAMED + """
            )
             and not exists (select 1 from statement_return m join payment_attempt p on p.receipt = m.original
                where p.id = {r}.attempt_id and p.provider = {r}.provider
                and m.provider = {r}.provider and m.amount_minor = {r}.amount_minor)""";

    /** Lines like another, {l}, that name a sale and no payment. */
    private static final String BY_SALE = " " + """
             (select count(*) from statement_return m where m.provider = {l}.provider and m.amount_minor = {l}.amount_minor
                and not exists (select 1 from refund e where e.provider = m.provider and e.external_id = m.receipt)
                and not""" + NAMED;

    /** A refund that the wallet was asked for and has not refused, as a line, l, could be. */
    private static final String ASKED = " " + """
             refund r where r.provider = l.provider and r.amount_minor = l.amount_minor and r.by_hand = false
                and r.state not in ('PROPOSED', 'REJECTED', 'REFUSED')""";

    /** Another line of a line's payment that is the refund, r: by its number, or because it came before. */
    private static final String OTHER = " " + """
             (select 1 from statement_return m where m.provider = l.provider and m.amount_minor = l.amount_minor
                and m.receipt <> l.receipt and %s)""";

    private static final String BEFORE = "(m.at < l.at or (m.at = l.at and m.receipt < l.receipt))";

    /** What the wallet gave back, and no refund of ours is. */
    static final String UNKNOWN = """
            select coalesce(a.sale_reference, ''), l.receipt, 0, l.amount_minor, l.at from statement_return l
            left join payment_attempt a on a.provider = l.provider and a.receipt = l.original
            where l.provider = :provider and l.at >= :from and l.at < :until
            and not exists (select 1 from""" + ASKED + " and r.external_id = l.receipt)"
            + " and not exists (select 1 from" + ASKED + " and r.id = l.reference)"
            + " and not exists (select 1 from" + ASKED + " and r.open_key = coalesce(a.id, l.reference)"
            + " and not exists" + OTHER.formatted("m.receipt = r.external_id")
            + " and not exists" + OTHER.formatted("m.reference = r.id")
            + " and not exists" + OTHER.formatted("a.id is not null and m.original = l.original and " + BEFORE)
            + " and not exists"
            + OTHER.formatted("a.id is null and m.reference = l.reference and " + BEFORE + " and not" + NAMED) + ")"
            + " and (a.id is not null or" + BY_SALE.replace("{l}", "l") + " and m.reference = l.reference"
            + " and (m.receipt = l.receipt or " + BEFORE + ")) > (select count(*) from" + ASKED
            + " and r.sale_reference = l.reference and" + UNLISTED.replace("{r}", "r") + "))";

    /** What we gave back by the wallet, at a moment that a statement tells of which has what goes back. */
    static final String MISSING = """
            select r.sale_reference, coalesce(nullif(r.external_id, ''), r.id), r.amount_minor, 0, r.changed_at from refund r
            where r.provider = :provider and r.changed_at >= :from and r.changed_at < :until
            and r.state = 'REFUNDED' and r.by_hand = false
            and exists (select 1 from statement_file f where f.provider = r.provider and f.lists_returns = true
                and f.covers_from <= r.changed_at and f.covers_until > r.changed_at)
            and""" + UNLISTED.replace("{r}", "r") + """
             and (select count(*) from refund q where q.sale_reference = r.sale_reference and q.provider = r.provider
                and q.amount_minor = r.amount_minor and q.state = 'REFUNDED' and q.by_hand = false
                and (q.created_at < r.created_at or (q.created_at = r.created_at and q.id <= r.id))
                and""" + UNLISTED.replace("{r}", "q") + ") >"
            + BY_SALE.replace("{l}", "r")
            + " and m.reference = r.sale_reference)";

    private Returns() {}
}
