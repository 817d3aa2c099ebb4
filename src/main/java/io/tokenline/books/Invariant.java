package io.tokenline.books;

/**
 * What must be true of the books at any moment. Each is one query that counts where it is not, straight from the tables, so
 * that a bug in the code that writes them cannot hide itself.
 */
public enum Invariant {
    /** A sale has at most one token of credit. */
    ONE_CREDIT_TOKEN("""
            select count(*) from (
                select t.owner from issued_token t join sale s on s.reference = t.owner
                where t.token_class = 0 group by t.owner having count(*) > 1) as broken"""),

    /** A token of a sale means that a wallet has taken, or holds, at least its price. */
    NO_TOKEN_WITHOUT_PAYMENT("""
            select count(*) from sale s
            where exists (select 1 from issued_token t where t.owner = s.reference and t.token_class = 0)
            and (s.received_minor < s.amount_minor or not exists (
                select 1 from payment_attempt a where a.sale_reference = s.reference and a.state in (%s)))""".formatted(Names.TAKEN)),

    /** A token that is no sale's is an engineering token that two persons have approved. */
    NO_TOKEN_OF_NOBODY("""
            select count(*) from issued_token t
            where not exists (select 1 from sale s where s.reference = t.owner)
            and not exists (select 1 from engineering_request e
                where e.reference = t.owner and e.state = 'ISSUED' and e.decided_by <> e.proposed_by)"""),

    /** A sale whose money was taken has its token, or a person looks at it, or it is younger than a day. */
    NO_MONEY_FOR_NOTHING("""
            select count(*) from sale s
            where exists (select 1 from payment_attempt a where a.sale_reference = s.reference and a.state in (%s))
            and s.changed_at < :dayago and s.state not in (%s) and not exists (
                select 1 from payment_case c where c.sale_reference = s.reference and c.closed_at is null)""".formatted(Names.TAKEN, Names.SETTLED)),

    /** A payment goes back once, and none that has bought its token. */
    NO_MONEY_BACK_TWICE("""
            select (select count(*) from (
                select r.attempt_id from refund r where r.state not in ('REJECTED', 'REFUSED')
                group by r.attempt_id having count(*) > 1) as twice)
            + (select count(*) from refund r join sale s on s.reference = r.sale_reference
                where r.state not in ('REJECTED', 'REFUSED') and r.extra = false and s.state = 'TOKEN_ISSUED')"""),
    /** Of several payments for one sale each but one has, or had, a person who gives it back. */
    SECOND_PAYMENTS_ARE_KNOWN("""
            select count(*) from (
                select a.sale_reference from payment_attempt a where a.state in (%s) and not exists (
                    select 1 from payment_case c where c.attempt_id = a.id and c.kind = 'DUPLICATE_PAYMENT')
                group by a.sale_reference having count(*) > 1) as broken""".formatted(Names.TAKEN)),

    /** What a wallet holds for us is taken or let go, or a person looks at it, or it is younger than a day. */
    HOLDS_COME_TO_AN_END("""
            select count(*) from payment_attempt a
            where a.state in ('HELD', 'CAPTURING', 'RELEASING') and a.created_at < :dayago and not exists (
                select 1 from payment_case c where c.attempt_id = a.id and c.closed_at is null)"""),

    /** What wallets tell is acted on, or given to a person, within a day. */
    NEWS_IS_ACTED_ON("""
            select count(*) from payment_callback k where k.handled_at is null and k.received_at < :dayago"""),

    /** A token carries no less energy than its sale was priced for. */
    UNITS_ARE_GIVEN("""
            select count(*) from issued_token t join sale s on s.reference = t.owner
            where t.token_class = 0 and t.units_tenths < s.units_tenths"""),

    /** What a sale has once been paid for and got stays so. */
    HARD_ENDS_STAY("""
            select count(*) from sale s
            where exists (select 1 from sale_event e where e.sale_id = s.id and e.state = 'TOKEN_ISSUED')
            and s.state not in (%s)""".formatted(Names.ISSUED)),

    /** Every state that a sale is in stands in its history. */
    EVERY_STEP_IS_WRITTEN("""
            select count(*) from sale s where not exists (
                select 1 from sale_event e where e.sale_id = s.id and e.state = s.state and not exists (
                    select 1 from sale_event later where later.sale_id = s.id and later.position > e.position))"""),

    /** The lines of a receipt add up to what was paid. */
    LINES_ADD_UP("""
            select count(*) from sale s where s.amount_minor <> (
                select coalesce(sum(l.amount_minor), 0) from sale_line l where l.sale_id = s.id)"""),

    /** A wallet's reference belongs to one sale. */
    ONE_SALE_A_PAYMENT("""
            select count(*) from (
                select a.external_id from payment_attempt a where a.state in (%s) and a.external_id <> ''
                group by a.provider, a.external_id having count(distinct a.sale_reference) > 1) as broken""".formatted(Names.TAKEN)),

    /** A meter gets no token identifier twice; its minutes come again with another base date only, after decades. */
    NO_TID_TWICE("""
            select count(*) from (
                select t.pan from issued_token t where t.tid is not null
                group by t.pan, t.tid having count(*) > 1) as broken""");

    private final String query;

    Invariant(String query) {
        this.query = query;
    }

    String query() {
        return query;
    }

    /** Whether the query looks a day back. */
    boolean looksBack() {
        return query.contains(":dayago");
    }

    /** Names of states in queries. */
    private static final class Names {
        static final String TAKEN = "'PAID', 'HELD', 'CAPTURING'";
        static final String ISSUED = "'TOKEN_ISSUED'";
        static final String SETTLED = "'TOKEN_ISSUED', 'MANUAL_REVIEW', 'REFUND_PENDING', 'REFUND_REQUESTED',"
                + " 'REFUND_UNKNOWN', 'REFUND_FAILED', 'REFUNDED'";
    }
}
