package io.tokenline.books;

/**
 * What must be true of the books at any moment. Each is one query that counts where it is not, straight from the tables, so
 * that a bug in the code that writes them cannot hide itself.
 */
public enum Invariant {
    /** A sale has at most one token of credit. */
    ONE_CREDIT_TOKEN(Reach.TOKENS, """
            select count(distinct t.owner) from issued_token t join sale s on s.reference = t.owner
            where t.issued_at >= :from and t.issued_at < :until and t.token_class = 0 and exists (
                select 1 from issued_token o where o.owner = t.owner and o.token_class = 0 and o.id <> t.id)"""),

    /** A token of a sale means that a wallet has taken, or holds, at least its price. */
    NO_TOKEN_WITHOUT_PAYMENT(Reach.TOKENS, """
            select count(distinct s.id) from issued_token t join sale s on s.reference = t.owner
            where t.issued_at >= :from and t.issued_at < :until and t.token_class = 0
            and (s.received_minor < s.amount_minor or not exists (
                select 1 from payment_attempt a where a.sale_reference = s.reference and a.state in (%s)))""".formatted(Names.TAKEN)),

    /** A token that is no sale's is an engineering token that two persons have approved. */
    NO_TOKEN_OF_NOBODY(Reach.TOKENS, """
            select count(*) from issued_token t
            where t.issued_at >= :from and t.issued_at < :until
            and not exists (select 1 from sale s where s.reference = t.owner)
            and not exists (select 1 from engineering_request e
                where e.reference = t.owner and e.state = 'ISSUED' and e.decided_by <> e.proposed_by)"""),

    /** A sale whose money was taken has its token, or a person looks at it, or it is younger than a day. */
    NO_MONEY_FOR_NOTHING(Reach.SALES, """
            select count(*) from sale s where s.created_at >= :from and s.created_at < :until
            and exists (select 1 from payment_attempt a where a.sale_reference = s.reference and a.state in (%s))
            and s.changed_at < :dayago and s.state not in (%s) and not exists (
                select 1 from payment_case c where c.sale_reference = s.reference and c.closed_at is null)""".formatted(Names.TAKEN, Names.SETTLED)),

    /** A payment goes back once, and none that has bought its token. */
    NO_MONEY_BACK_TWICE(Reach.ALL, """
            select (select count(*) from (
                select r.attempt_id from refund r where r.state not in ('REJECTED', 'REFUSED')
                group by r.attempt_id having count(*) > 1) as twice)
            + (select count(*) from refund r join sale s on s.reference = r.sale_reference
                where r.state not in ('REJECTED', 'REFUSED') and r.extra = false and s.state = 'TOKEN_ISSUED')"""),

    /** Of several payments for one sale each but one goes back, or has a person who gives it back. */
    SECOND_PAYMENTS_ARE_KNOWN(Reach.SALES, """
            select count(*) from sale s where s.created_at >= :from and s.created_at < :until and 1 < (
                select count(*) from payment_attempt a where a.sale_reference = s.reference and a.state in (%s)
                and not exists (select 1 from payment_case c
                    where c.case_key = 'DUPLICATE_PAYMENT ' || a.id and c.closed_at is null)
                and not exists (select 1 from refund r where r.open_key = a.id))""".formatted(Names.TAKEN)),

    /** What a wallet holds for us is taken or let go, or a person looks at it, or it is younger than a day. */
    HOLDS_COME_TO_AN_END(Reach.SALES, """
            select count(*) from sale s join payment_attempt a on a.sale_reference = s.reference
            where s.created_at >= :from and s.created_at < :until
            and a.state in ('HELD', 'CAPTURING', 'RELEASING') and a.created_at < :dayago and not exists (
                select 1 from payment_case c where c.attempt_id = a.id and c.closed_at is null)"""),

    /** What wallets tell is acted on, or given to a person, within a day. */
    NEWS_IS_ACTED_ON(Reach.ALL, """
            select count(*) from payment_callback k where k.handled_at is null and k.received_at < :dayago"""),

    /** A token carries no less energy than its sale was priced for. */
    UNITS_ARE_GIVEN(Reach.TOKENS, """
            select count(*) from issued_token t join sale s on s.reference = t.owner
            where t.issued_at >= :from and t.issued_at < :until
            and t.token_class = 0 and t.units_tenths < s.units_tenths"""),

    /** What a sale has once been paid for and got stays so, and so does money that went back. */
    HARD_ENDS_STAY(Reach.SALES, """
            select count(*) from sale s where s.created_at >= :from and s.created_at < :until and exists (
                select 1 from sale_event e where e.sale_id = s.id and e.state in (%s) and e.state <> s.state)""".formatted(Names.HARD)),

    /** Every state that a sale is in stands in its history. */
    EVERY_STEP_IS_WRITTEN(Reach.SALES, """
            select count(*) from sale s where s.created_at >= :from and s.created_at < :until and not exists (
                select 1 from sale_event e where e.sale_id = s.id and e.state = s.state and not exists (
                    select 1 from sale_event later where later.sale_id = s.id and later.position > e.position))"""),

    /** Every state that a sale was ever in is an event of the audit, and the audit has no other. */
    EVERY_STEP_IS_AUDITED(Reach.SALES, """
            select count(*) from sale s where s.created_at >= :from and s.created_at < :until and (
                (select count(*) from sale_event e where e.sale_id = s.id) <> (
                    select count(*) from audit_event d where d.object = 'sale ' || s.reference and d.action = 'SALE_STATE')
                or exists (
                    select 1 from sale_event e
                    left join sale_event b on b.sale_id = e.sale_id and b.position = e.position - 1
                    where e.sale_id = s.id and not exists (
                        select 1 from audit_event d where d.object = 'sale ' || s.reference and d.action = 'SALE_STATE'
                        and d.detail = coalesce(b.state, 'NEW') || ' to ' || e.state || coalesce(', ' || e.reason, ''))))"""),

    /** The lines of a receipt add up to what was paid. */
    LINES_ADD_UP(Reach.SALES, """
            select count(*) from sale s where s.created_at >= :from and s.created_at < :until and s.amount_minor <> (
                select coalesce(sum(l.amount_minor), 0) from sale_line l where l.sale_id = s.id)"""),

    /** A wallet's reference belongs to one sale. */
    ONE_SALE_A_PAYMENT(Reach.SALES, """
            select count(*) from sale s join payment_attempt a on a.sale_reference = s.reference
            where s.created_at >= :from and s.created_at < :until and a.state in (%1$s) and a.external_id <> ''
            and exists (select 1 from payment_attempt b where b.provider = a.provider and b.external_id = a.external_id
                and b.state in (%1$s) and b.sale_reference <> a.sale_reference)""".formatted(Names.TAKEN)),

    /** A wallet's reference of a refund belongs to one refund. */
    ONE_REFUND_A_REFERENCE(Reach.ALL, """
            select count(*) from (
                select r.external_id from refund r where r.external_id <> ''
                group by r.provider, r.external_id having count(*) > 1) as broken"""),

    /** What an agent can spend, and what is held for him, is the sum of his ledger. */
    FLOATS_ADD_UP(Reach.ALL, """
            select count(*) from agent_float f
            where f.balance_minor <> (select coalesce(sum(e.balance_change), 0) from float_entry e where e.float_id = f.id)
            or f.held_minor <> (select coalesce(sum(e.held_change), 0) from float_entry e where e.float_id = f.id)"""),

    /** A meter gets no token identifier twice; its minutes come again with another base date only, after decades. */
    NO_TID_TWICE(Reach.TOKENS, """
            select count(*) from issued_token t where t.issued_at >= :from and t.issued_at < :until
            and t.tid is not null and exists (
                select 1 from issued_token o where o.pan = t.pan and o.tid = t.tid and o.id <> t.id)""");

    /** What a query counts. */
    enum Reach {
        /** Sales that were made in a time. */
        SALES("select min(s.created_at) from sale s"),
        /** Tokens that were made in a time. */
        TOKENS("select min(t.issued_at) from issued_token t"),
        /** All there is. */
        ALL("");

        private final String beginning;

        Reach(String beginning) {
            this.beginning = beginning;
        }

        /** When the first of them was made. */
        String beginning() {
            return beginning;
        }
    }

    private final Reach reach;
    private final String query;

    Invariant(Reach reach, String query) {
        this.reach = reach;
        this.query = query;
    }

    Reach reach() {
        return reach;
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
        static final String HARD = "'TOKEN_ISSUED', 'REFUNDED'";
        static final String SETTLED = "'TOKEN_ISSUED', 'MANUAL_REVIEW', 'REFUND_PENDING', 'REFUND_REQUESTED',"
                + " 'REFUND_UNKNOWN', 'REFUND_FAILED', 'REFUNDED'";
    }
}
