package io.tokenline.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.aggregator.Aggregators;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterLookup;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.PaymentListener;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.Wallets;
import io.tokenline.smpp.Accounts;
import io.tokenline.smpp.BindKind;
import io.tokenline.smpp.Dialect;
import io.tokenline.token.TokenBean;
import io.tokenline.vault.VaultException;
import io.tokenline.vending.Channel;
import io.tokenline.vending.LookUps;
import io.tokenline.vending.Quote;
import io.tokenline.vending.Sale;
import io.tokenline.vending.Vending;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sandbox's wallet as each of its modes, and the whole way of a purchase, on whichever database. */
abstract class SandboxContract {

    private static final Msisdn PHONE = new Msisdn("254700123456");

    private final Database database;
    private final Rooms rooms;
    private final SandboxWallet wallet;
    private final Vending vending;

    SandboxContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.wallet = rooms.get(SandboxWallet.class);
        this.vending = rooms.get(Vending.class);
        rooms.get(Wallets.class).add(wallet);
        rooms.with(PaymentListener.class, vending);
        try {
            rooms.get(SandboxData.class).fill();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two revisions for each group. */
    private static final int KEYS = 2 * TestKeys.values().length;

    @Test
    void whatASandboxLeavesBehindIsOfNoUseAndComesBackWithIt() throws VaultException {
        SandboxData data = rooms.get(SandboxData.class);
        rooms.get(Accounts.class).put("sandbox", "sandbox", EnumSet.allOf(BindKind.class), 1, Dialect.STANDARD);
        data.clear();
        assertEquals(List.of(), rooms.get(Accounts.class).page("", 10));
        assertEquals(List.of(), rooms.get(Aggregators.class).page("", 10));
        assertEquals(0, database.count("select count(*) from vending_key"));
        assertEquals(new MeterLookup.Refused(Outcome.METER_BLOCKED), lookup(0));

        data.fill();
        assertInstanceOf(MeterLookup.Found.class, lookup(0));
        assertEquals(KEYS, database.count("select count(*) from vending_key"));
        for (DemoMeters.Demo demo : DemoMeters.all()) {
            MeterLookup found = rooms.get(LookUps.class).find(demo.pan().digits(), PHONE);
            assertEquals(
                    demo.scenario().equals(DemoMeters.BLOCKED),
                    found.equals(new MeterLookup.Refused(Outcome.METER_BLOCKED)));
        }
    }

    private MeterLookup lookup(int index) {
        return rooms.get(LookUps.class).find(DemoMeters.all().get(index).pan().digits(), PHONE);
    }

    private void mode(String mode, long delayMillis) {
        wallet.behave(WalletMode.of(mode, delayMillis));
    }

    private Meter meter(int index) {
        String drn = DemoMeters.all().get(index).pan().drn().digits();
        return ((MeterLookup.Found) rooms.get(LookUps.class).find(drn, PHONE)).meter();
    }

    /** Sells KES 200 for a demo meter and asks the wallet for it. */
    private Wallet.Request ask() {
        Quote quote = ((Quote.Result.Quoted) vending.quote(meter(0), PHONE, new BigDecimal("200"))).quote();
        Sale.Request request = new Sale.Request("dial 1", Channel.USSD, "sandbox", PHONE, "en");
        String reference = vending.confirm(request, quote).sale().orElseThrow().reference();
        Wallet.Request asked = new Wallet.Request(
                database.names("select id from payment_attempt").get(0), reference, PHONE, quote.amount(), "");
        assertTrue(wallet.request(asked) instanceof PayOutcome.Accepted);
        return asked;
    }

    private void pass(Duration time) {
        database.clock().pass(time);
    }

    private String sale() {
        return database.names("select state from sale").get(0);
    }

    private static Money kes(long minor) {
        return new Money(minor, java.util.Currency.getInstance("KES"));
    }

    @Test
    void theSandboxIsFilledOnceHoweverOftenItStarts() throws VaultException {
        long meters = database.count("select count(*) from meter");
        rooms.get(SandboxData.class).fill();
        assertEquals(DemoMeters.all().size(), meters);
        assertEquals(meters, database.count("select count(*) from meter"));
        assertEquals(meters, database.count("select count(*) from sandbox_meter"));
        assertEquals(KEYS, database.count("select count(*) from vending_key"));
    }

    @Test
    void aWalletThatApprovesPaysAfterItsDelay() {
        mode("approve", 500);
        Wallet.Request asked = ask();
        assertEquals(0, wallet.answerDue());
        assertTrue(wallet.query(asked) instanceof PayOutcome.Accepted, "not decided yet");
        pass(Duration.ofMillis(500));
        assertEquals(1, wallet.answerDue());
        assertEquals("token_issued", sale());
        assertEquals(0, wallet.answerDue(), "told once");
        assertEquals(new PayOutcome.Paid("SBX-" + asked.id().substring(0, 8), kes(200_00)), wallet.query(asked));
    }

    @Test
    void theSameRequestTwiceIsOnePayment() {
        mode("approve", 0);
        Wallet.Request asked = ask();
        wallet.request(asked);
        assertEquals(1, database.count("select count(*) from sandbox_payment"));
    }

    @Test
    void aWalletThatDeclinesTakesNothing() {
        mode("decline", 0);
        Wallet.Request asked = ask();
        wallet.answerDue();
        assertEquals("payment_failed", sale());
        assertEquals(new PayOutcome.Failed(Outcome.PAYMENT_DECLINED), wallet.query(asked));
    }

    @Test
    void aWalletThatPromptsWaitsForThePin() {
        mode("prompt", 0);
        ask();
        assertEquals(0, wallet.answerDue());
        assertTrue(wallet.prompting(PHONE).isPresent());
        assertFalse(wallet.pin(new Msisdn("254700999999"), true));
        assertTrue(wallet.pin(PHONE, true));
        assertFalse(wallet.pin(PHONE, false), "decided once");
        wallet.answerDue();
        assertEquals("token_issued", sale());
    }

    @Test
    void aPromptCanBeCancelledAndEndsWithTheCustomersTime() {
        mode("prompt", 0);
        ask();
        pass(database.settings().paymentWait());
        assertEquals(Optional.empty(), wallet.prompting(PHONE).map(SandboxPayment::id));
        assertFalse(wallet.pin(PHONE, true));
        pass(database.settings().paymentWait().negated().plusSeconds(1));
        assertTrue(wallet.pin(PHONE, false));
        wallet.answerDue();
        assertEquals("cancelled", sale());
    }

    @Test
    void aSilentWalletNeverAnswers() {
        mode("silent", 0);
        Wallet.Request asked = ask();
        pass(Duration.ofDays(1));
        assertEquals(0, wallet.answerDue());
        assertTrue(wallet.query(asked) instanceof PayOutcome.Accepted);
    }

    @Test
    void aLateWalletPaysAfterTheCustomersTime() {
        mode("late", 1_000);
        ask();
        pass(database.settings().paymentWait());
        assertEquals(0, wallet.answerDue());
        pass(Duration.ofSeconds(1));
        assertEquals(1, wallet.answerDue());
        assertEquals("token_issued", sale());
    }

    @Test
    void aWalletThatTellsTwicePaysOnce() {
        mode("duplicate", 0);
        ask();
        assertEquals(1, wallet.answerDue());
        assertEquals(1, database.count("select count(*) from issued_token"));
        assertEquals(1, database.count("select count(*) from payment_callback"));
    }

    @Test
    void aWalletThatTakesTooLittleOpensACase() {
        mode("short", 0);
        ask();
        wallet.answerDue();
        assertEquals("manual_review", sale());
        assertEquals(190_00, database.count("select received_minor from sale"));
    }

    @Test
    void whatTheWalletWasNeverAskedItNeverHeardOf() {
        Wallet.Request never = new Wallet.Request("no such payment", "REF", PHONE, kes(1), "");
        assertEquals(new PayOutcome.NotFound(), wallet.query(never));
    }

    @Test
    void aModeThatDoesNotExistIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> WalletMode.of("APPROVE", 0));
        assertThrows(IllegalArgumentException.class, () -> WalletMode.of("approve", -1));
        assertThrows(IllegalArgumentException.class, () -> WalletMode.of("approve", 600_001));
    }

    @Test
    void aCallbackThatMakesNoSenseIsReadAsNothing() {
        for (String body : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"reference\":1,\"transactionId\":\"x\",\"result\":\"APPROVED\",\"amountMinor\":1,\"currency\":\"KES\"}",
                "{\"reference\":\"r\",\"transactionId\":\"x\",\"result\":\"APPROVED\",\"amountMinor\":\"1\",\"currency\":\"KES\"}",
                "{\"reference\":\"r\",\"transactionId\":\"x\",\"result\":\"APPROVED\",\"amountMinor\":1.5,\"currency\":\"KES\"}",
                "{\"reference\":\"r\",\"transactionId\":\"x\",\"result\":\"MAYBE\",\"amountMinor\":1,\"currency\":\"KES\"}",
                "{\"reference\":\"r\",\"transactionId\":\"x\",\"result\":\"APPROVED\",\"amountMinor\":1,\"currency\":\"?\"}")) {
            assertEquals(Optional.empty(), wallet.parse(new Wallet.Call("", body)), body);
        }
    }

    @Test
    void aMeterTakesTheTokenOnceAndShowsTheCredit() throws VaultException {
        mode("approve", 0);
        ask();
        wallet.answerDue();
        VirtualMeters meters = rooms.get(VirtualMeters.class);
        String sale = database.names("select owner from issued_token").get(0).toUpperCase(Locale.ROOT);
        String token = rooms.get(TokenBean.class).tokensOf(sale).get(0).token().digits();
        String drn = meter(0).drn();
        MeterEntry first = meters.enter(drn, token).orElseThrow();
        assertEquals(
                List.of("ACCEPTED", "CREDIT", "8.6", "8.6"),
                List.of(first.result(), first.kind(), first.creditKwh(), first.balanceKwh()));
        MeterEntry second = meters.enter(drn, token).orElseThrow();
        assertEquals(
                List.of("USED", "CREDIT", "0.0", "8.6"),
                List.of(second.result(), second.kind(), second.creditKwh(), second.balanceKwh()));
        MeterEntry elsewhere = meters.enter(meter(1).drn(), token).orElseThrow();
        assertEquals(
                List.of("REJECTED", "UNKNOWN", "0.0", "0.0"),
                List.of(elsewhere.result(), elsewhere.kind(), elsewhere.creditKwh(), elsewhere.balanceKwh()));
    }
}
