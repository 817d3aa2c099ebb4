package io.tokenline.payment.daraja;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.PayOutcome.Again;
import io.tokenline.payment.PayOutcome.Doubtful;
import io.tokenline.payment.PayOutcome.Failed;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.StatementLine;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletFixture;
import io.tokenline.payment.http.StandIn;
import io.tokenline.payment.http.StandIn.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** M-Pesa as Daraja documents it: what we send, and what each answer means. */
class DarajaIT {

    private static final String PUSH = "/mpesa/stkpush/v1/processrequest";
    private static final String QUERY = "/mpesa/stkpushquery/v1/query";
    private static final String OAUTH = "/oauth/v1/generate";
    private static final String ACCEPTED =
            "{'MerchantRequestID':'m-1','CheckoutRequestID':'ws_CO_1','ResponseCode':'0','CustomerMessage':'…'}";
    private static final Wallet.Request REQUEST =
            new Wallet.Request("a-1", "ABCD2345", new Msisdn("254700000000"), kes(300_00), "");
    private static final Wallet.Request PUSHED =
            new Wallet.Request("a-1", "ABCD2345", new Msisdn("254700000000"), kes(300_00), "ws_CO_1");

    private final TestClock clock = new TestClock();
    private final StandIn provider = new StandIn(this::answer);
    private final Map<String, String> texts = new HashMap<>();
    private final Wallet wallet;
    private volatile Function<StandIn.Asked, Answer> answers = asked -> Answer.ok(ACCEPTED);
    private final AtomicInteger tokens = new AtomicInteger();

    DarajaIT() {
        texts.putAll(WalletFixture.texts("mp", "daraja", provider.base()));
        set("consumer.key", "key");
        set("consumer.secret", "secret");
        set("passkey", "pass");
        set("short.code", "600000");
        set("initiator", "api");
        set("security.credential", "sealed");
        wallet = open();
    }

    private void set(String name, String value) {
        texts.put("tokenline.wallet.mp." + name, value);
    }

    private Wallet open() {
        return WalletFixture.open(new DarajaKind(clock), "mp", texts, clock);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private Answer answer(StandIn.Asked asked) {
        if (asked.path().equals(OAUTH)) {
            return Answer.ok("{'access_token':'t" + tokens.incrementAndGet() + "','expires_in':'3599'}");
        }
        return answers.apply(asked);
    }

    private PayOutcome push(int status, String json) {
        answers = asked -> Answer.of(status, json);
        return wallet.request(REQUEST);
    }

    private PayOutcome query(int status, String json) {
        answers = asked -> Answer.of(status, json);
        return wallet.query(PUSHED);
    }

    @Test
    void aPushSaysWhatDarajaWantsToKnow() {
        assertEquals(new PayOutcome.Accepted("ws_CO_1"), wallet.request(REQUEST));
        StandIn.Asked asked = provider.at(PUSH).get(0);
        assertEquals("Bearer t1", asked.header("Authorization"));
        assertEquals("600000", asked.body().text("BusinessShortCode"));
        assertEquals("20260301110000", asked.body().text("Timestamp"), "eight in UTC is eleven in Nairobi");
        assertEquals(
                "600000pass20260301110000",
                new String(Base64.getDecoder().decode(asked.body().text("Password")), StandardCharsets.UTF_8));
        assertEquals("CustomerPayBillOnline", asked.body().text("TransactionType"));
        assertEquals("300", asked.body().text("Amount"));
        assertEquals("254700000000", asked.body().text("PartyA"));
        assertEquals("254700000000", asked.body().text("PhoneNumber"));
        assertEquals("600000", asked.body().text("PartyB"));
        assertEquals("ABCD2345", asked.body().text("AccountReference"));
        assertTrue(asked.body().text("TransactionDesc").length() <= 13);
        assertEquals(
                "https://pay.example.org/pay/mp/" + WalletFixture.SECRET + "/push/a-1",
                asked.body().text("CallBackURL"));
        assertEquals("Basic a2V5OnNlY3JldA==", provider.at(OAUTH).get(0).header("Authorization"));
        assertEquals("grant_type=client_credentials", provider.at(OAUTH).get(0).query());
    }

    @Test
    void aTillGetsTheMoneyWhereOneIsSet() {
        set("till", "700001");
        assertEquals(new PayOutcome.Accepted("ws_CO_1"), open().request(REQUEST));
        StandIn.Asked asked = provider.at(PUSH).get(0);
        assertEquals("CustomerBuyGoodsOnline", asked.body().text("TransactionType"));
        assertEquals("700001", asked.body().text("PartyB"));
        assertEquals("600000", asked.body().text("BusinessShortCode"));
    }

    @Test
    void anAccessTokenIsKeptUntilAMinuteBeforeItsEnd() {
        wallet.request(REQUEST);
        clock.pass(Duration.ofSeconds(3_599 - 61));
        wallet.request(REQUEST);
        assertEquals(1, tokens.get());
        clock.pass(Duration.ofSeconds(1));
        wallet.request(REQUEST);
        assertEquals(2, tokens.get());
    }

    @Test
    void aRefusedAccessTokenIsReplacedOnce() {
        answers =
                asked -> asked.header("Authorization").equals("Bearer t1") ? Answer.of(401, "{}") : Answer.ok(ACCEPTED);
        assertEquals(new PayOutcome.Accepted("ws_CO_1"), wallet.request(REQUEST));
        answers = asked -> asked.header("Authorization").equals("Bearer t2")
                ? Answer.of(404, "{'errorCode':'404.001.03','errorMessage':'Invalid Access Token'}")
                : Answer.ok(ACCEPTED);
        assertEquals(new PayOutcome.Accepted("ws_CO_1"), wallet.request(REQUEST));
        assertEquals(3, tokens.get());
        answers = asked -> Answer.of(401, "{}");
        assertEquals(new Failed(Outcome.WALLET_UNAVAILABLE), wallet.request(REQUEST));
        assertEquals(6, provider.at(PUSH).size(), "twice each time");
    }

    @Test
    void withoutAnAccessTokenNothingWasSent() {
        provider.answer(asked -> Answer.of(400, "{}"));
        assertEquals(new PayOutcome.NotFound(), wallet.request(REQUEST));
        assertEquals(List.of(), provider.at(PUSH));
    }

    @Test
    void aPushThatIsNotAcceptedIsReadWithCare() {
        assertEquals(
                new Failed(Outcome.WALLET_UNAVAILABLE),
                push(400, "{'requestId':'r','errorCode':'400.002.02','errorMessage':'Bad Request - Invalid Amount'}"));
        assertEquals(new Failed(Outcome.WALLET_UNAVAILABLE), push(200, "{'ResponseCode':'1'}"));
        assertEquals(new PayOutcome.NotFound(), push(429, "{}"));
        assertEquals(new PayOutcome.NotFound(), push(500, "{'errorCode':'500.003.02'}"));
        assertEquals(
                new Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2),
                push(500, "{'errorCode':'500.001.1001','errorMessage':'Unable to lock subscriber'}"));
        assertEquals(
                new Failed(Outcome.WALLET_UNAVAILABLE),
                push(500, "{'errorCode':'500.001.1001','errorMessage':'Wrong credentials'}"));
        assertEquals(
                new PayOutcome.Unknown(),
                push(200, "{'ResponseCode':'0'}"),
                "taken, but under which number it says not");
        assertEquals(new PayOutcome.Unknown(), push(500, "{}"));
        assertEquals(new PayOutcome.Unknown(), push(200, "<html>"));
        assertEquals(new PayOutcome.Unknown(), push(0, ""));
    }

    @Test
    void onlyWholeShillingsCanBeTaken() {
        assertEquals(Outcome.OK, wallet.judge(kes(300_00)));
        assertEquals(Outcome.AMOUNT_NOT_WHOLE, wallet.judge(kes(300_50)));
        assertEquals(
                Outcome.WALLET_UNAVAILABLE, wallet.judge(new Money(300_00, java.util.Currency.getInstance("USD"))));
    }

    @Test
    void aQueryThatSaysPaidIsBelieved() {
        assertEquals(
                new PayOutcome.Paid("ws_CO_1", kes(300_00)),
                query(200, "{'ResponseCode':'0','ResultCode':'0','ResultDesc':'…'}"));
        assertEquals("ws_CO_1", provider.at(QUERY).get(0).body().text("CheckoutRequestID"));
        assertEquals("20260301110000", provider.at(QUERY).get(0).body().text("Timestamp"));
    }

    @Test
    void aQueryDuringTheCustomersTimeSaysThatItIsInProcess() {
        assertEquals(
                new PayOutcome.Accepted("ws_CO_1"),
                query(500, "{'errorCode':'500.001.1001','errorMessage':'The transaction is being processed'}"));
        assertEquals(new PayOutcome.Accepted("ws_CO_1"), query(200, "{'ResultCode':'4999'}"));
    }

    @Test
    void noQueryEndsAPaymentAtTheFirstNo() {
        for (String code : List.of("1", "17", "1019", "1032", "1037", "2001", "8006", "77")) {
            Doubtful doubtful = (Doubtful) query(200, "{'ResultCode':'" + code + "'}");
            assertTrue(doubtful.then() instanceof Failed, code);
        }
        assertEquals(new Doubtful(DarajaCode.busy(), Duration.ofSeconds(15)), query(200, "{'ResultCode':'1001'}"));
        assertEquals(new PayOutcome.Unknown(), query(500, "{}"));
        assertEquals(new PayOutcome.Unknown(), query(0, ""));
        assertEquals(new PayOutcome.Unknown(), query(200, "{}"));
    }

    @Test
    void aPushThatWasNotAnsweredCannotBeAskedAbout() {
        assertEquals(new PayOutcome.Unknown(), wallet.query(REQUEST));
        assertEquals(List.of(), provider.asked);
    }

    @Test
    void aReversalNamesTheReceiptAndIsToldOfLater() {
        Wallet.Return wanted =
                new Wallet.Return("r-1", "a-1", "AAA0AAA0AA", "ws_CO_1", "", new Msisdn("254700000000"), kes(300_00));
        answers = asked -> Answer.ok("{'OriginatorConversationID':'o','ConversationID':'AG_1','ResponseCode':'0'}");
        assertEquals(new RefundOutcome.Accepted("o"), wallet.refund(wanted));
        StandIn.Asked asked = provider.at("/mpesa/reversal/v1/request").get(0);
        assertEquals("TransactionReversal", asked.body().text("CommandID"));
        assertEquals("AAA0AAA0AA", asked.body().text("TransactionID"));
        assertEquals("300", asked.body().text("Amount"));
        assertEquals("600000", asked.body().text("ReceiverParty"));
        assertEquals("4", asked.body().text("RecieverIdentifierType"));
        assertEquals("api", asked.body().text("Initiator"));
        assertEquals("sealed", asked.body().text("SecurityCredential"));
        assertTrue(asked.body().text("ResultURL").endsWith("/back/r-1"));
        assertTrue(asked.body().text("QueueTimeOutURL").endsWith("/back-late/r-1"));
        answers = asked2 -> Answer.of(400, "{'errorCode':'400.002.02'}");
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_REFUSED), wallet.refund(wanted));
        answers = asked2 -> Answer.none();
        assertEquals(new RefundOutcome.Unknown(), wallet.refund(wanted));
    }

    @Test
    void aReversalIsAskedAboutByItsConversationOrElseByThePayment() {
        answers = asked -> Answer.ok("{'OriginatorConversationID':'q','ConversationID':'AG_2','ResponseCode':'0'}");
        Msisdn phone = new Msisdn("254700000000");
        Wallet.Return known = new Wallet.Return("r-1", "a-1", "AAA0AAA0AA", "ws_CO_1", "o", phone, kes(300_00));
        Wallet.Return unknown = new Wallet.Return("r-1", "a-1", "AAA0AAA0AA", "ws_CO_1", "", phone, kes(300_00));
        assertEquals(new RefundOutcome.Unknown(), wallet.refundState(known), "the answer comes by callback");
        assertEquals(new RefundOutcome.Unknown(), wallet.refundState(unknown));
        List<StandIn.Asked> asked = provider.at("/mpesa/transactionstatus/v1/query");
        assertEquals("TransactionStatusQuery", asked.get(0).body().text("CommandID"));
        assertEquals("o", asked.get(0).body().text("OriginatorConversationID"));
        assertEquals("", asked.get(0).body().text("TransactionID"));
        assertTrue(asked.get(0).body().text("ResultURL").endsWith("/back-state/r-1"));
        assertTrue(asked.get(0).body().text("QueueTimeOutURL").endsWith("/back-late/r-1"));
        assertEquals("AAA0AAA0AA", asked.get(1).body().text("TransactionID"));
        assertTrue(asked.get(1).body().text("ResultURL").endsWith("/paid-state/r-1"));
    }

    private RefundOutcome state(String path, String code, String status) {
        String body = "{\"Result\":{\"ResultCode\":" + code + ",\"ConversationID\":\"AG_2\",\"ResultParameters\":"
                + "{\"ResultParameter\":[{\"Key\":\"Amount\",\"Value\":300},{\"Key\":\"TransactionStatus\",\"Value\":\""
                + status + "\"}]}}}";
        News.OfRefund news = (News.OfRefund)
                wallet.parse(new Wallet.Call(path + "r-1", body)).orElseThrow();
        assertEquals("r-1", news.refundId().orElseThrow());
        return news.outcome();
    }

    @Test
    void whatAStatusSaysIsReadWithCare() {
        RefundOutcome unknown = new RefundOutcome.Unknown();
        assertEquals(new RefundOutcome.Refunded(""), state("back-state/", "0", "Completed"));
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_REFUSED), state("back-state/", "0", "Declined"));
        assertEquals(unknown, state("back-state/", "0", "Submitted"));
        assertEquals(unknown, state("back-state/", "2032", "Completed"), "the query failed, whatever the rest says");
        assertEquals(unknown, state("paid-state/", "0", "Completed"), "it was paid, which we knew");
        assertEquals(new RefundOutcome.Refunded(""), state("paid-state/", "0", "Reversed"));
        assertEquals(unknown, state("back-late/", "0", "Completed"), "the queue was too long, which says nothing");
    }

    @Test
    void aPaymentThatACustomerBeganIsAskedAboutAndConfirmedByItsConversation() {
        answers = asked -> Answer.ok("{'OriginatorConversationID':'q','ConversationID':'AG_3','ResponseCode':'0'}");
        assertEquals(Optional.of("AG_3"), wallet.confirm("AAA0AAA0AB"));
        StandIn.Asked asked = provider.at("/mpesa/transactionstatus/v1/query").get(0);
        assertEquals("AAA0AAA0AB", asked.body().text("TransactionID"));
        assertTrue(asked.body().text("ResultURL").endsWith("/bill/state"));
        String result = "{\"Result\":{\"ResultCode\":%s,\"ConversationID\":\"AG_3\",\"ResultParameters\":"
                + "{\"ResultParameter\":[{\"Key\":\"ReceiptNo\",\"Value\":\"AAA0AAA0AB\"},{\"Key\":\"Amount\",\"Value\":300},"
                + "{\"Key\":\"TransactionStatus\",\"Value\":\"%s\"}]}}}";
        assertEquals(
                Optional.of(new News.Confirmed("AG_3", "AAA0AAA0AB", kes(300_00))),
                wallet.parse(new Wallet.Call("bill/state", result.formatted("0", "Completed"))));
        assertEquals(Optional.empty(), wallet.parse(new Wallet.Call("bill/state", result.formatted("0", "Declined"))));
        assertEquals(Optional.empty(), wallet.parse(new Wallet.Call("bill/state", result.formatted("1", "Completed"))));
        answers = asked2 -> Answer.of(500, "{}");
        assertEquals(Optional.empty(), wallet.confirm("AAA0AAA0AB"));
    }

    @Test
    void withoutAReceiptOrAnInitiatorNothingIsReversed() {
        RefundOutcome no = new RefundOutcome.Refused(Outcome.REFUND_UNSUPPORTED);
        Wallet.Return bare =
                new Wallet.Return("r-1", "a-1", "", "ws_CO_1", "", new Msisdn("254700000000"), kes(300_00));
        assertEquals(no, wallet.refund(bare));
        texts.remove("tokenline.wallet.mp.security.credential");
        texts.remove("tokenline.wallet.mp.initiator");
        Wallet poor = open();
        assertFalse(poor.capabilities().contains(Wallet.Capability.REFUND));
        assertEquals(
                no,
                poor.refund(new Wallet.Return(
                        "r-1", "a-1", "AAA0AAA0AA", "ws_CO_1", "", new Msisdn("254700000000"), kes(300_00))));
        assertEquals(List.of(), provider.asked);
    }

    @Test
    void theStatementIsReadToItsLastPage() {
        String row = "{'transactionId':'%s','trxDate':'2026-03-01T10:13:00+03:00','msisdn':'2547','billreference':"
                + "'01234567890','amount':'%s'}";
        answers = asked -> switch (asked.body().text("OffSetValue")) {
            case "0" ->
                Answer.ok("{'ResponseCode':'1000','Response':[[" + String.format(row, "A1", "300.00") + ","
                        + String.format(row, "A2", "50") + "]]}");
            case "2" -> Answer.ok("{'ResponseCode':'1000','Response':[" + String.format(row, "A3", "1") + "]}");
            default -> Answer.ok("{'ResponseCode':'1001','Response':[]}");
        };
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        List<StatementLine> lines = wallet.statement(from, from.plus(Duration.ofDays(1)));
        assertEquals(
                List.of("A1", "A2", "A3"),
                lines.stream().map(StatementLine::receipt).toList());
        assertEquals(kes(300_00), lines.get(0).amount());
        assertEquals(Instant.parse("2026-03-01T07:13:00Z"), lines.get(0).at());
        assertEquals(
                "2026-03-01 03:00:00",
                provider.at("/pulltransactions/v1/query").get(0).body().text("StartDate"));
        for (Answer first : List.of(Answer.of(500, "{}"), Answer.ok("{'ResponseCode':'1002'}"), Answer.ok("{}"))) {
            answers = asked -> first;
            assertThrows(IllegalStateException.class, () -> wallet.statement(from, from));
        }
        answers = asked -> Answer.ok("{'ResponseCode':'1001','Response':[]}");
        assertEquals(List.of(), wallet.statement(from, from), "a day without money");
    }

    @Test
    void aStatementThatBreaksOffIsNone() {
        String page = "{'ResponseCode':'1000','Response':[{'transactionId':'A1','trxDate':'2026-03-01T10:13:00+03:00',"
                + "'billreference':'x','amount':'1'}]}";
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        for (Answer second : List.of(
                Answer.of(500, "{}"),
                Answer.of(200, "<html>"),
                Answer.ok("{'ResponseCode':'1002'}"),
                Answer.ok("{'errorCode':'500.003.02'}"),
                Answer.ok("{'ResponseCode':'1000','Response':[]}"))) {
            answers = asked -> asked.body().text("OffSetValue").equals("0") ? Answer.ok(page) : second;
            assertThrows(IllegalStateException.class, () -> wallet.statement(from, from), second.body());
        }
    }

    @Test
    void itsAddressesAreRegisteredWithoutOneWordThatDarajaRefuses() {
        answers = asked -> Answer.ok("{'ResponseCode':'0','ResponseDescription':'success'}");
        assertTrue(wallet.register());
        StandIn.Asked asked = provider.at("/mpesa/c2b/v2/registerurl").get(0);
        assertEquals("Cancelled", asked.body().text("ResponseType"));
        assertTrue(asked.body().text("ConfirmationURL").endsWith("/bill/done"));
        assertTrue(asked.body().text("ValidationURL").endsWith("/bill/check"));
        answers = asked2 -> Answer.of(500, "{'errorCode':'500.003.1001'}");
        assertFalse(wallet.register());
    }

    @Test
    void settingsThatCannotBeUsedAreNamed() {
        refuses("passkey", "", "TOKENLINE_WALLET_MP_PASSKEY");
        refuses("short.code", "six", "TOKENLINE_WALLET_MP_SHORT_CODE=six");
        refuses("till", "12", "TOKENLINE_WALLET_MP_TILL=12");
        refuses("initiator", "", "TOKENLINE_WALLET_MP_INITIATOR");
        refuses("security.credential", "", "TOKENLINE_WALLET_MP_SECURITY_CREDENTIAL is missing");
        refuses("base.url", "http://example.org", "TOKENLINE_WALLET_MP_BASE_URL=http://example.org");
        refuses("callback.secret", "", "TOKENLINE_WALLET_MP_CALLBACK_SECRET");
        refuses("callback.secret", "short", "TOKENLINE_WALLET_MP_CALLBACK_SECRET");
        refuses("callback.url", "https://mpesa.example.org", "mpesa");
        refuses("networks", "196.201.214.1/24", "TOKENLINE_WALLET_MP_NETWORKS=196.201.214.1/24");
        refuses("prefixes", "07", "TOKENLINE_WALLET_MP_PREFIXES=07");
        refuses("confirm.from", "much", "TOKENLINE_WALLET_MP_CONFIRM_FROM=much");
    }

    @Test
    void whatIsToBeConfirmedNeedsSomebodyWhoMayAsk() {
        set("confirm.from", "1000");
        assertTrue(open().confirms(kes(1_000_00)));
        texts.remove("tokenline.wallet.mp.security.credential");
        set("initiator", "");
        String message =
                assertThrows(IllegalArgumentException.class, this::open).getMessage();
        assertTrue(
                message != null
                        && message.contains("TOKENLINE_WALLET_MP_CONFIRM_FROM")
                        && message.contains("TOKENLINE_WALLET_MP_INITIATOR"),
                message);
    }

    private void refuses(String name, String value, String says) {
        String key = "tokenline.wallet.mp." + name;
        String before = String.valueOf(texts.put(key, value));
        String message =
                assertThrows(IllegalArgumentException.class, this::open).getMessage();
        assertTrue(message != null && message.contains(says), message);
        assertFalse(
                String.valueOf(message).contains("short") && name.equals("callback.secret"), "a secret is not shown");
        texts.put(key, before);
        if (before.equals("null")) {
            texts.remove(key);
        }
    }

    @Test
    void noSettingPrintsASecret() {
        String printed = WalletFixture.terms("mp", texts).toString();
        assertFalse(printed.contains(WalletFixture.SECRET), printed);
        assertTrue(printed.contains("path=****"), printed);
    }
}
