package io.tokenline.payment.waafi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.PayOutcome.Failed;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletFixture;
import io.tokenline.payment.http.Fields;
import io.tokenline.payment.http.StandIn;
import io.tokenline.payment.http.StandIn.Answer;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EVC Plus, ZAAD and Sahal as WaafiPay documents them: what we send, and what each answer means. */
class WaafiIT {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Money THREE = new Money(3_00, USD);
    private static final Wallet.Request REQUEST =
            new Wallet.Request("a-1", "ABCD2345", new Msisdn("252610000000"), THREE, "");
    private static final Wallet.Request HELD =
            new Wallet.Request("a-1", "ABCD2345", new Msisdn("252610000000"), THREE, "77");
    private static final String APPROVED = "{'responseCode':'2001','errorCode':'0','responseMsg':'RCS_SUCCESS',"
            + "'params':{'state':'APPROVED','referenceId':'a-1','transactionId':'77','txAmount':'3.00'}}";

    private final TestClock clock = new TestClock();
    private final StandIn provider = new StandIn(asked -> Answer.ok(APPROVED));
    private final Map<String, String> texts = new HashMap<>();

    WaafiIT() {
        texts.putAll(WalletFixture.texts("evc", "waafi", provider.base()));
        set("merchant.uid", "M0910291");
        set("api.user.id", "1000416");
        set("api.key", "API-secret");
        set("currency", "USD");
        set("pin.wait", "PT2S");
    }

    private void set(String name, String value) {
        texts.put("tokenline.wallet.evc." + name, value);
    }

    private Wallet wallet() {
        return WalletFixture.open(new WaafiKind(clock), "evc", texts, clock);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private Fields asked() {
        return provider.asked.get(provider.asked.size() - 1).body();
    }

    private static String refusal(String code, String error, String text, String state) {
        return "{'responseCode':'" + code + "','errorCode':'" + error + "','responseMsg':'" + text
                + "','params':{'state':'" + state + "'}}";
    }

    private PayOutcome answered(String json) {
        provider.answer(asked -> Answer.ok(json));
        return wallet().request(REQUEST);
    }

    @Test
    void moneyIsHeldUnderOurReference() {
        assertEquals(new PayOutcome.Held("77", THREE), wallet().request(REQUEST));
        assertEquals("/asm", provider.asked.get(0).path());
        assertEquals("1.0", asked().text("schemaVersion"));
        assertEquals("WEB", asked().text("channelName"));
        assertEquals("API_PREAUTHORIZE", asked().text("serviceName"));
        assertEquals("2026-03-01 11:00:00", asked().text("timestamp"));
        assertFalse(asked().text("requestId").isEmpty());
        Fields sent = asked().at("serviceParams");
        assertEquals("M0910291", sent.text("merchantUid"));
        assertEquals("1000416", sent.text("apiUserId"));
        assertEquals("API-secret", sent.text("apiKey"));
        assertEquals("MWALLET_ACCOUNT", sent.text("paymentMethod"));
        assertEquals("252610000000", sent.text("payerInfo", "accountNo"));
        assertEquals("a-1", sent.text("transactionInfo", "referenceId"));
        assertEquals("ABCD2345", sent.text("transactionInfo", "invoiceId"));
        assertEquals("3.00", sent.text("transactionInfo", "amount"));
        assertEquals("USD", sent.text("transactionInfo", "currency"));
    }

    @Test
    void moneyIsTakenAtOnceWhereTheMerchantCannotHold() {
        set("mode", "purchase");
        assertEquals(new PayOutcome.Paid("77", THREE, "77"), wallet().request(REQUEST));
        assertEquals("API_PURCHASE", asked().text("serviceName"));
    }

    @Test
    void onlyACodeOfSuccessAndAnApprovedStateTogetherMeanMoney() {
        assertEquals(new PayOutcome.Unknown(), answered(refusal("2001", "0", "RCS_SUCCESS", "PENDING")));
        assertEquals(new PayOutcome.Unknown(), answered(refusal("2001", "0", "RCS_SUCCESS", "")));
        assertEquals(new Failed(Outcome.PAYMENT_DECLINED), answered(refusal("2001", "0", "RCS_SUCCESS", "DECLINED")));
        assertEquals(
                new Failed(Outcome.PAYMENT_DECLINED),
                answered(refusal("5206", "E10205", "RCS_TRAN_FAILED_AT_ISSUER_SYSTEM", "")));
        assertEquals(
                new PayOutcome.Unknown(),
                answered(refusal("5206", "E10205", "RCS_TRAN_FAILED_AT_ISSUER_SYSTEM", "APPROVED")),
                "yes and no");
        assertEquals(new PayOutcome.Untold(), answered(refusal("2001", "0", "RCS_SUCCESS", "APPROVED")));
        assertEquals(new PayOutcome.Unknown(), answered("{}"));
        assertEquals(new PayOutcome.Unknown(), answered("<html>"));
    }

    @Test
    void eachCodeHasItsMeaning() {
        for (String ours : List.of("5301", "5302", "5303", "5304", "5305", "5307", "5308")) {
            assertEquals(new Failed(Outcome.WALLET_UNAVAILABLE), answered(refusal("5001", ours, "x", "")), ours);
        }
        Map.of(
                        "5306", Outcome.PAYMENT_CANCELLED,
                        "5309", Outcome.PAYMENT_EXPIRED,
                        "5310", Outcome.PAYMENT_CANCELLED,
                        "50333", Outcome.PAYMENT_NO_FUNDS)
                .forEach((code, outcome) -> {
                    assertEquals(new Failed(outcome), answered(refusal("5001", code, "x", "")), code);
                    assertEquals(new Failed(outcome), answered(refusal(code, "", "x", "")), code);
                });
        assertEquals(
                new Failed(Outcome.PAYMENT_NOT_REGISTERED), answered(refusal("5001", "E1", "RCS_NO_ROUTE_FOUND", "")));
        assertEquals(new PayOutcome.Untold(), answered(refusal("5001", "E1", "RCS_DUPLICATE_REFERENCE", "")));
        assertEquals(new PayOutcome.Unknown(), answered(refusal("5001", "E1", "RCS_TIMEOUT", "")));
        assertEquals(
                new Failed(Outcome.PAYMENT_DECLINED),
                answered(refusal("5001", "E10100", "RCS_VALIDATION_ERROR amount", "")));
    }

    @Test
    void whatIsNotListedIsNoNo() {
        assertEquals(new PayOutcome.Unknown(), answered(refusal("5001", "E1", "no", "")));
        assertEquals(new PayOutcome.Unknown(), answered(refusal("9999", "", "whatever", "NEW")));
        assertEquals(
                new PayOutcome.Unknown(),
                answered(refusal("5206", "E10205", "RCS_TRAN_FAILED_AT_ISSUER_SYSTEM: PROCESSING", "")));
        set("texts.declined", "whatever");
        assertEquals(new Failed(Outcome.PAYMENT_DECLINED), answered(refusal("9999", "", "Whatever", "NEW")));
    }

    @Test
    void aServerInTroubleSaysNothing() {
        for (String body : List.of("", "{}", APPROVED, refusal("5001", "5306", "x", ""))) {
            provider.answer(asked -> Answer.of(500, body));
            assertEquals(new PayOutcome.Unknown(), wallet().request(REQUEST), body);
            assertEquals(new PayOutcome.Unknown(), wallet().capture(HELD), body);
        }
        set("query", "true");
        provider.answer(asked -> Answer.of(503, refusal("5001", "E1", "RCS_TRAN_NOT_FOUND", "")));
        assertEquals(new PayOutcome.Unknown(), wallet().query(REQUEST));
    }

    @Test
    void textsAreReadInSomaliAndInWhateverIsSet() {
        Map.of(
                        "Haraaga xisaabtaadu kuguma filna", Outcome.PAYMENT_NO_FUNDS,
                        "Fadlan hubi nambarka sirta ah", Outcome.PAYMENT_WRONG_PIN,
                        "RCS_USER_REJECTED: User rejected", Outcome.PAYMENT_CANCELLED)
                .forEach((text, outcome) ->
                        assertEquals(new Failed(outcome), answered(refusal("5206", "E10205", text, "")), text));
        set("texts.no.funds", "lacag yar, ma filna");
        assertEquals(new Failed(Outcome.PAYMENT_NO_FUNDS), answered(refusal("5206", "E1", "LACAG YAR", "")));
        assertEquals(
                new PayOutcome.Unknown(),
                answered(refusal("5206", "E1", "Haraaga", "")),
                "what is set stands in the place of what is usual");
    }

    @Test
    void whatWasNotAnsweredIsSentAgainUnderTheSameReference() {
        provider.answer(asked -> Answer.none());
        Wallet wallet = wallet();
        assertEquals(new PayOutcome.Unknown(), wallet.request(REQUEST));
        provider.answer(asked -> Answer.ok(APPROVED));
        assertEquals(new PayOutcome.Held("77", THREE), wallet.query(REQUEST));
        assertEquals("a-1", asked().text("serviceParams", "transactionInfo", "referenceId"));
        assertEquals(2, provider.asked.size());
        provider.answer(asked -> Answer.ok(refusal("5001", "E1", "RCS_DUPLICATE_REFERENCE", "")));
        assertEquals(new PayOutcome.Untold(), wallet.query(REQUEST), "it took the first one and does not say more");
    }

    @Test
    void aMerchantWhoMayAskAsks() {
        set("query", "true");
        assertEquals(new PayOutcome.Held("77", THREE), wallet().query(REQUEST));
        assertEquals("API_GETTRANINFO", asked().text("serviceName"));
        assertEquals("a-1", asked().text("serviceParams", "referenceId"));
        provider.answer(asked -> Answer.ok(refusal("5001", "E1", "RCS_TRAN_NOT_FOUND", "")));
        assertEquals(new PayOutcome.NotFound(), wallet().query(REQUEST));
        provider.answer(asked -> Answer.none());
        assertEquals(new PayOutcome.Unknown(), wallet().query(REQUEST));
    }

    @Test
    void whatIsHeldIsTakenByItsNumber() {
        assertEquals(new PayOutcome.Paid("77", THREE), wallet().capture(HELD));
        assertEquals("API_PREAUTHORIZE_COMMIT", asked().text("serviceName"));
        assertEquals("77", asked().text("serviceParams", "transactionId"));
        assertEquals("a-1", asked().text("serviceParams", "referenceId"));
        provider.answer(asked -> Answer.ok(refusal("5001", "E1", "RCS_X", "")));
        assertEquals(new PayOutcome.Unknown(), wallet().capture(HELD));
    }

    @Test
    void whatIsHeldIsLetGoOnce() {
        assertEquals(new PayOutcome.Released(), wallet().release(HELD));
        assertEquals("API_PREAUTHORIZE_CANCEL", asked().text("serviceName"));
        assertEquals("77", asked().text("serviceParams", "transactionId"));
        for (String before : List.of(refusal("5202", "", "x", ""), refusal("5001", "E10207", "x", ""))) {
            provider.answer(asked -> Answer.ok(before));
            assertEquals(new PayOutcome.Released(), wallet().release(HELD));
        }
        provider.answer(asked -> Answer.none());
        assertEquals(new PayOutcome.Unknown(), wallet().release(HELD));
    }

    @Test
    void aPurchaseIsGivenBack() {
        Wallet.Return wanted = new Wallet.Return("r-1", "p-1", "77", "77", "", new Msisdn("252610000000"), THREE);
        assertEquals(new RefundOutcome.Refunded("77"), wallet().refund(wanted));
        assertEquals("API_CANCELPURCHASE", asked().text("serviceName"));
        assertEquals("77", asked().text("serviceParams", "transactionId"));
        provider.answer(asked -> Answer.ok(refusal("5001", "E10207", "x", "")));
        assertEquals(new RefundOutcome.Refunded("77"), wallet().refund(wanted), "given back before");
        provider.answer(asked -> Answer.ok(refusal("5001", "E1", "no", "")));
        assertEquals(new RefundOutcome.Unknown(), wallet().refund(wanted), "not listed");
        provider.answer(asked -> Answer.ok(refusal("5206", "E1", "RCS_TRAN_FAILED_AT_ISSUER_SYSTEM", "")));
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_REFUSED), wallet().refund(wanted));
        provider.answer(asked -> Answer.none());
        assertEquals(new RefundOutcome.Unknown(), wallet().refund(wanted));
    }

    @Test
    void nothingIsSentWhereTheProviderIsDown() {
        provider.close();
        assertEquals(new PayOutcome.NotFound(), wallet().request(REQUEST));
        assertEquals(new PayOutcome.Unknown(), wallet().query(REQUEST), "an earlier one may have arrived");
    }

    @Test
    void settingsThatCannotBeUsedAreNamed() {
        refuses("merchant.uid", "");
        refuses("api.user.id", "me");
        refuses("mode", "hold");
        refuses("query", "maybe");
        refuses("pin.wait", "long");
        refuses("confirm.from", "100");
    }

    private void refuses(String name, String value) {
        Optional<String> before = Optional.ofNullable(texts.get("tokenline.wallet.evc." + name));
        set(name, value);
        String message =
                assertThrows(IllegalArgumentException.class, this::wallet).getMessage();
        String variable = "TOKENLINE_WALLET_EVC_"
                + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
        assertTrue(String.valueOf(message).startsWith(variable + "=" + value + " cannot be used"), message);
        set(name, before.orElse(""));
    }
}
