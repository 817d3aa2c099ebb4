package io.tokenline.payment.momo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.PayOutcome.Failed;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletFixture;
import io.tokenline.payment.http.StandIn;
import io.tokenline.payment.http.StandIn.Answer;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** MTN Mobile Money as its Collections API is documented: what we send, and what each answer means. */
class MomoIT {

    private static final String ID = "0b2f6a1e-5f0c-4b7e-9a53-0d6a8a3f1c11";
    private static final Money AMOUNT = new Money(5_000, Currency.getInstance("UGX"));
    private static final Wallet.Request REQUEST =
            new Wallet.Request(ID, "ABCD2345", new Msisdn("256770000000"), AMOUNT, "");
    private static final Wallet.Return RETURN =
            new Wallet.Return("r-1", ID, "99", ID, "", new Msisdn("256770000000"), AMOUNT);
    private static final String REFUND = "/disbursement/v1_0/refund";
    private static final String PAY = "/collection/v1_0/requesttopay";

    private final TestClock clock = new TestClock();
    private final Map<String, String> texts = new HashMap<>();
    private volatile Function<StandIn.Asked, Answer> answers = asked -> new Answer(202, "");
    private final StandIn provider = new StandIn(asked -> switch (asked.path()) {
        case "/collection/token/" -> Answer.ok("{'access_token':'t1','token_type':'access_token','expires_in':3600}");
        case "/disbursement/token/" -> Answer.ok("{'access_token':'t2','token_type':'access_token','expires_in':3600}");
        default -> answers.apply(asked);
    });
    private final Wallet wallet;

    MomoIT() {
        texts.putAll(WalletFixture.texts("mtn", "momo", provider.base()));
        set("currency", "UGX");
        set("api.user", "11111111-2222-4333-8444-555555555555");
        set("api.key", "key");
        set("subscription.key", "sub");
        set("target.environment", "mtnuganda");
        wallet = open();
    }

    private void set(String name, String value) {
        texts.put("tokenline.wallet.mtn." + name, value);
    }

    private Wallet open() {
        return WalletFixture.open(new MomoKind(clock), "mtn", texts, clock);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private PayOutcome request(int status) {
        answers = asked -> Answer.of(status, "{}");
        return wallet.request(REQUEST);
    }

    private PayOutcome query(int status, String json) {
        answers = asked -> Answer.of(status, json);
        return wallet.query(REQUEST);
    }

    @Test
    void aRequestCarriesOurReference() {
        assertEquals(new PayOutcome.Accepted(ID), wallet.request(REQUEST));
        StandIn.Asked asked = provider.at(PAY).get(0);
        assertEquals(ID, asked.header("X-Reference-Id"));
        assertEquals("mtnuganda", asked.header("X-Target-Environment"));
        assertEquals("sub", asked.header("Ocp-Apim-Subscription-Key"));
        assertEquals("Bearer t1", asked.header("Authorization"));
        assertEquals(
                "https://pay.example.org/pay/mtn/" + WalletFixture.SECRET + "/push/" + ID,
                asked.header("X-Callback-Url"));
        assertEquals("5000", asked.body().text("amount"));
        assertEquals("UGX", asked.body().text("currency"));
        assertEquals("ABCD2345", asked.body().text("externalId"));
        assertEquals("MSISDN", asked.body().text("payer", "partyIdType"));
        assertEquals("256770000000", asked.body().text("payer", "partyId"));
        StandIn.Asked login = provider.at("/collection/token/").get(0);
        assertEquals("sub", login.header("Ocp-Apim-Subscription-Key"));
        assertEquals("POST", login.method());
    }

    @Test
    void withoutAnAddressOfOursItIsAskedOnly() {
        texts.remove("tokenline.wallet.mtn.callback.secret");
        assertEquals(new PayOutcome.Accepted(ID), open().request(REQUEST));
        assertEquals("", provider.at(PAY).get(0).header("X-Callback-Url"));
    }

    @Test
    void aReferenceThatMtnHasIsAskedAbout() {
        assertEquals(new PayOutcome.Accepted(ID), request(409));
    }

    @Test
    void aRequestThatIsNotAcceptedIsReadWithCare() {
        assertEquals(new Failed(Outcome.WALLET_UNAVAILABLE), request(400));
        assertEquals(new Failed(Outcome.WALLET_UNAVAILABLE), request(401));
        assertEquals(new PayOutcome.Unknown(), request(500));
        assertEquals(new PayOutcome.Unknown(), request(0));
        provider.close();
        assertEquals(new PayOutcome.NotFound(), wallet.request(REQUEST));
    }

    @Test
    void aQuerySaysWhatBecameOfIt() {
        assertEquals(
                new PayOutcome.Paid(ID, AMOUNT, "99"),
                query(200, "{'amount':'5000','currency':'UGX','financialTransactionId':'99','status':'SUCCESSFUL'}"));
        assertEquals(new PayOutcome.Accepted(ID), query(200, "{'status':'PENDING'}"));
        assertEquals(new PayOutcome.NotFound(), query(404, "{'code':'RESOURCE_NOT_FOUND'}"));
        assertEquals(new PayOutcome.Unknown(), query(500, "{}"));
        assertEquals(new PayOutcome.Unknown(), query(200, "{}"));
        assertEquals(new PayOutcome.Unknown(), query(0, ""));
        assertEquals(
                new PayOutcome.Untold(),
                query(200, "{'amount':'5000','currency':'EUR','status':'SUCCESSFUL'}"),
                "in another currency");
    }

    @Test
    void eachReasonHasItsMeaning() {
        Map<String, Outcome> table = new HashMap<>(Map.of(
                "NOT_ENOUGH_FUNDS", Outcome.PAYMENT_NO_FUNDS,
                "APPROVAL_REJECTED", Outcome.PAYMENT_CANCELLED,
                "EXPIRED", Outcome.PAYMENT_EXPIRED,
                "PAYER_NOT_FOUND", Outcome.PAYMENT_NOT_REGISTERED,
                "PAYER_LIMIT_REACHED", Outcome.PAYMENT_LIMIT,
                "PAYEE_NOT_ALLOWED_TO_RECEIVE", Outcome.WALLET_UNAVAILABLE,
                "COULD_NOT_PERFORM_TRANSACTION", Outcome.PAYMENT_DECLINED,
                "SERVICE_UNAVAILABLE", Outcome.WALLET_UNAVAILABLE,
                "INTERNAL_PROCESSING_ERROR", Outcome.PAYMENT_DECLINED));
        table.put("SOMETHING_NEW", Outcome.PAYMENT_DECLINED);
        table.forEach((reason, outcome) -> {
            assertEquals(new Failed(outcome), query(200, "{'status':'FAILED','reason':'" + reason + "'}"), reason);
            assertEquals(
                    new Failed(outcome), query(200, "{'status':'FAILED','reason':{'code':'" + reason + "'}}"), reason);
        });
    }

    @Test
    void aCallbackOnlyMakesUsAsk() {
        String body = "{\"status\":\"SUCCESSFUL\",\"amount\":\"1\"}";
        assertEquals(
                Optional.of(new News.OfAttempt("push " + ID + " SUCCESSFUL", ID, new PayOutcome.Unknown())),
                wallet.parse(new Wallet.Call("push/" + ID, body)));
        for (String path : List.of("", "push/", "push/../x", ID)) {
            assertEquals(Optional.empty(), wallet.parse(new Wallet.Call(path, body)), path);
        }
        assertEquals(Optional.empty(), wallet.parse(new Wallet.Call("push/" + ID, "{}")));
    }

    private RefundOutcome refund(Wallet of, int status) {
        answers = asked -> Answer.of(status, "{}");
        return of.refund(RETURN);
    }

    private RefundOutcome state(Wallet of, int status, String json) {
        answers = asked -> Answer.of(status, json);
        return of.refundState(RETURN);
    }

    @Test
    void withoutDisbursementsNothingIsGivenBack() {
        assertEquals(Set.of(Wallet.Capability.QUERY), wallet.capabilities());
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_UNSUPPORTED), wallet.refund(RETURN));
        assertEquals(List.of(), provider.asked);
    }

    @Test
    void aRefundNamesThePaymentAndIsAskedAbout() {
        set("refund.subscription.key", "sub-2");
        set("refund.api.user", "11111111-2222-4333-8444-666666666666");
        set("refund.api.key", "key-2");
        Wallet able = open();
        assertEquals(new RefundOutcome.Accepted(""), refund(able, 202));
        StandIn.Asked asked = provider.at(REFUND).get(0);
        assertEquals("r-1", asked.header("X-Reference-Id"));
        assertEquals("sub-2", asked.header("Ocp-Apim-Subscription-Key"));
        assertEquals("Bearer t2", asked.header("Authorization"));
        assertEquals(ID, asked.body().text("referenceIdToRefund"));
        assertEquals("5000", asked.body().text("amount"));
        assertEquals(new RefundOutcome.Accepted(""), refund(able, 409), "MTN has it");
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_REFUSED), refund(able, 400));
        assertEquals(new RefundOutcome.Unknown(), refund(able, 500));
        assertEquals(new RefundOutcome.Unknown(), refund(able, 0));
        assertEquals(new RefundOutcome.Refunded(""), state(able, 200, "{'status':'SUCCESSFUL'}"));
        assertEquals(new RefundOutcome.Accepted(""), state(able, 200, "{'status':'PENDING'}"));
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_REFUSED), state(able, 200, "{'status':'FAILED'}"));
        assertEquals(new RefundOutcome.NotFound(), state(able, 404, "{}"));
        assertEquals(new RefundOutcome.Unknown(), state(able, 500, "{}"));
        assertEquals(new RefundOutcome.Unknown(), state(able, 200, "{}"));
    }

    @Test
    void settingsThatCannotBeUsedStopTheStart() {
        for (String name : List.of("api.user", "api.key", "subscription.key", "target.environment")) {
            String before = String.valueOf(texts.get("tokenline.wallet.mtn." + name));
            set(name, "");
            assertThrows(IllegalArgumentException.class, this::open, name);
            set(name, before);
        }
    }
}
