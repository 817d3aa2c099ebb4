package io.tokenline.payment;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import io.tokenline.vending.Vending;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody says that nothing was paid who has not heard so from the wallet, on whichever database. */
abstract class UnknownContract {

    private static final PayOutcome PAID = new PayOutcome.Paid("W1", kes(200_00), "R1");

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final Callbacks callbacks;
    private final Cases cases;

    UnknownContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
        this.callbacks = shop.rooms().get(Callbacks.class);
        this.cases = shop.rooms().get(Cases.class);
    }

    /** A sale whose wallet has the request and says no more. */
    private String untold() {
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Untold());
        return reference;
    }

    /** A sale whose wallet never answers. */
    private String silent() {
        String reference = shop.sell("dial 1", "200");
        shop.wallet().onRequest(request -> new PayOutcome.Unknown());
        shop.wallet().onQuery(request -> new PayOutcome.Unknown());
        for (int asked = 0; asked < 30 && openKinds().isEmpty(); asked++) {
            work();
            database.clock().pass(Duration.ofSeconds(40));
        }
        return reference;
    }

    private void work() {
        payments.claim(10, Set.of()).forEach(claimed -> payments.answered(claimed, claimed.ask()));
    }

    private List<String> openKinds() {
        return database.names("select kind from payment_case where closed_at is null order by id");
    }

    private String lastText(String reference) {
        List<String> texts = shop.texts(reference);
        return texts.get(texts.size() - 1);
    }

    private void isUnknown(String reference) {
        assertEquals(SaleState.PAYMENT_UNKNOWN, shop.state(reference));
        assertEquals(1, shop.texts(reference).size());
        String text = lastText(reference);
        assertTrue(text.contains("do not know whether your payment") && text.contains("Do not pay again"), text);
        assertTrue(text.contains(reference), text);
        assertFalse(text.contains("To buy"), text);
        assertEquals(
                List.of("payment_unknown"), database.names("select reason from sale where state = 'PAYMENT_UNKNOWN'"));
    }

    @Test
    void aWalletThatHasTheRequestAndDoesNotSayHasNotSaidNo() {
        isUnknown(untold());
    }

    @Test
    void aWalletThatNeverAnswersHasNotSaidNo() {
        isUnknown(silent());
        assertEquals(List.of("outcome_unknown"), openKinds());
    }

    @Test
    void aReceiptThatPaidAnotherSaleIsNoProofThatNothingWasPaid() {
        String first = shop.sell("dial 0", "200");
        payments.answered(shop.attempt(first), PAID);
        String second = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(second), PAID);
        isUnknown(second);
    }

    @Test
    void aCallbackThatTheWalletDoesNotConfirmIsNoProofThatNothingWasPaid() {
        shop.wallet().confirmFrom(200_00);
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Accepted("W1"));
        callbacks.receive("fake", "W1 PAID", FakeWallet.paid(shop.attempt(reference), 200_00));
        shop.wallet().onQuery(request -> new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        for (int asked = 0; asked < 20 && openKinds().isEmpty(); asked++) {
            work();
            database.clock().pass(Duration.ofSeconds(60));
        }
        isUnknown(reference);
        for (int asked = 0; asked < 20; asked++) {
            work();
            database.clock().pass(Duration.ofHours(2));
        }
        isUnknown(reference);
        assertEquals(List.of("unconfirmed"), openKinds(), "it goes on saying no, and neither is believed");
    }

    @Test
    void theCustomerHearsTheEndOnceTheWalletSaysNo() {
        String reference = silent();
        shop.wallet().onQuery(request -> new PayOutcome.Failed(Outcome.PAYMENT_NO_FUNDS));
        database.clock().pass(Duration.ofMinutes(5));
        work();
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertTrue(lastText(reference).contains("No money was taken"), lastText(reference));
        assertEquals(List.of(), openKinds());
    }

    @Test
    void aLateCallbackThatSaysNoIsTheEnd() {
        String reference = untold();
        callbacks.receive("fake", "W1 NO", FakeWallet.failed(shop.attempt(reference), Outcome.PAYMENT_CANCELLED));
        assertEquals(SaleState.CANCELLED, shop.state(reference));
        assertEquals(2, shop.texts(reference).size());
        assertEquals(List.of(), openKinds());
    }

    private void askedAbout(PayOutcome answer) {
        String reference = silent();
        assertEquals(List.of("outcome_unknown"), openKinds());
        payments.answered(shop.attempt(reference), new PayOutcome.Unknown());
        shop.wallet().onQuery(request -> answer);
        callbacks.receive("fake", "W1 LOOK", shop.attempt(reference) + " LOOK -");
        work();
        assertEquals(List.of(), openKinds());
    }

    @Test
    void whoeverLooksForMoneyThatANewQuestionFoundLooksInVain() {
        askedAbout(PAID);
    }

    @Test
    void whoeverLooksForMoneyThatWasNotTakenAsANewQuestionFoundLooksInVain() {
        askedAbout(new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
    }

    @Test
    void whoeverLooksForMoneyThatTheWalletNeverHeardOfAsANewQuestionFoundLooksInVain() {
        askedAbout(new PayOutcome.NotFound());
    }

    @Test
    void moneyThatTurnsUpBuysTheTokenAtItsPromisedPrice() {
        String reference = silent();
        long held = database.count("select count(*) from sale where held = true");
        assertEquals(1, held, "what may be paid for stays promised");
        payments.answered(shop.attempt(reference), PAID);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of(), openKinds());
    }

    @Test
    void moneyThatTurnsUpForAMeterThatMayNotBuyGoesBack() {
        String reference = silent();
        database.execute("update meter set status = 'BLOCKED'");
        payments.answered(shop.attempt(reference), PAID);
        assertTrue(openKinds().contains("late_payment"));
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void twoPersonsWhoFindNothingInTheWalletsBooksEndTheSale() {
        String reference = silent();
        long id = cases.list(false, 0, 10).get(0).about().id();
        cases.close(id, "not in the portal", "amina");
        isUnknown(reference);
        cases.close(id, "not in the portal", "brian");
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(reference));
        assertTrue(lastText(reference).contains("did not go through. No money was taken"), lastText(reference));
        database.clock().pass(Duration.ofDays(1));
        assertEquals(List.of(), payments.claim(10, Set.of()), "the wallet is asked no more");
        assertEquals(0, database.count("select count(*) from sale where held = true"));
    }

    @Test
    void aSaleThatMayBePaidIsNoOpenCaseOfMoney() {
        untold();
        assertEquals(
                new Vending.Counts(0, 0, 0), shop.rooms().get(Vending.class).counts());
    }
}
