package io.tokenline.payment;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Threads;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import io.tokenline.vending.Unfinished;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What wallets may answer besides yes and no, on whichever database. */
abstract class SettlementContract {

    private static final PayOutcome PAID = new PayOutcome.Paid("W1", kes(200_00), "R1");
    private static final PayOutcome HELD = new PayOutcome.Held("H1", kes(200_00));
    private static final PayOutcome BUSY = new PayOutcome.Again(Outcome.PAYMENT_BUSY, Duration.ofSeconds(8), 2);
    private static final PayOutcome NO =
            new PayOutcome.Doubtful(new PayOutcome.Failed(Outcome.PAYMENT_UNREACHABLE), Duration.ofSeconds(60));

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final Callbacks callbacks;

    SettlementContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms().get(Payments.class);
        this.callbacks = shop.rooms().get(Callbacks.class);
    }

    private void pass(int seconds) {
        database.clock().pass(Duration.ofSeconds(seconds));
    }

    private List<Payments.Claimed> claim() {
        return payments.claim(10, Set.of());
    }

    private Payments.Claimed claimOne() {
        List<Payments.Claimed> claimed = claim();
        assertEquals(1, claimed.size());
        return claimed.get(0);
    }

    /** Sells; the wallet answers so. */
    private String sold(PayOutcome answer) {
        String reference = shop.sell("dial " + database.count("select count(*) from sale"), "200");
        payments.answered(claimOne().request().id(), answer);
        return reference;
    }

    private List<String> states() {
        return database.names("select state from payment_attempt order by push, created_at");
    }

    private List<String> openCases() {
        return database.names("select kind from payment_case where closed_at is null order by id");
    }

    /** Has the wallet asked whatever is due. */
    private void work() {
        claim().forEach(claimed -> payments.answered(claimed, claimed.ask()));
    }

    @Test
    void whatIsHeldIsTakenOnceTheTokenIsMade() {
        String reference = sold(HELD);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of("capturing"), states());
        work();
        assertEquals(List.of("paid"), states());
        assertEquals("H1", shop.wallet().captures.get(0).externalId());
        assertEquals(List.of(), shop.wallet().releases);
        assertEquals(List.of(), claim());
        assertEquals(List.of("held", "payment_requested", "token_issued"), events());
    }

    private List<String> events() {
        return database.names("select state from sale_event order by state");
    }

    @Test
    void aCaptureIsTriedUntilItSucceedsAndAPersonHearsOfIt() {
        shop.wallet().onCapture(request -> new PayOutcome.Unknown());
        sold(HELD);
        int[] pauses = {0, 2, 5, 15};
        for (int pause : pauses) {
            assertEquals(List.of(), openCases());
            pass(pause);
            work();
        }
        assertEquals(List.of("capture_failed"), openCases());
        for (int more = 0; more < 10; more++) {
            pass(1_800);
            work();
        }
        assertEquals(14, shop.wallet().captures.size());
        assertEquals(List.of("capture_failed"), openCases(), "one case, however often");
        shop.wallet().onCapture(request -> new PayOutcome.Paid("H1", kes(200_00)));
        pass(1_800);
        work();
        assertEquals(List.of("paid"), states());
        assertEquals(List.of(), openCases(), "it closed itself");
    }

    @Test
    void aCallbackThatTellsOfACaptureIsNoSecondPayment() {
        String reference = sold(HELD);
        callbacks.receive("fake", "H1 PAID", FakeWallet.paid(shop.attempt(reference), 200_00));
        assertEquals(List.of("paid"), states());
        assertEquals(List.of(), openCases());
        assertEquals(List.of(), claim());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void whatIsHeldForATokenThatCannotBeMadeIsLetGo() {
        String reference = shop.sell("dial 1", "200");
        database.execute("delete from vending_key");
        payments.answered(claimOne().request().id(), HELD);
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals(List.of("releasing"), states());
        assertTrue(
                shop.texts(reference).get(0).contains("were not taken"),
                () -> shop.texts(reference).toString());
        work();
        assertEquals(List.of("released"), states());
        assertEquals(List.of(), shop.wallet().captures);
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void whatIsHeldForTooLongIsLetGoThoughItsTokenCouldBeMadeByNow() {
        shop.keepTokenWaiting(Duration.ofMinutes(2));
        String reference = sold(HELD);
        assertEquals(SaleState.HELD, shop.state(reference));
        pass(3 * 3600);
        Unfinished unfinished = shop.rooms().get(Unfinished.class);
        assertEquals(List.of(reference), unfinished.due(10));
        unfinished.issue(reference);
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertEquals(List.of("releasing"), states());
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void aReleaseThatFailsIsTriedOnAndAPersonHearsOfIt() {
        shop.sell("dial 1", "200");
        database.execute("delete from vending_key");
        shop.wallet().onRelease(request -> new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        payments.answered(claimOne().request().id(), HELD);
        for (int pause : new int[] {0, 2, 5, 15}) {
            pass(pause);
            work();
        }
        assertEquals(List.of("release_failed"), openCases());
        assertEquals(List.of("releasing"), states());
    }

    @Test
    void anotherAmountThanAskedIsNotTaken() {
        String reference = sold(new PayOutcome.Held("H1", kes(190_00)));
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        work();
        assertEquals(List.of("released"), states());
    }

    @Test
    void aHoldThatComesLateMakesTheTokenStill() {
        String reference = sold(new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        payments.answered(shop.attempt(reference), HELD);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        payments.answered(shop.attempt(reference), new PayOutcome.Unknown());
        assertEquals(List.of("capturing"), states());
    }

    @Test
    void aBusyPhoneIsAskedThreeTimesInAllWithNewRequestsForTheSameSale() {
        String reference = sold(BUSY);
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        assertEquals(List.of("failed", "requested"), states());
        assertEquals(List.of(), claim());
        pass(8);
        Payments.Claimed second = claimOne();
        assertEquals(Payments.Step.REQUEST, second.step());
        assertEquals(reference, second.request().saleReference());
        payments.answered(second.request().id(), BUSY);
        pass(8);
        payments.answered(claimOne().request().id(), BUSY);
        assertEquals(List.of("failed", "failed", "failed"), states());
        assertEquals(3, database.count("select count(distinct id) from payment_attempt"));
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
        assertTrue(shop.texts(reference).get(0).contains("busy"));
    }

    @Test
    void whenTwoPushesOfOneSaleSucceedThereIsOneTokenAndACase() {
        String reference = shop.sell("dial 1", "200");
        String first = claimOne().request().id();
        payments.answered(first, BUSY);
        pass(8);
        payments.answered(claimOne().request().id(), PAID);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        payments.answered(first, new PayOutcome.Paid("W2", kes(200_00), "R2"));
        assertEquals(List.of("duplicate_payment"), openCases());
        assertEquals(1, database.count("select count(*) from issued_token"));
        assertEquals(List.of("paid", "paid"), states());
    }

    @Test
    void aFurtherPushIsNotSentOnceTheMoneyOfAnEarlierOneIsHere() {
        String reference = sold(BUSY);
        payments.answered(
                database.names("select id from payment_attempt where push = 1").get(0), PAID);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(List.of("paid", "failed"), states());
        pass(8);
        assertEquals(List.of(), claim());
        assertEquals(List.of(), openCases());
        assertEquals(1, shop.texts(reference).size());
    }

    @Test
    void aFurtherPushIsNotSentOnceTheMoneyOfAnEarlierOneIsHeld() {
        sold(BUSY);
        payments.answered(
                database.names("select id from payment_attempt where push = 1").get(0), HELD);
        assertEquals(List.of("capturing", "failed"), states());
    }

    @Test
    void aFurtherPushThatWasLeftOfASettledSaleEndsWhenItIsTaken() {
        String reference = sold(BUSY);
        payments.answered(
                database.names("select id from payment_attempt where push = 1").get(0), PAID);
        database.execute("update payment_attempt set state = 'REQUESTED', next_at = created_at where push = 2");
        assertEquals(List.of(), claim());
        assertEquals(List.of("paid", "failed"), states());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void aFurtherPushWaitsWhileSomebodySettlesAnEarlierOne() {
        sold(BUSY);
        pass(8);
        String first =
                database.names("select id from payment_attempt where push = 1").get(0);
        List<Payments.Claimed> meanwhile = database.tx(() -> {
            database.entities().find(PaymentAttempt.class, first, LockModeType.PESSIMISTIC_WRITE);
            return Threads.together(1, thread -> this::claim).get(0);
        });
        assertEquals(List.of(), meanwhile);
        assertEquals(List.of("failed", "requested"), states());
        pass(2);
        assertEquals(Payments.Step.REQUEST, claimOne().step());
    }

    @Test
    void oneReceiptPaysOnce() {
        String first = sold(PAID);
        String second = sold(PAID);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(first));
        assertEquals(SaleState.PAYMENT_UNKNOWN, shop.state(second));
        assertEquals(List.of("receipt_reused", "outcome_unknown"), openCases());
        assertEquals(1, database.count("select count(*) from issued_token"));
    }

    @Test
    void aDoubtfulNoIsBelievedTheSecondTime() {
        String reference = sold(NO);
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        pass(59);
        assertEquals(List.of(), claim());
        pass(1);
        assertEquals(Payments.Step.QUERY, claimOne().step());
        payments.answered(shop.attempt(reference), NO);
        assertEquals(SaleState.PAYMENT_FAILED, shop.state(reference));
    }

    @Test
    void aYesAfterADoubtfulNoCounts() {
        String reference = sold(NO);
        pass(60);
        payments.answered(claimOne().request().id(), PAID);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void aRequestThatTheWalletNeverTellsOfIsForAPerson() {
        String reference = sold(new PayOutcome.Untold());
        assertEquals(SaleState.PAYMENT_UNKNOWN, shop.state(reference));
        assertEquals(List.of("outcome_unknown"), openCases());
    }

    @Test
    void aCallbackOverTheThresholdSellsNothingBeforeTheWalletHasConfirmedIt() {
        shop.wallet().confirmFrom(200_00);
        String reference = sold(new PayOutcome.Accepted("W1"));
        callbacks.receive("fake", "W1 PAID", FakeWallet.paid(shop.attempt(reference), 200_00));
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        shop.wallet().onQuery(request -> PAID);
        work();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void aCallbackThatTheWalletDoesNotConfirmIsForAPerson() {
        shop.wallet().confirmFrom(200_00);
        String reference = sold(new PayOutcome.Accepted("W1"));
        callbacks.receive("fake", "W1 PAID", FakeWallet.paid(shop.attempt(reference), 200_00));
        shop.wallet().onQuery(request -> new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        for (int asked = 0; asked < 20 && openCases().isEmpty(); asked++) {
            work();
            pass(60);
        }
        assertEquals(List.of("unconfirmed"), openCases());
        assertEquals(SaleState.PAYMENT_UNKNOWN, shop.state(reference));
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void whatTheWalletSaysItTookCountsMoreThanWhatItsCallbackSaid() {
        shop.wallet().confirmFrom(200_00);
        String reference = sold(new PayOutcome.Accepted("W1"));
        callbacks.receive("fake", "W1 PAID", FakeWallet.paid(shop.attempt(reference), 200_00));
        shop.wallet().onQuery(request -> new PayOutcome.Paid("W1", kes(1_00), "R1"));
        work();
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void lessThanACallbackSaidIsLessThoughTheWalletKnowsNoAmount() {
        shop.wallet().confirmFrom(100_00);
        String reference = sold(new PayOutcome.Accepted("W1"));
        callbacks.receive("fake", "W1 PAID", FakeWallet.paid(shop.attempt(reference), 150_00));
        shop.wallet().onQuery(request -> PAID);
        work();
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
    }

    @Test
    void anotherCurrencyIsNoneOfOursThoughTheWalletKnowsNoAmount() {
        shop.wallet().confirmFrom(200_00);
        String reference = sold(new PayOutcome.Accepted("W1"));
        callbacks.receive("fake", "W1 PAID", shop.attempt(reference) + " PAID 20000 UGX");
        shop.wallet().onQuery(request -> PAID);
        work();
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertEquals(0, database.count("select count(*) from issued_token"));
    }

    @Test
    void theSameNewsFiftyTimesAtOnceMakesOneToken() {
        String reference = sold(new PayOutcome.Accepted("W1"));
        String body = FakeWallet.paid(shop.attempt(reference), 200_00);
        Threads.together(50, thread -> () -> {
            callbacks.receive("fake", "W1 PAID", body);
            return true;
        });
        assertEquals(1, database.count("select count(*) from payment_callback"));
        assertEquals(1, database.count("select count(*) from issued_token"));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, shop.texts(reference).size());
    }

    @Test
    void aWalletThatIsBusyIsAskedNothingMore() {
        shop.sell("dial 1", "200");
        assertEquals(List.of(), payments.claim(10, Set.of("fake")));
        assertEquals(1, claim().size());
    }
}
