package io.tokenline.payment.airtel;

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
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Airtel Money as its Collections API is documented: what we send, and what each answer means. */
class AirtelIT {

    private static final String ID = "0b2f6a1e-5f0c-4b7e-9a53-0d6a8a3f1c11";
    private static final String BARE = "0b2f6a1e5f0c4b7e9a530d6a8a3f1c11";
    private static final Money AMOUNT = new Money(5_000, Currency.getInstance("UGX"));
    private static final Msisdn PHONE = new Msisdn("256750000000");
    private static final Wallet.Request REQUEST = new Wallet.Request(ID, "ABCD2345", PHONE, AMOUNT, "");
    private static final Wallet.Return RETURN = new Wallet.Return("r-1", ID, "MP21", BARE, "", PHONE, AMOUNT);
    private static final String IN_PROCESS = "{'data':{'transaction':{'id':'" + BARE + "','status':'SUCCESS'}},"
            + "'status':{'code':'200','response_code':'DP00800001006','result_code':'ESB000010','success':true}}";

    private final TestClock clock = new TestClock();
    private final Map<String, String> texts = new HashMap<>();
    private volatile Function<StandIn.Asked, Answer> answers = asked -> Answer.ok(IN_PROCESS);
    private final StandIn provider = new StandIn(asked -> asked.path().equals("/auth/oauth2/token")
            ? Answer.ok("{'token_type':'bearer','expires_in':'180','access_token':'t1'}")
            : answers.apply(asked));
    private final Wallet wallet;

    AirtelIT() {
        texts.putAll(WalletFixture.texts("airtel", "airtel", provider.base()));
        set("currency", "UGX");
        set("prefixes", "25670,25675");
        set("client.id", "c-1");
        set("client.secret", "secret");
        set("country", "UG");
        set("country.code", "256");
        wallet = open();
    }

    private void set(String name, String value) {
        texts.put("tokenline.wallet.airtel." + name, value);
    }

    private Wallet open() {
        return WalletFixture.open(new AirtelKind(clock), "airtel", texts, clock);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private PayOutcome request(int status, String json) {
        answers = asked -> Answer.of(status, json);
        return wallet.request(REQUEST);
    }

    private PayOutcome enquiry(String state) {
        answers = asked -> Answer.ok("{'data':{'transaction':{'airtel_money_id':'MP21','id':'" + BARE + "','status':'"
                + state + "'}},'status':{'code':'200','success':true}}");
        return wallet.query(REQUEST);
    }

    @Test
    void aPushLeavesOutTheCountryCode() {
        assertEquals(new PayOutcome.Accepted(BARE), wallet.request(REQUEST));
        StandIn.Asked asked = provider.at("/merchant/v1/payments/").get(0);
        assertEquals("UG", asked.header("X-Country"));
        assertEquals("UGX", asked.header("X-Currency"));
        assertEquals("Bearer t1", asked.header("Authorization"));
        assertEquals("ABCD2345", asked.body().text("reference"));
        assertEquals("750000000", asked.body().text("subscriber", "msisdn"));
        assertEquals("UG", asked.body().text("subscriber", "country"));
        assertEquals(Optional.of(AMOUNT.amount()), asked.body().number("transaction", "amount"));
        assertEquals(BARE, asked.body().text("transaction", "id"));
        StandIn.Asked login = provider.at("/auth/oauth2/token").get(0);
        assertEquals("c-1", login.body().text("client_id"));
        assertEquals("client_credentials", login.body().text("grant_type"));
    }

    @Test
    void aTokenOfThreeMinutesIsUsedForTwo() {
        wallet.request(REQUEST);
        clock.pass(Duration.ofSeconds(119));
        wallet.request(REQUEST);
        assertEquals(1, provider.at("/auth/oauth2/token").size());
        clock.pass(Duration.ofSeconds(1));
        wallet.request(REQUEST);
        assertEquals(2, provider.at("/auth/oauth2/token").size());
    }

    @Test
    void aPushThatIsNotAcceptedIsReadWithCare() {
        assertEquals(new PayOutcome.Unknown(), request(200, "{'status':{'success':false,'response_code':'DP1'}}"));
        assertEquals(new PayOutcome.Unknown(), request(200, "{}"));
        assertEquals(new PayOutcome.Unknown(), request(500, "{}"));
        assertEquals(new PayOutcome.Unknown(), request(0, ""));
        assertEquals(new Failed(Outcome.WALLET_UNAVAILABLE), request(400, "{}"));
        provider.close();
        assertEquals(new PayOutcome.NotFound(), wallet.request(REQUEST));
    }

    @Test
    void anEnquirySaysHowItStandsInTwoLetters() {
        assertEquals(new PayOutcome.Paid("MP21", AMOUNT, "MP21"), enquiry("TS"));
        assertEquals(new Failed(Outcome.PAYMENT_DECLINED), enquiry("TF"));
        assertEquals(new Failed(Outcome.PAYMENT_EXPIRED), enquiry("TE"));
        assertEquals(new PayOutcome.Accepted(BARE), enquiry("TIP"));
        assertEquals(new PayOutcome.Unknown(), enquiry("TA"), "ambiguous: the money may be taken");
        assertEquals(new PayOutcome.Unknown(), enquiry("XX"));
        assertEquals(
                "/standard/v1/payments/" + BARE,
                provider.asked.get(provider.asked.size() - 1).path());
        answers = asked -> Answer.of(500, "{}");
        assertEquals(new PayOutcome.Unknown(), wallet.query(REQUEST));
    }

    @Test
    void aCallbackOnlyMakesUsAsk() {
        String body = "{\"transaction\":{\"id\":\"" + BARE
                + "\",\"message\":\"Paid\",\"status_code\":\"TS\",\"airtel_money_id\":\"MP21\"}}";
        assertEquals(
                Optional.of(new News.OfAttempt("push " + BARE + " TS", ID, new PayOutcome.Unknown())),
                wallet.parse(new Wallet.Call("", body)));
        for (String nonsense : List.of("", "{}", "{\"transaction\":{\"id\":\"x\",\"status_code\":\"TS\"}}")) {
            assertEquals(Optional.empty(), wallet.parse(new Wallet.Call("", nonsense)), nonsense);
        }
    }

    @Test
    void aPaymentIsGivenBackByAirtelsNumber() {
        answers = asked -> Answer.ok("{'data':{'transaction':{'status':'SUCCESS'}},'status':{'success':true}}");
        assertEquals(new RefundOutcome.Refunded("MP21"), wallet.refund(RETURN));
        assertEquals(
                "MP21",
                provider.at("/standard/v2/payments/refund").get(0).body().text("transaction", "airtel_money_id"));
        answers = asked -> Answer.of(400, "{}");
        assertEquals(new RefundOutcome.Refused(Outcome.REFUND_REFUSED), wallet.refund(RETURN));
        answers = asked -> Answer.ok("{'status':{'success':false}}");
        assertEquals(new RefundOutcome.Unknown(), wallet.refund(RETURN));
        answers = asked -> Answer.none();
        assertEquals(new RefundOutcome.Unknown(), wallet.refund(RETURN));
    }

    @Test
    void settingsThatCannotBeUsedStopTheStart() {
        for (String name : List.of("client.id", "client.secret", "country", "country.code")) {
            String before = String.valueOf(texts.get("tokenline.wallet.airtel." + name));
            set(name, "");
            assertThrows(IllegalArgumentException.class, this::open, name);
            set(name, before);
        }
        set("prefixes", "25470");
        assertThrows(IllegalArgumentException.class, this::open, "a phone of another country");
    }
}
