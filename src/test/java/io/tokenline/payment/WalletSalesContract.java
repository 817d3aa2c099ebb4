package io.tokenline.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Threads;
import io.tokenline.payment.daraja.DarajaKind;
import io.tokenline.payment.daraja.DarajaStandIn;
import io.tokenline.payment.http.StandIn;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sales over M-Pesa on loopback, in each way that a wallet may behave, on whichever database. */
abstract class WalletSalesContract {

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final Callbacks callbacks;
    private final Wallets wallets;
    private final DarajaStandIn mpesa;
    private int sold;

    WalletSalesContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
        this.callbacks = shop.rooms().get(Callbacks.class);
        this.wallets = shop.rooms().get(Wallets.class);
        this.mpesa = new DarajaStandIn(0, this::call);
        Map<String, String> texts =
                WalletFixture.texts("mp", "daraja", mpesa.server().base());
        texts.put("tokenline.wallet.mp.consumer.key", "key");
        texts.put("tokenline.wallet.mp.consumer.secret", "secret");
        texts.put("tokenline.wallet.mp.passkey", "pass");
        texts.put("tokenline.wallet.mp.short.code", "600000");
        texts.put("tokenline.wallet.mp.initiator", "api");
        texts.put("tokenline.wallet.mp.security.credential", "sealed");
        texts.put("tokenline.wallet.mp.networks", "127.0.0.1");
        texts.put("tokenline.wallet.mp.confirm.from", "1000");
        Wallet wallet = WalletFixture.open(shop.rooms().get(DarajaKind.class), "mp", texts, database.clock());
        wallets.add(wallet, WalletFixture.terms("mp", texts));
    }

    @AfterEach
    void close() {
        mpesa.close();
    }

    /** As the server takes a callback, without its HTTP. */
    private void call(URI url, String body) {
        Entrance.Target target = new Entrance(wallets.terms())
                .target(url.getPath().substring("/pay".length()), InetAddress.getLoopbackAddress())
                .orElseThrow();
        Wallet wallet = wallets.named(target.wallet()).orElseThrow();
        callbacks.keep(wallet, new Wallet.Call(target.path(), body)).ifPresent(callbacks::handle);
    }

    private String sell(String amount) {
        return shop.sell("dial " + sold++, amount);
    }

    private void work() {
        payments.claim(10, Set.of()).forEach(claimed -> payments.answered(claimed, claimed.ask()));
    }

    private void pass(int seconds) {
        database.clock().pass(Duration.ofSeconds(seconds));
    }

    /** Lets time pass until nothing is open. */
    private void rest() {
        for (int round = 0; round < 40 && open() > 0; round++) {
            pass(60);
            work();
            mpesa.tell();
        }
        assertEquals(0, open());
    }

    /** What is asked about before its customer's time is over, or of what is held. */
    private long open() {
        return database.count("select count(*) from payment_attempt where next_at is not null and state <> 'EXPIRED'");
    }

    private long tokens() {
        return database.count("select count(*) from issued_token");
    }

    private List<String> cases() {
        return database.names("select kind from payment_case order by id");
    }

    /** Sells, is pushed, is told, and everything comes to rest. */
    private String sold(String amount) {
        String reference = sell(amount);
        work();
        mpesa.tell();
        rest();
        return reference;
    }

    @Test
    void aPushThatIsPaidMakesTheToken() {
        String reference = sell("300");
        work();
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        mpesa.tell();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of("aaa0000001"), database.names("select receipt from payment_attempt"));
    }

    @Test
    void moneyThatIsToldLateMakesTheToken() {
        String reference = sell("291");
        work();
        for (int round = 0; round < 10; round++) {
            pass(60);
            work();
        }
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        mpesa.tell();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(2, shop.texts(reference).size());
    }

    @Test
    void newsThatComesTwiceCountsOnce() {
        String reference = sold("292");
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, tokens());
        assertEquals(1, database.count("select count(*) from payment_callback"));
    }

    @Test
    void newsThatOvertakesTheAnswerToThePushCounts() {
        String reference = sell("293");
        work();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, tokens());
        assertEquals(0, open());
    }

    @Test
    void aFailureAfterTheMoneyChangesNothing() {
        String reference = sold("294");
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(2, database.count("select count(*) from payment_callback where not orphan"));
    }

    @Test
    void lessThanWasAskedIsForAPerson() {
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(sold("295")));
        assertEquals(0, tokens());
    }

    @Test
    void silenceExpires() {
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(sold("296")));
        assertEquals(0, tokens());
    }

    @Test
    void eachCodeEndsAsItsCustomerIsTold() {
        Map<String, SaleState> ends = Map.of(
                "1", SaleState.PAYMENT_FAILED,
                "17", SaleState.PAYMENT_FAILED,
                "26", SaleState.PAYMENT_FAILED,
                "1001", SaleState.PAYMENT_FAILED,
                "1019", SaleState.PAYMENT_EXPIRED,
                "1025", SaleState.PAYMENT_FAILED,
                "1032", SaleState.CANCELLED,
                "1037", SaleState.PAYMENT_FAILED,
                "2001", SaleState.PAYMENT_FAILED,
                "8006", SaleState.PAYMENT_FAILED);
        Map<String, Integer> pushes = Map.of("26", 3, "1001", 3, "1025", 2);
        for (int digit = 0; digit < DarajaStandIn.CODES.size(); digit++) {
            String code = DarajaStandIn.CODES.get(digit);
            String reference = sold("31" + digit);
            assertEquals(ends.get(code), shop.state(reference), code);
            assertEquals(1, shop.texts(reference).size(), code);
            assertEquals(
                    (long) pushes.getOrDefault(code, 1),
                    database.count("select count(*) from payment_attempt where sale_reference = '" + reference + "'"),
                    code);
        }
        assertEquals(0, tokens());
        assertEquals(List.of(), cases());
    }

    @Test
    void aLargeAmountIsConfirmedByAQueryBeforeItIsSoldFor() {
        String reference = sell("1000");
        work();
        mpesa.tell();
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        work();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of("aaa0000001"), database.names("select receipt from payment_attempt"));
        assertEquals(1, mpesa.server().at("/mpesa/stkpushquery/v1/query").size());
    }

    @Test
    void aLargeAmountThatTheWalletDoesNotConfirmSellsNothing() {
        String reference = sell("1091");
        work();
        mpesa.tell();
        rest();
        assertEquals(SaleState.PAYMENT_UNKNOWN, shop.state(reference));
        assertEquals(List.of("unconfirmed"), cases());
        assertEquals(0, tokens());
    }

    @Test
    void fiftyIdenticalCallbacksAtOnceMakeOneToken() {
        String reference = sell("300");
        work();
        String id = shop.attempt(reference);
        String body = "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":0,"
                + "\"CallbackMetadata\":{\"Item\":[{\"Name\":\"Amount\",\"Value\":300},"
                + "{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"AAA0000001\"}]}}}}";
        URI url = URI.create("https://pay.example.org/pay/mp/" + WalletFixture.SECRET + "/push/" + id);
        Threads.together(50, thread -> () -> {
            call(url, body);
            return true;
        });
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, tokens());
        assertEquals(1, database.count("select count(*) from payment_callback"));
        assertEquals(1, shop.texts(reference).size());
    }

    private static String bill(String receipt, String account, String amount) {
        return "{\"TransactionType\":\"Pay Bill\",\"TransID\":\"" + receipt + "\",\"TransAmount\":\"" + amount
                + "\",\"BillRefNumber\":\"" + account + "\",\"MSISDN\":\"2547 ***** 000\"}";
    }

    private static URI at(String path) {
        return URI.create("https://pay.example.org/pay/mp/" + WalletFixture.SECRET + "/" + path);
    }

    @Test
    void moneyForAMeterNumberBecomesATokenForItsRegisteredPhone() {
        database.execute(
                "delete from meter_phone",
                "insert into meter_phone select id, '" + database.seals().number("254711000999") + "' from meter");
        String drn = shop.meter().drn();
        String spaced = drn.substring(0, 4) + " " + drn.substring(4);
        call(at("bill/done"), bill("BBB0000001", spaced, "250.00"));
        call(at("bill/done"), bill("BBB0000001", spaced, "250.00"));
        assertEquals(1, tokens());
        assertEquals(List.of("token_issued"), database.names("select state from sale"));
        assertEquals(List.of("paybill"), database.names("select channel from sale"));
        assertEquals(
                database.names(
                        "select msisdn from meter_phone p join meter m on m.id = p.meter_id where drn = '" + drn + "'"),
                database.names("select msisdn from outbox_message"));
        assertEquals(List.of(), cases());
    }

    /** Sells; the wallet, asked, says that it is paid, and its callback has not come. */
    private String paidByQuery(String amount) {
        String reference = sell(amount);
        work();
        pass(5);
        work();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, database.count("select count(*) from payment_attempt where receipt is not null"));
        return reference;
    }

    private List<String> receipts() {
        return database.names("select receipt from payment_attempt where receipt is not null");
    }

    private List<String> openCases() {
        return database.names("select kind from payment_case where closed_at is null order by id");
    }

    @Test
    void aReceiptThatComesAfterTheProofIsKept() {
        paidByQuery("300");
        mpesa.tell();
        assertEquals(List.of("aaa0000001"), receipts());
        assertEquals(List.of(), cases());
        assertEquals(1, tokens());
    }

    /** Money that only the statement had, and of which two persons have said where it went. */
    private void placed(String receipt) {
        Suspense suspense = shop.rooms().get(Suspense.class);
        database.tx(() -> suspense.open("mp", receipt, FakeWallet.kes(250_00)));
        List.of("amina", "brian")
                .forEach(person -> database.tx(() -> suspense.close("mp", receipt, person, "looked in the portal")));
    }

    @Test
    void moneyThatPersonsHavePlacedWhileTheWalletIsAskedBuysNothing() {
        String reference = sell("1000");
        work();
        call(at("push/" + shop.attempt(reference)), pushed("ws_CO_1", "1000", "AAA0000001"));
        placed("AAA0000001");
        work();
        assertEquals(List.of("receipt_reused", "outcome_unknown"), openCases());
        assertEquals(0, tokens());
    }

    @Test
    void aReceiptThatPersonsHaveFoundToBeOfThisPaymentIsKept() {
        paidByQuery("300");
        placed("AAA0000001");
        mpesa.tell();
        assertEquals(List.of("aaa0000001"), receipts());
        assertEquals(List.of(), openCases());
    }

    @Test
    void aReceiptThatComesLateAndIsAnothersIsForAPerson() {
        sold("300");
        String second = sell("310");
        String id = shop.attempt(second);
        payments.answered(id, new PayOutcome.Paid("ws_CO_9", FakeWallet.kes(310_00)));
        call(at("push/" + id), pushed("ws_CO_9", "310", "AAA0000001"));
        assertEquals(List.of("receipt_reused"), cases());
        assertEquals(List.of("aaa0000001"), receipts());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(second));
    }

    @Test
    void aReceiptThatIsAnothersDoesNotStopACallbackWhoseAmountIsToBeConfirmed() {
        sold("300");
        String second = sell("1000");
        work();
        call(at("push/" + shop.attempt(second)), pushed("ws_CO_2", "1000", "AAA0000001"));
        assertEquals(List.of("receipt_reused", "outcome_unknown"), cases());
        assertEquals(0, database.count("select count(*) from payment_callback where handled_at is null"));
        assertEquals(1, tokens());
    }

    private static String pushed(String push, String amount, String receipt) {
        return "{\"Body\":{\"stkCallback\":{\"CheckoutRequestID\":\"" + push + "\",\"ResultCode\":0,"
                + "\"CallbackMetadata\":{\"Item\":[{\"Name\":\"Amount\",\"Value\":" + amount
                + "},{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"" + receipt + "\"}]}}}}";
    }

    @Test
    void anotherAmountThanWasBookedIsForAPersonAndWhatWasInSuspenseIsFound() {
        String reference = paidByQuery("295");
        call(at("bill/done"), bill("AAA0000001", reference, "285.00"));
        assertEquals(List.of("suspense"), openCases(), "no payment of ours is of this amount");
        mpesa.tell();
        assertEquals(List.of("amount_conflict"), openCases());
        assertEquals(List.of("aaa0000001"), receipts());
    }

    @Test
    void aPushThatIsToldAsMoneyForAnAccountBringsItsReceipt() {
        String reference = paidByQuery("300");
        call(at("bill/done"), bill("AAA0000001", reference.toLowerCase(Locale.ROOT), "300.00"));
        assertEquals(List.of("aaa0000001"), receipts());
        mpesa.tell();
        assertEquals(List.of(), cases());
        assertEquals(1, tokens());
        assertEquals(1, database.count("select count(*) from payment_attempt"));
    }

    @Test
    void moneyForAnAccountThatIsAPushWhoseReceiptIsKnownIsNothingNew() {
        String reference = sell("1000");
        work();
        mpesa.tell();
        work();
        call(at("bill/done"), bill("AAA0000001", reference, "1000.00"));
        assertEquals(List.of(), cases());
        assertEquals(
                0, database.count("select count(*) from payment_callback where handled_at is null"), "nobody is asked");
        assertEquals(1, tokens());
    }

    @Test
    void moneyForAnAccountProvesTheOnlyPushOfItsSaleAndCanGoBack() {
        String reference = sell("296");
        work();
        database.execute("delete from vending_key");
        call(at("bill/done"), bill("BBB0000001", reference, "296.00"));
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertEquals(List.of("ws_co_1"), database.names("select external_id from payment_attempt"));
        Refunds refunds = shop.rooms().get(Refunds.class);
        String refund = refunds.propose(shop.attempt(reference), "no key is loaded", "amina", false)
                .refund()
                .orElseThrow()
                .refund()
                .id();
        assertEquals(Outcome.OK, refunds.decide(refund, true, "brian").outcome());
        new RefundWork(refunds, Runnable::run).drain();
        StandIn.Asked reversal = mpesa.server().at("/mpesa/reversal/v1/request").get(0);
        assertEquals("BBB0000001", reversal.body().text("TransactionID"));
        mpesa.tell();
        assertEquals(SaleState.REFUNDED, shop.state(reference));
    }

    @Test
    void muchMoneyForAnAccountThatIsAPushIsConfirmedFirst() {
        String reference = sell("1091");
        work();
        call(at("bill/done"), bill("BBB0000009", reference, "1091.00"));
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        call(at("bill/state"), confirmed("AG_S1", "1091"));
        takeUp();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        mpesa.tell();
        assertEquals(List.of("suspense"), cases(), "its own callback names another receipt");
    }

    @Test
    void moneyForAnAccountThatCouldBeOfTwoPushesWaitsForTheirCallbacks() {
        String reference = sell("300");
        String first = shop.attempt(reference);
        payments.answered(first, new PayOutcome.Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2));
        pass(8);
        work();
        database.execute("update payment_attempt set state = 'EXPIRED' where id = '" + first + "'");
        call(at("bill/done"), bill("AAA0000001", reference, "300.00"));
        assertEquals(List.of("suspense"), openCases());
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        mpesa.tell();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of(), openCases());
    }

    private static String confirmed(String conversation, String amount) {
        return "{\"Result\":{\"ResultCode\":0,\"ConversationID\":\"" + conversation
                + "\",\"ResultParameters\":{\"ResultParameter\":[{\"Key\":\"ReceiptNo\",\"Value\":\"BBB0000009\"},"
                + "{\"Key\":\"TransactionStatus\",\"Value\":\"Completed\"},{\"Key\":\"Amount\",\"Value\":" + amount
                + "}]}}}";
    }

    @Test
    void muchMoneyThatComesUnaskedIsConfirmedBeforeItIsSoldFor() {
        database.execute("delete from meter_phone", "insert into meter_phone select id, '254711000999' from meter");
        call(at("bill/done"), bill("BBB0000009", shop.meter().drn(), "1000.00"));
        call(at("bill/state"), confirmed("AG_OTHER", "1000"));
        call(at("bill/state"), confirmed("AG_S1", "999"));
        takeUp();
        assertEquals(0, tokens(), "neither another conversation nor another amount confirms it");
        call(at("bill/state"), confirmed("AG_S1", "1000.0"));
        takeUp();
        assertEquals(1, tokens());
        assertEquals(List.of(), cases());
    }

    @Test
    void muchMoneyThatNobodyConfirmsIsForAPerson() {
        call(at("bill/done"), bill("BBB0000009", shop.meter().drn(), "1000.00"));
        database.clock().pass(Duration.ofMinutes(2));
        takeUp();
        assertEquals(List.of("suspense"), cases());
        assertEquals(0, tokens());
    }

    @Test
    void moneyThatPersonsHavePlacedBuysNothingWhenItsNewsComes() {
        placed("BBB0000009");
        assertEquals(List.of(), openCases());
        call(at("bill/done"), bill("BBB0000009", shop.meter().drn(), "250.00"));
        assertEquals(List.of("orphan_callback"), openCases());
        String reference = sell("250");
        work();
        call(at("push/" + shop.attempt(reference)), pushed("ws_CO_1", "250", "BBB0000009"));
        assertEquals(List.of("orphan_callback", "receipt_reused", "outcome_unknown"), openCases());
        assertEquals(0, tokens());
    }

    @Test
    void muchMoneyIsConfirmedThoughTheServerStoodStillBeforeItAsked() {
        database.execute("delete from meter_phone", "insert into meter_phone select id, '254711000999' from meter");
        Wallet wallet = wallets.named("mp").orElseThrow();
        callbacks.keep(
                wallet,
                new Wallet.Call("bill/done", bill("BBB0000009", shop.meter().drn(), "1000.00")));
        pass(180);
        takeUp();
        call(at("bill/state"), confirmed("AG_S1", "1000.0"));
        takeUp();
        assertEquals(1, tokens());
        assertEquals(List.of(), cases());
    }

    private void takeUp() {
        database.clock().pass(Duration.ofSeconds(5));
        shop.rooms().get(Callbacks.class).handleLeftovers(Duration.ZERO);
    }

    @Test
    void moneyForAnAccountThatIsNoneIsForAPerson() {
        call(at("bill/done"), bill("BBB0000001", "12345", "250.00"));
        call(at("bill/done"), bill("BBB0000002", shop.meter().drn(), "49"));
        database.execute("delete from meter_phone");
        call(at("bill/done"), bill("BBB0000003", shop.meter().drn(), "250"));
        assertEquals(List.of("suspense", "suspense", "suspense"), cases());
        assertEquals(0, database.count("select count(*) from sale"));
        assertTrue(database.names("select detail from payment_case order by id")
                .get(0)
                .contains("meter_number_invalid"));
    }

    private String asked(String account, String amount) {
        Wallet wallet = wallets.named("mp").orElseThrow();
        Wallet.Question question = wallet.question(new Wallet.Call("bill/check", bill("", account, amount)))
                .orElseThrow();
        return wallet.answer(payments.judge("mp", question));
    }

    @Test
    void aWalletThatAsksBeforeItTakesMoneyIsToldWhatIsWrong() {
        database.execute(
                "delete from meter_phone",
                "insert into meter_phone select id, '" + database.seals().number("254711000999") + "' from meter");
        String drn = shop.meter().drn();
        assertEquals("{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\"}", asked(drn, "250.00"));
        assertTrue(asked("12345", "250").contains("C2B00012"));
        assertTrue(asked(drn, "49").contains("C2B00013"));
        assertTrue(asked(drn, "none").contains("C2B00012"), "nothing of it can be read");
        database.execute("delete from vending_key");
        assertTrue(asked(drn, "250").contains("C2B00016"));
        assertEquals(0, database.count("select count(*) from payment_callback"));
    }

    @Test
    void aWalletThatAsksAboutAPushOfOursMayTakeItsMoney() {
        String reference = sell("300");
        work();
        assertTrue(asked(reference, "300.00").contains("Accepted"));
        assertTrue(asked(reference, "290.00").contains("C2B00012"), "not what it was pushed for");
        mpesa.tell();
        assertTrue(asked(reference, "300.00").contains("C2B00012"), "it is paid");
    }

    @Test
    void anAddressThatIsNotTheWalletsLeadsNowhere() throws Exception {
        Entrance entrance = new Entrance(wallets.terms());
        InetAddress here = InetAddress.getLoopbackAddress();
        assertTrue(entrance.target("/mp/" + WalletFixture.SECRET + "/x", here).isPresent());
        assertTrue(entrance.target("/mp/" + WalletFixture.SECRET, here).isPresent());
        for (String path : List.of("", "/", "/mp", "/mp/", "/mp/x", "/other/" + WalletFixture.SECRET + "/x")) {
            assertTrue(entrance.target(path, here).isEmpty(), path);
        }
        assertTrue(entrance.target("/mp/" + WalletFixture.SECRET + "/x", InetAddress.getByName("10.0.0.1"))
                .isEmpty());
    }
}
