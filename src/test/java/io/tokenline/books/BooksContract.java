package io.tokenline.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.Payments;
import io.tokenline.payment.Wallet;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Books that are right, and each way in which they can be wrong, on whichever database. */
abstract class BooksContract {

    private static final String AMOUNT = "200";
    private static final long MINOR = 200_00;

    private final Database database;
    private final Shop shop;
    private final Books books;
    private int sales;

    BooksContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.books = shop.rooms().get(Books.class);
    }

    /** Sells, and lets the wallet take the money. */
    private String sold() {
        String key = "dial " + ++sales;
        String reference = shop.sell(key, AMOUNT);
        Payments payments = shop.rooms().get(Payments.class);
        for (Payments.Claimed claimed : payments.claim(10, Set.of())) {
            payments.answered(claimed.request().id(), new PayOutcome.Paid("receipt of " + key, FakeWallet.kes(MINOR)));
        }
        return reference;
    }

    private Set<Invariant> broken() {
        return books.check().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
    }

    private String where(String column, String reference) {
        return " where " + column + " = '" + reference + "'";
    }

    private void breaks(Invariant invariant, String... statements) {
        assertEquals(Set.of(), broken(), "before");
        database.execute(statements);
        assertEquals(Set.of(invariant), broken());
    }

    @Test
    void booksOfSalesInEveryStateAreRight() {
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(sold()));
        shop.sell("asked for", AMOUNT);
        Map<Invariant, Long> counts = books.check();
        assertEquals(EnumSet.allOf(Invariant.class), counts.keySet());
        assertTrue(counts.values().stream().allMatch(count -> count == 0), counts::toString);
    }

    @Test
    void aSecondTokenOfCreditShows() {
        String copy =
                "insert into issued_token (id, owner, position, token_class, sub_class, pan, tid, units_tenths, digits,"
                        + " token_index, issued_at) select -1, owner, 99, token_class, sub_class, pan, tid + 1, units_tenths, digits,"
                        + " token_index, issued_at from issued_token";
        String reference = sold();
        breaks(Invariant.ONE_CREDIT_TOKEN, copy + where("owner", reference));
    }

    @Test
    void aTokenWhosePaymentIsGoneShows() {
        String reference = sold();
        breaks(
                Invariant.NO_TOKEN_WITHOUT_PAYMENT,
                "update payment_attempt set state = 'FAILED'" + where("sale_reference", reference));
    }

    @Test
    void aTokenForLessThanItsPriceShows() {
        String reference = sold();
        breaks(
                Invariant.NO_TOKEN_WITHOUT_PAYMENT,
                "update sale set received_minor = amount_minor - 1" + where("reference", reference));
    }

    @Test
    void aTokenThatNobodyAskedForShows() {
        String reference = sold();
        String ghost =
                "insert into issued_token (id, owner, position, token_class, sub_class, pan, tid, units_tenths, digits,"
                        + " token_index, issued_at) select -1, 'NOBODY', 0, token_class, sub_class, pan, tid + 1, units_tenths,"
                        + " digits, token_index, issued_at from issued_token";
        breaks(Invariant.NO_TOKEN_OF_NOBODY, ghost + where("owner", reference));
    }

    @Test
    void moneyThatGaveNothingShowsAfterADay() {
        String reference = shop.sell("dial", AMOUNT);
        database.execute("update payment_attempt set state = 'PAID'" + where("sale_reference", reference));
        assertEquals(Set.of(), broken(), "it may still be on its way");
        database.clock().pass(Duration.ofDays(1).plusSeconds(1));
        assertEquals(Set.of(Invariant.NO_MONEY_FOR_NOTHING), broken());
    }

    @Test
    void aSecondPaymentThatNobodyKnowsOfShows() {
        sold();
        breaks(Invariant.SECOND_PAYMENTS_ARE_KNOWN, secondPayment());
    }

    @Test
    void moneyThatIsHeldForMoreThanADayShows() {
        String reference = sold();
        database.execute("update payment_attempt set state = 'CAPTURING'" + where("sale_reference", reference));
        assertEquals(Set.of(), broken(), "it may still be taken");
        database.clock().pass(Duration.ofDays(1).plusSeconds(1));
        assertEquals(Set.of(Invariant.HOLDS_COME_TO_AN_END), broken());
    }

    @Test
    void newsThatNobodyActsOnShowsAfterADay() {
        shop.rooms().get(Payments.class).store("gone", "W1 PAID", new Wallet.Call("", "body"));
        assertEquals(Set.of(), broken());
        database.clock().pass(Duration.ofDays(1).plusSeconds(1));
        assertEquals(Set.of(Invariant.NEWS_IS_ACTED_ON), broken());
    }

    @Test
    void aTokenForLessEnergyThanWasPricedShows() {
        String reference = sold();
        breaks(
                Invariant.UNITS_ARE_GIVEN,
                "update issued_token set units_tenths = units_tenths - 1" + where("owner", reference));
    }

    @Test
    void aSaleThatLostItsGoodEndShows() {
        String reference = sold();
        moved(reference, "TOKEN_ISSUED", "PAYMENT_FAILED");
        assertEquals(Set.of(Invariant.HARD_ENDS_STAY), broken());
    }

    /** As a bug would: the history and the audit tell of it. */
    private void moved(String reference, String from, String to) {
        database.execute(
                "update sale set state = '" + to + "'" + where("reference", reference),
                "insert into sale_event (sale_id, position, state, at) select id, (select max(e.position) + 1 from sale_event e"
                        + " where e.sale_id = sale.id), state, changed_at from sale" + where("reference", reference),
                "insert into audit_event (id, at, actor, action, object, detail) select -1 - (select count(*) from audit_event),"
                        + " changed_at, 'system', 'SALE_STATE', 'sale ' || reference, '" + from + " to " + to
                        + "' from sale"
                        + where("reference", reference));
    }

    @Test
    void moneyThatWentBackAndIsASalesAgainShows() {
        String reference = shop.sell("dial", AMOUNT);
        moved(reference, "PAYMENT_REQUESTED", "REFUNDED");
        moved(reference, "REFUNDED", "PAYMENT_FAILED");
        assertEquals(Set.of(Invariant.HARD_ENDS_STAY), broken());
    }

    @Test
    void aStepThatTheAuditLacksShows() {
        String reference = sold();
        breaks(
                Invariant.EVERY_STEP_IS_AUDITED,
                "update audit_event set detail = 'NEW to PAID' where detail = 'NEW to PAYMENT_REQUESTED' and object = 'sale "
                        + reference + "'");
    }

    @Test
    void aStepThatOnlyTheAuditHasShows() {
        String reference = sold();
        breaks(
                Invariant.EVERY_STEP_IS_AUDITED,
                "insert into audit_event (id, at, actor, action, object, detail) select -1, at, actor, action, object, detail"
                        + " from audit_event where detail = 'NEW to PAYMENT_REQUESTED' and object = 'sale " + reference
                        + "'");
    }

    @Test
    void aSecondPaymentWhoseCaseWasClosedThoughNothingWentBackShows() {
        sold();
        database.execute(
                secondPayment(),
                "insert into payment_case (id, case_key, kind, provider, detail, opened_at) select -1,"
                        + " 'DUPLICATE_PAYMENT second', 'DUPLICATE_PAYMENT', provider, '', changed_at from payment_attempt"
                        + " where id = 'second'");
        breaks(Invariant.SECOND_PAYMENTS_ARE_KNOWN, "update payment_case set closed_at = opened_at");
        database.execute(refund("one", "second"));
        assertEquals(Set.of(), broken());
    }

    @Test
    void oneReferenceOfTwoRefundsShows() {
        sold();
        database.execute(secondPayment(), refund("one", "second"));
        breaks(
                Invariant.ONE_REFUND_A_REFERENCE,
                "insert into payment_attempt (id, sale_reference, provider, msisdn, currency, amount_minor, state, tries,"
                        + " expires_at, created_at, changed_at) select 'third', sale_reference, provider, msisdn, currency,"
                        + " amount_minor, 'FAILED', tries, expires_at, created_at, changed_at from payment_attempt where"
                        + " id = 'second'",
                refund("two", "third"));
    }

    private static String secondPayment() {
        return "insert into payment_attempt (id, sale_reference, provider, msisdn, currency, amount_minor, state,"
                + " external_id, tries, expires_at, created_at, changed_at) select 'second', sale_reference,"
                + " provider, msisdn, currency, amount_minor, state, 'another', tries, expires_at, created_at,"
                + " changed_at from payment_attempt";
    }

    private static String refund(String id, String attempt) {
        return "insert into refund (id, attempt_id, open_key, extra, by_hand, sale_reference, provider, currency,"
                + " amount_minor, reason, state, external_id, tries, proposed_by, proposed_at, created_at, changed_at)"
                + " select '" + id + "', id, id, true, false, sale_reference, provider, currency, amount_minor,"
                + " 'paid twice', 'REFUNDED', 'W9', 0, 'amina', changed_at, changed_at, changed_at from payment_attempt"
                + " where id = '" + attempt + "'";
    }

    @Test
    void aFloatThatIsNotTheSumOfItsLedgerShows() {
        String ledger =
                "insert into float_entry (id, float_id, kind, reference, balance_change, held_change, balance_after,"
                        + " at) select -1, id, 'TOP_UP', 'one', 500, 0, 500, created_at from agent_float";
        database.execute(
                "insert into agent_float (id, name, msisdn, currency, balance_minor, held_minor, low_minor, created_at)"
                        + " values (-1, 'Juma', 'm1:x', 'KES', 500, 0, 0, current_timestamp)",
                ledger);
        breaks(Invariant.FLOATS_ADD_UP, "update agent_float set balance_minor = 501");
        database.execute("update agent_float set balance_minor = 500, held_minor = 1");
        assertEquals(Set.of(Invariant.FLOATS_ADD_UP), broken());
    }

    @Test
    void whatIsOldAndWasFoundWholeIsCountedAgainOnlyWhereSomebodyAsksForAll() {
        String reference = sold();
        database.clock().pass(Books.YOUNG.plus(Duration.ofDays(1)));
        String young = sold();
        assertEquals(Set.of(), broken());
        database.execute("update sale_line set amount_minor = amount_minor + 1 where position = 0 and sale_id ="
                + " (select id from sale" + where("reference", reference) + ")");
        assertEquals(Set.of(), broken());
        assertEquals(1, books.checkAll().get(Invariant.LINES_ADD_UP));
        database.execute("update sale_line set amount_minor = amount_minor + 1 where position = 0 and sale_id ="
                + " (select id from sale" + where("reference", young) + ")");
        assertEquals(1, books.check().get(Invariant.LINES_ADD_UP));
        assertEquals(2, books.checkAll().get(Invariant.LINES_ADD_UP));
    }

    @Test
    void whatIsOldAndBrokenIsCountedUntilItIsMended() {
        String reference = sold();
        String change = "update sale_line set amount_minor = amount_minor %s where position = 0 and sale_id ="
                + " (select id from sale" + where("reference", reference) + ")";
        database.execute(change.formatted("+ 1"));
        database.clock().pass(Books.YOUNG.multipliedBy(2));
        assertEquals(Set.of(Invariant.LINES_ADD_UP), broken());
        assertEquals(Set.of(Invariant.LINES_ADD_UP), broken());
        database.execute(change.formatted("- 1"));
        assertEquals(Set.of(), broken());
    }

    @Test
    void aStateWithoutHistoryShows() {
        String reference = shop.sell("dial", AMOUNT);
        breaks(
                Invariant.EVERY_STEP_IS_WRITTEN,
                "update sale set state = 'PAYMENT_FAILED'" + where("reference", reference));
    }

    @Test
    void aReceiptThatDoesNotAddUpShows() {
        String reference = sold();
        breaks(
                Invariant.LINES_ADD_UP,
                "update sale_line set amount_minor = amount_minor + 1 where position = 0 and sale_id ="
                        + " (select id from sale" + where("reference", reference) + ")");
    }

    @Test
    void onePaymentForTwoSalesShows() {
        sold();
        sold();
        breaks(Invariant.ONE_SALE_A_PAYMENT, "update payment_attempt set external_id = 'W1'");
    }

    @Test
    void aTokenIdentifierThatWasGivenTwiceShows() {
        sold();
        sold();
        breaks(Invariant.NO_TID_TWICE, "update issued_token set tid = 1");
    }
}
