package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Power;
import io.tokenline.Rooms;
import io.tokenline.metering.MeterFixture;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.Cases;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.PaymentCase;
import io.tokenline.payment.Payments;
import io.tokenline.payment.Refund;
import io.tokenline.payment.Refunds;
import io.tokenline.payment.Wallets;
import io.tokenline.vault.SecurityModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of sales that are paid and have no token, on whichever database. */
abstract class UnfinishedContract {

    private static final String WHY = "the key is loaded";

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final Unfinished unfinished;
    private final Cases cases;
    private final Refunds refunds;

    UnfinishedContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms.get(Payments.class);
        this.unfinished = shop.rooms.get(Unfinished.class);
        this.cases = shop.rooms.get(Cases.class);
        this.refunds = shop.rooms.get(Refunds.class);
    }

    private String paid(long minor) {
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(minor), "R1"));
        return reference;
    }

    /** A sale that is paid while the vending key is missing. */
    private String refused() {
        String reference = shop.sell("dial 1", "200");
        database.execute("delete from vending_key");
        payments.answered(shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        return reference;
    }

    private PaymentCase onlyCase() {
        List<Cases.Seen> open = cases.list(false, 0, 10);
        assertEquals(1, open.size());
        return open.get(0).about();
    }

    /** Whatever is due is tried, as the server's recovery does. */
    private void recover() {
        unfinished.due(10).forEach(unfinished::issue);
    }

    @Test
    void aPaidSaleWhoseTokenIsRefusedBelongsToSomebody() {
        String reference = refused();
        PaymentCase about = onlyCase();
        assertEquals(PaymentCase.Kind.TOKEN_REFUSED, about.kind());
        assertEquals(reference, about.saleReference().orElseThrow());
        assertEquals(shop.attempt(reference), about.attemptId().orElseThrow());
        assertEquals("fake", about.provider());
        assertEquals(kes(200_00), about.amount().orElseThrow());
        assertTrue(about.detail().startsWith("KEY_NOT_LOADED"), about::detail);
        assertEquals(Outcome.MONEY_NOT_BACK, cases.close(about.id(), WHY, "amina"));
    }

    @Test
    void onceTheCauseIsGoneAPersonHasTheTokenMadeAndTheCaseClosesByItself() {
        String reference = refused();
        assertEquals(Outcome.OK, unfinished.retry(reference, WHY, "amina"));
        recover();
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference), "the key is still missing");
        assertEquals(1, shop.texts(reference).size(), "which he was told before");
        onlyCase();
        MeterFixture.loadKey(shop.rooms);
        assertEquals(Outcome.OK, unfinished.retry(reference, WHY, "amina"));
        assertEquals(SaleState.PAID, shop.state(reference));
        recover();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, database.count("select count(*) from issued_token"));
        assertEquals(List.of(), cases.list(false, 0, 10));
        assertEquals(Outcome.TOKEN_NOT_DUE, unfinished.retry(reference, WHY, "amina"));
        assertEquals(
                2,
                database.count("select count(*) from audit_event where action = 'TOKEN_RETRIED' and actor = 'amina'"));
        assertEquals(
                2,
                database.count("select count(*) from audit_event where action = 'SALE_STATE' and actor = 'amina'"
                        + " and detail = 'MANUAL_REVIEW to PAID'"));
    }

    @Test
    void whatIsGivenBackClosesTheCaseAndIsNotTriedAgain() {
        String reference = refused();
        Refund refund = refunds.propose(onlyCase().attemptId().orElseThrow(), "he wants his money", "amina", true)
                .refund()
                .orElseThrow()
                .refund();
        assertEquals(Outcome.TOKEN_NOT_DUE, unfinished.retry(reference, WHY, "amina"), "its return is proposed");
        assertEquals(Outcome.OK, refunds.decide(refund.id(), true, "brian").outcome());
        assertEquals(SaleState.REFUNDED, shop.state(reference));
        assertEquals(List.of(), cases.list(false, 0, 10));
        assertEquals(Outcome.TOKEN_NOT_DUE, unfinished.retry(reference, WHY, "amina"));
    }

    @Test
    void aRefundThatIsNotWantedLeavesTheSaleToBeTriedAgain() {
        String reference = refused();
        Refund refund = refunds.propose(shop.attempt(reference), "he wants his money", "amina", true)
                .refund()
                .orElseThrow()
                .refund();
        refunds.decide(refund.id(), false, "brian");
        MeterFixture.loadKey(shop.rooms);
        assertEquals(Outcome.OK, unfinished.retry(reference, WHY, "amina"));
        assertEquals(
                Outcome.REFUND_NOT_DUE,
                refunds.propose(shop.attempt(reference), "he wants his money", "amina", true)
                        .outcome(),
                "its token is on the way");
        recover();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void moneyThatIsNotThePriceBuysNoTokenHoweverOftenItIsTried() {
        String reference = paid(190_00);
        assertEquals(Outcome.TOKEN_NOT_DUE, unfinished.retry(reference, WHY, "amina"));
        assertEquals(Outcome.REQUEST_UNKNOWN, unfinished.retry("NONESUCH", WHY, "amina"));
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
    }

    @Test
    void aSecondPaymentOfARefusedSaleIsTakenForNoToken() {
        String reference = refused();
        shop.pay(reference, "200");
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
    }

    @Test
    void aMeterThatMayNotBuyIsNotTriedAgain() {
        String reference = refused();
        database.execute("update meter set status = 'BLOCKED'");
        assertEquals(Outcome.METER_BLOCKED, unfinished.retry(reference, WHY, "amina"));
    }

    /** Another server over the same tables, whose module does what a test wants. */
    private Rooms serverWith(BreakableModule module) {
        Rooms rooms = shop.rooms.asNode("node-2", new Power()).with(SecurityModule.class, module);
        rooms.get(Wallets.class).add(shop.wallet);
        rooms.get(Wallets.class).add(new Bank(new Random(1), database.clock()));
        return rooms;
    }

    @Test
    void aRefusedTokenThatWasPaidToTheMetersAccountNamesItsPayment() {
        BreakableModule module = new BreakableModule(shop.rooms.get(SecurityModule.class));
        Callbacks callbacks = serverWith(module).get(Callbacks.class);
        database.execute("insert into meter_phone select id, '254711000999' from meter");
        callbacks.receive(Bank.PROVIDER, "IN1", "1 IN " + shop.meter.drn() + " RX1 PAID 20000 KES -");
        assertEquals(List.of("token_issued"), database.names("select state from sale"));
        module.keysLeft(module.keysAsked() - 1); // all but the one of the token itself
        callbacks.receive(Bank.PROVIDER, "IN2", "1 IN " + shop.meter.drn() + " RX2 PAID 20000 KES -");
        PaymentCase about = onlyCase();
        assertEquals(PaymentCase.Kind.TOKEN_REFUSED, about.kind());
        assertEquals(Bank.PROVIDER, about.provider());
        assertEquals(
                database.names("select id from payment_attempt where receipt = 'RX2'"),
                List.of(about.attemptId().orElseThrow()));
    }

    /** A server whose module has a bug; its recovery. */
    private Collection recovery(Rooms rooms) {
        return new Collection(
                rooms.get(Payments.class), rooms.get(Callbacks.class), rooms.get(Unfinished.class), Runnable::run);
    }

    private void isPaidFor(Rooms rooms, String attempt, PayOutcome proof) {
        Payments asked = rooms.get(Payments.class);
        assertThrows(IllegalStateException.class, () -> asked.answered(attempt, proof));
        asked.answered(attempt, proof); // the second time the proof is kept, whatever becomes of the token
    }

    @Test
    void aFaultThatKeepsTheTokenFromBeingMadeDoesNotUndoTheProofOfPayment() {
        BreakableModule module = new BreakableModule(shop.rooms.get(SecurityModule.class));
        Rooms rooms = serverWith(module);
        module.broken(true);
        String reference = shop.sell("dial 1", "200");
        isPaidFor(rooms, shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        assertEquals(SaleState.PAID, shop.state(reference));
        assertEquals(List.of("paid"), database.names("select state from payment_attempt"));
        module.broken(false);
        assertEquals(1, recovery(rooms).recover());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, database.count("select count(*) from issued_token"));
    }

    @Test
    void aFaultThatStaysIsForAPersonAfterSomeMinutesAndHisRetryBeginsAnew() {
        BreakableModule module = new BreakableModule(shop.rooms.get(SecurityModule.class));
        Rooms rooms = serverWith(module);
        module.broken(true);
        String reference = shop.sell("dial 1", "200");
        isPaidFor(rooms, shop.attempt(reference), new PayOutcome.Paid("W1", kes(200_00), "R1"));
        Instant began = database.clock().instant();
        while (shop.state(reference) == SaleState.PAID
                && database.clock().instant().isBefore(began.plusSeconds(3_600))) {
            recovery(rooms).recover();
            database.clock().pass(Duration.ofSeconds(5));
        }
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertTrue(Duration.between(began, database.clock().instant()).toMinutes() <= 15);
        assertTrue(onlyCase().detail().startsWith("INTERNAL_ERROR"));
        assertEquals(List.of("internal_error"), database.names("select reason from sale"));
        assertTrue(shop.texts(reference).stream().anyMatch(text -> text.contains("Our staff are working on it")));
        module.broken(false);
        assertEquals(Outcome.OK, unfinished.retry(reference, WHY, "amina"));
        recovery(rooms).recover();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of(), cases.list(false, 0, 10));
    }

    @Test
    void aSaleThatFailsKeepsNoOtherFromItsTurn() {
        BreakableModule module = new BreakableModule(shop.rooms.get(SecurityModule.class));
        Rooms rooms = serverWith(module);
        module.broken(true);
        for (int i = 0; i < 20; i++) {
            String reference = shop.sell("dial " + i, "200");
            isPaidFor(rooms, shop.attempt(reference), new PayOutcome.Paid("W" + i, kes(200_00), "R" + i));
        }
        Unfinished all = rooms.get(Unfinished.class);
        List<String> first = all.due(16);
        recovery(rooms).recover();
        assertEquals(4, all.due(16).size());
        assertEquals(List.of(), all.due(16).stream().filter(first::contains).toList());
    }

    @Test
    void heldMoneyIsLetGoWhereAFaultStays() {
        BreakableModule module = new BreakableModule(shop.rooms.get(SecurityModule.class));
        Rooms rooms = serverWith(module);
        module.broken(true);
        String reference = shop.sell("dial 1", "200");
        isPaidFor(rooms, shop.attempt(reference), new PayOutcome.Held("H1", kes(200_00)));
        assertEquals(SaleState.HELD, shop.state(reference));
        for (int tries = 0; tries < Sale.TOKEN_TRIES; tries++) {
            recovery(rooms).recover();
            database.clock().pass(Duration.ofMinutes(6));
        }
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals(List.of("releasing"), database.names("select state from payment_attempt"));
    }

    @Test
    void moneyForAnAccountIsKeptThoughItsTokenFails() {
        BreakableModule module = new BreakableModule(shop.rooms.get(SecurityModule.class));
        Rooms rooms = serverWith(module);
        module.broken(true);
        Callbacks callbacks = rooms.get(Callbacks.class);
        database.execute("insert into meter_phone select id, '254711000999' from meter");
        callbacks.receive(Bank.PROVIDER, "IN1", "1 IN " + shop.meter.drn() + " RX1 PAID 20000 KES -");
        database.clock().pass(Duration.ofSeconds(6));
        recovery(rooms).recover();
        assertEquals(List.of("paid"), database.names("select state from sale"));
        assertEquals(List.of("rx1"), database.names("select receipt from payment_attempt"));
    }
}
