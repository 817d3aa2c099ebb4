package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.metering.MeterFixture;
import io.tokenline.payment.Wallets;
import io.tokenline.tariff.book.TariffFixture;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.token.sts.VendingKey;
import io.tokenline.vault.KeyAttributes;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sales from quote to token, on whichever database. */
abstract class VendingContract {

    private final Shop shop;
    private final Database database;
    private final Vending vending;
    private final Unfinished unfinished;

    VendingContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.vending = shop.vending;
        this.unfinished = shop.rooms.get(Unfinished.class);
    }

    @Test
    void aQuoteSaysWhatTheMoneyBuysAndItsLinesAddUp() {
        Quote quote = shop.quote("200");
        assertEquals("8.6", quote.units());
        assertEquals("demo/1", quote.tariff());
        assertEquals("[Energy 172.41, VAT 16% 27.59]", lines(quote));
    }

    private static String lines(Quote quote) {
        return quote.breakdown().lines().stream()
                .map(line -> line.name() + " " + line.amount())
                .toList()
                .toString();
    }

    @Test
    void anAmountThatCannotBePaidIsRefusedWithTheLimits() {
        assertEquals(Outcome.AMOUNT_TOO_LOW, refusal("49.99"));
        assertEquals(Outcome.AMOUNT_TOO_HIGH, refusal("20000.01"));
        assertEquals(Outcome.AMOUNT_INVALID, refusal("100.001"));
        assertEquals(Outcome.AMOUNT_INVALID, refusal("0"));
        assertEquals(Outcome.AMOUNT_INVALID, refusal("-200"));
        assertInstanceOf(Quote.Result.Quoted.class, shop.quoted("50"));
        assertInstanceOf(Quote.Result.Quoted.class, shop.quoted("20000.00"));
    }

    @Test
    void noMoneyIsAskedForWhereTheVendingKeyIsMissing() {
        database.execute("delete from vending_key");
        assertEquals(Outcome.KEY_NOT_LOADED, refusal("200"));
    }

    private Outcome refusal(String amount) {
        Quote.Result.Refused refused = (Quote.Result.Refused) shop.quoted(amount);
        assertEquals(kes(50_00), refused.minimum());
        assertEquals(kes(20_000_00), refused.maximum());
        return refused.outcome();
    }

    @Test
    void nothingIsSoldWhereNoWalletServesThePhone() {
        Quote quote = shop.quote("200");
        Rooms rooms = new Rooms(database).with(Wallets.class, new Wallets());
        TariffFixture.bringIn(rooms, "demo");
        Vending poor = rooms.get(Vending.class);
        Quote.Result result = poor.quote(shop.meter, Shop.PHONE, quote.amount().amount());
        assertEquals(Outcome.WALLET_UNAVAILABLE, ((Quote.Result.Refused) result).outcome());
        assertEquals(
                new Confirmation.Refused(Outcome.WALLET_UNAVAILABLE, kes(0)),
                poor.confirm(Shop.request("dial 1"), quote));
        assertEquals(0, database.count("select count(*) from sale"));
    }

    @Test
    void aConfirmationWritesSaleAndAttemptTogether() {
        String reference = shop.sell("dial 1", "200");
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        assertEquals(1, attempts(reference));
        assertEquals(List.of(), shop.texts(reference), "the USSD screen has told it");
        assertEquals(
                200_00, database.count("select sum(amount_minor) from sale_line"), "the lines add up to the amount");
    }

    private long attempts(String reference) {
        return database.count("select count(*) from payment_attempt where sale_reference = '" + reference + "'");
    }

    @Test
    void theWorkerIsWokenOnceTheConfirmationIsCommittedAndNotBefore() {
        List<Long> seen = new java.util.ArrayList<>();
        vending.onPayment(() -> seen.add(database.count("select count(*) from payment_attempt")));
        shop.sell("dial 1", "200");
        assertEquals(List.of(1L), seen);
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    shop.sell("dial 2", "200");
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(List.of(1L), seen, "nobody is woken for what was undone");
        assertEquals(1, database.count("select count(*) from sale"));
        assertEquals(1, database.count("select count(*) from payment_attempt"));
    }

    @Test
    void aSecondConfirmationOfTheSameRequestGivesTheFirstSale() {
        String first = shop.sell("dial 1", "200");
        assertEquals(first, shop.sell("dial 1", "300"));
        assertEquals(1, attempts(first));
        assertEquals(200_00, (long) shop.look(first, sale -> sale.amount().minor()));
    }

    @Test
    void theSameRequestFourTimesAtOnceIsOneSale() {
        Quote quote = shop.quote("200");
        List<String> references = Threads.together(
                4,
                thread -> () -> vending.confirm(Shop.request("dial 1"), quote)
                        .sale()
                        .orElseThrow()
                        .reference());
        assertEquals(1, references.stream().distinct().count());
        assertEquals(1, database.count("select count(*) from sale"));
        assertEquals(1, attempts(shop.sell("dial 1", "200")));
        assertEquals(1, database.count("select count(*) from payment_attempt"));
    }

    @Test
    void aSaleByTextIsToldByTextThatTheWalletWillAsk() {
        Sale.Request request = new Sale.Request("sms 1", Channel.SMS, "sandbox", Shop.PHONE, "en");
        String reference =
                vending.confirm(request, shop.quote("200")).sale().orElseThrow().reference();
        assertEquals(1, shop.texts(reference).size());
        assertTrue(shop.texts(reference).get(0).startsWith("Request " + reference + ": KES 200.00 for meter 07"));
    }

    @Test
    void moneyMakesATokenThatTheMeterReadsAsTheSmsSays() {
        String reference = shop.sell("dial 1", "200");
        vending.paid(reference, kes(200_00));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        List<String> texts = shop.texts(reference);
        assertEquals(1, texts.size());
        TransferCredit credit = MeterFixture.read(Shop.SERIAL, part(texts.get(0), "Token:([0-9 ]+)"));
        assertEquals(
                part(texts.get(0), "Units:([0-9.]+) kWh"),
                Quote.kilowattHours(credit.amount().units()));
        assertEquals(86, credit.amount().units());
        assertEquals(database.clock().instant(), credit.tid().minute());
        assertTrue(texts.get(0).contains("Energy:172.41\nVAT 16%:27.59\nRef:" + reference), texts.get(0));
        assertTrue(texts.get(0).contains("Mtr:" + shop.meter.drn()), texts.get(0));
    }

    private static String part(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    @Test
    void aRollbackInTheMiddleLeavesNeitherTokenNorMessageNorTokenIdentifier() {
        String reference = shop.sell("dial 1", "200");
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    vending.paid(reference, kes(200_00));
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        for (String table : List.of("issued_token", "outbox_message", "token_identifier")) {
            assertEquals(0, database.count("select count(*) from " + table), table);
        }
    }

    @Test
    void aSecondPaymentMakesNoSecondToken() {
        String reference = shop.sell("dial 1", "200");
        vending.paid(reference, kes(200_00));
        vending.paid(reference, kes(200_00));
        assertEquals(1, database.count("select count(*) from issued_token"));
        assertEquals(1, shop.texts(reference).size());
        assertEquals(new Vending.Counts(1, 1, 0), vending.counts());
    }

    @Test
    void lessMoneyThanAskedOpensACaseAndTheCustomerIsTold() {
        String reference = shop.sell("dial 1", "200");
        vending.paid(reference, kes(190_00));
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertEquals(190_00, (long) shop.look(reference, sale -> sale.received().minor()));
        assertTrue(shop.texts(reference).get(0).contains("we received KES 190.00 instead of KES 200.00"));
        assertEquals(new Vending.Counts(1, 0, 1), vending.counts());
    }

    @Test
    void eachWayNotToPayHasItsStateAndIsToldOnce() {
        notPaid(Outcome.PAYMENT_DECLINED, SaleState.PAYMENT_FAILED, "your mobile money declined");
        notPaid(Outcome.PAYMENT_CANCELLED, SaleState.CANCELLED, "you cancelled");
        notPaid(Outcome.PAYMENT_EXPIRED, SaleState.PAYMENT_EXPIRED, "no payment of");
        notPaid(Outcome.PAYMENT_NO_FUNDS, SaleState.PAYMENT_FAILED, "your mobile money has less than KES 200.00");
        notPaid(Outcome.PAYMENT_WRONG_PIN, SaleState.PAYMENT_FAILED, "the PIN was wrong");
        notPaid(Outcome.PAYMENT_UNREACHABLE, SaleState.PAYMENT_FAILED, "did not reach you");
        notPaid(Outcome.PAYMENT_BUSY, SaleState.PAYMENT_FAILED, "was busy");
        notPaid(Outcome.PAYMENT_LIMIT, SaleState.PAYMENT_FAILED, "more than your mobile money lets you pay");
        notPaid(Outcome.PAYMENT_NOT_REGISTERED, SaleState.PAYMENT_FAILED, "has no mobile money account");
        notPaid(Outcome.WALLET_UNAVAILABLE, SaleState.PAYMENT_FAILED, "cannot pay by mobile money here now");
        notPaid(Outcome.METER_BLOCKED, SaleState.PAYMENT_FAILED, "your mobile money declined");
        assertEquals(new Vending.Counts(0, 0, 0), vending.counts());
    }

    private void notPaid(Outcome reason, SaleState end, String told) {
        String reference = shop.sell("dial " + reason, "200");
        vending.unpaid(reference, reason);
        vending.unpaid(reference, Outcome.PAYMENT_EXPIRED);
        assertEquals(end, shop.state(reference));
        assertEquals(1, shop.texts(reference).size());
        assertTrue(shop.texts(reference).get(0).contains(told), shop.texts(reference)::toString);
    }

    @Test
    void moneyThatComesAfterTheEndStillMakesAToken() {
        for (Outcome end : List.of(Outcome.PAYMENT_EXPIRED, Outcome.PAYMENT_DECLINED, Outcome.PAYMENT_CANCELLED)) {
            String reference = shop.sell("dial " + end, "200");
            vending.unpaid(reference, end);
            database.clock().pass(Duration.ofMinutes(10));
            vending.paid(reference, kes(200_00));
            assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
            assertEquals(2, shop.texts(reference).size());
            assertEquals(
                    4,
                    database.count("select count(*) from sale_event e, sale s where s.id = e.sale_id"
                            + " and s.reference = '" + reference + "'"));
        }
    }

    @Test
    void moneyForAMeterWithoutVendingKeyIsKeptAndACaseIsOpened() {
        String reference = shop.sell("dial 1", "200");
        database.execute("delete from vending_key");
        vending.paid(reference, kes(200_00));
        review(reference, Outcome.KEY_NOT_LOADED);
    }

    @Test
    void moneyForAMeterWhoseGroupHoldsAKeyOfAnotherKindIsKeptAndACaseIsOpened() {
        String reference = shop.sell("dial 1", "200");
        database.execute("delete from vending_key");
        KeyAttributes all = MeterFixture.attributes();
        KeyAttributes des = new KeyAttributes(
                all.sgc(),
                all.krn(),
                all.kt(),
                Dkga.DKGA02,
                EncryptionAlgorithm.EA07,
                all.baseDate(),
                all.ken(),
                all.activeFrom(),
                all.issueUntil(),
                all.allowed(),
                0,
                0);
        MeterFixture.loadKey(shop.rooms, des, new VendingKey(HexFormat.of().parseHex("0123456789abcdef")));
        vending.paid(reference, kes(200_00));
        review(reference, Outcome.KEY_MISMATCH);
    }

    private void review(String reference, Outcome reason) {
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertEquals(
                List.of("payment_requested", "paid", "manual_review"),
                database.names("select state from sale_event order by position"));
        assertEquals(
                List.of(reason.name().toLowerCase(java.util.Locale.ROOT)), database.names("select reason from sale"));
        assertEquals(200_00, (long) shop.look(reference, sale -> sale.received().minor()));
        assertTrue(shop.texts(reference).get(0).contains("we have your KES 200.00"));
        assertEquals(new Vending.Counts(1, 0, 1), vending.counts());
    }

    @Test
    void aTokenWaitsForItsMinuteWhereTheMeterIsAnHourAhead() {
        shop.keepTokenWaiting(Duration.ZERO);
        long last = database.count("select last_tid from token_identifier");
        String reference = shop.sell("dial 1", "200");
        vending.paid(reference, kes(200_00));
        assertEquals(SaleState.PAID, shop.state(reference));
        assertEquals(List.of(), unfinished.due(10));
        unfinished.issue(reference);
        assertEquals(SaleState.PAID, shop.state(reference));
        database.clock().pass(Duration.ofMinutes(1));
        assertEquals(List.of(reference), unfinished.due(10));
        unfinished.issue(reference);
        unfinished.issue(reference);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(last + 1, database.count("select tid from issued_token"));
        assertEquals(List.of(), unfinished.due(10));
        assertFalse(shop.texts(reference).isEmpty());
    }

    @Test
    void aSaleOfWhichNobodyKnowsIsABugOfTheCaller() {
        assertThrows(IllegalStateException.class, () -> vending.paid("NONESUCH", kes(1)));
    }

    private String status(String reference) {
        Purchases purchases = shop.rooms.get(Purchases.class);
        Purchases.MySale last = purchases.last(Shop.PHONE).orElseThrow();
        assertEquals(reference, last.reference());
        return purchases.described(last, "en");
    }

    @Test
    void theStatusOfAFailureSaysWhatFailed() {
        Map<Outcome, String> told = Map.of(
                Outcome.PAYMENT_DECLINED, "mobile money declined",
                Outcome.PAYMENT_NO_FUNDS, "mobile money declined",
                Outcome.PAYMENT_UNREACHABLE, "did not reach you",
                Outcome.PAYMENT_BUSY, "did not go through",
                Outcome.WALLET_UNAVAILABLE, "did not go through");
        told.forEach((reason, text) -> {
            String reference = shop.sell("dial " + reason, "200");
            vending.unpaid(reference, reason);
            assertTrue(status(reference).contains(text), status(reference));
        });
        String released = shop.sell("dial released", "200");
        database.execute("delete from vending_key");
        vending.held(released, kes(200_00));
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(released));
        assertTrue(status(released).contains("could not make the token"), status(released));
    }
}
