package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.Payments;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A customer who waits hears, once, whether to go on waiting, on whichever database. */
abstract class SilenceContract {

    private static final PayOutcome PAID = new PayOutcome.Paid("W1", kes(200_00), "R1");

    private final Database database;
    private final Shop shop;
    private final Payments payments;
    private final Collection recovery;

    SilenceContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.payments = shop.rooms.get(Payments.class);
        this.recovery = new Collection(
                payments, shop.rooms.get(Callbacks.class), shop.rooms.get(Unfinished.class), Runnable::run);
    }

    /** The server goes about its work for so long: wallets are asked, and what is due is taken up. */
    private void live(Duration time) {
        for (long second = 0; second < time.toSeconds(); second += 5) {
            database.clock().pass(Duration.ofSeconds(5));
            payments.claim(10, Set.of()).forEach(claimed -> payments.answered(claimed, claimed.ask()));
            recovery.recover();
        }
    }

    /** The meter's next token has to wait for two hours. */
    private void keepTokensWaiting() {
        shop.keepTokenWaiting(Duration.ofHours(2));
    }

    /** What STATUS answers. */
    private String status() {
        Purchases purchases = shop.rooms.get(Purchases.class);
        return purchases.described(purchases.last(Shop.PHONE).orElseThrow(), "en");
    }

    private String onlyText(String reference) {
        List<String> texts = shop.texts(reference);
        assertEquals(1, texts.size(), texts::toString);
        return texts.get(0);
    }

    @Test
    void whosePaymentWaitsForItsTokenHearsOnceThatItIsHere() {
        keepTokensWaiting();
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), PAID);
        live(Duration.ofSeconds(55));
        assertEquals(List.of(), shop.texts(reference), "it may come any moment");
        live(Duration.ofSeconds(60));
        String text = onlyText(reference);
        assertTrue(text.contains("we received your payment of KES 200.00") && text.contains(reference), text);
        assertTrue(text.contains("Do not pay again"), text);
        live(Duration.ofMinutes(20));
        assertEquals(1, shop.texts(reference).size());
        live(Duration.ofMinutes(110));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(2, shop.texts(reference).size());
    }

    @Test
    void whoseMoneyIsHeldReadsThatItIsKept() {
        String reference = shop.sell("dial 1", "200");
        database.execute("update sale set state = 'HELD', received_minor = 20000, due_at = "
                + "(select max(created_at) + interval '1' hour from sale)");
        live(Duration.ofSeconds(60));
        assertTrue(onlyText(reference).contains("kept for us by your mobile money"), onlyText(reference));
    }

    @Test
    void whoTakesHisTimeForHisPinIsLeftInPeace() {
        String reference = shop.sell("dial 1", "200");
        shop.wallet().onQuery(request -> new PayOutcome.Accepted("W1"));
        database.execute("update payment_attempt set expires_at = expires_at + interval '10' minute");
        live(Duration.ofMinutes(2));
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        assertEquals(List.of(), shop.texts(reference));
        assertTrue(status().contains("enter your PIN"), status());
        payments.answered(shop.attempt(reference), PAID);
        assertTrue(onlyText(reference).contains("Token:"));
    }

    @Test
    void whoseWalletDoesNotAnswerHearsOnceThatNobodyKnows() {
        String reference = shop.sell("dial 1", "200");
        shop.wallet().onRequest(request -> new PayOutcome.Unknown());
        shop.wallet().onQuery(request -> new PayOutcome.Unknown());
        live(Duration.ofSeconds(55));
        assertEquals(List.of(), shop.texts(reference));
        live(Duration.ofSeconds(60));
        String text = onlyText(reference);
        assertTrue(
                text.contains("do not know yet whether your payment of KES 200.00") && text.contains(reference), text);
        assertTrue(status().contains("do not know yet") && status().contains("Do not pay again"), status());
        live(Duration.ofSeconds(60));
        onlyText(reference);
        shop.wallet().onQuery(request -> PAID);
        live(Duration.ofSeconds(60));
        assertEquals(2, shop.texts(reference).size());
        assertTrue(shop.texts(reference).get(1).contains("Token:"));
    }

    @Test
    void nobodyIsToldWhatIsOverMeanwhile() {
        String paid = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(paid), PAID);
        String declined = shop.sell("dial 2", "200");
        payments.answered(shop.attempt(declined), new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
        live(Duration.ofMinutes(5));
        assertTrue(onlyText(paid).contains("Token:"));
        assertTrue(onlyText(declined).contains("declined"));
        assertEquals(0, database.count("select count(*) from sale where tell_at is not null"));
    }

    @Test
    void afterALongStopTheTokenComesAndNotTheWordThatItWill() {
        shop.keepTokenWaiting(Duration.ofMinutes(5));
        String paid = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(paid), PAID);
        assertEquals(SaleState.PAID, shop.state(paid));
        String asked = shop.sell("dial 2", "200");
        shop.wallet().onQuery(request -> new PayOutcome.Failed(Outcome.PAYMENT_CANCELLED));
        payments.claim(10, Set.of());
        database.clock().pass(Duration.ofDays(1));
        payments.releaseClaims();
        recovery.recover();
        assertTrue(onlyText(paid).contains("Token:"), "it is a day old");
        assertEquals(List.of(), shop.texts(asked), "the wallet is asked first");
        live(Duration.ofSeconds(10));
        assertTrue(onlyText(asked).contains("cancelled"));
    }

    @Test
    void aCallbackOverTheThresholdThatTheWalletHasYetToConfirmIsNotKnown() {
        shop.wallet().confirmFrom(200_00);
        String reference = shop.sell("dial 1", "200");
        payments.answered(shop.attempt(reference), new PayOutcome.Accepted("W1"));
        shop.rooms.get(Callbacks.class).receive("fake", "W1 PAID", FakeWallet.paid(shop.attempt(reference), 200_00));
        shop.wallet().onQuery(request -> new PayOutcome.Unknown());
        live(Duration.ofSeconds(90));
        assertTrue(onlyText(reference).contains("do not know yet"));
    }
}
