package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.Payments;
import io.tokenline.payment.Wallet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** How money is asked for, and how a failure on the way is made good. */
abstract class CollectingContract {

    private static final PayOutcome PAID = new PayOutcome.Paid("W1", kes(200_00));

    private final Database database;
    private final Shop shop;
    private final FakeWallet wallet;

    CollectingContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.wallet = shop.wallet;
    }

    private Collection collection(Executor executor) {
        return new Collection(
                shop.rooms.get(Payments.class),
                shop.rooms.get(Callbacks.class),
                shop.rooms.get(Unfinished.class),
                executor);
    }

    private void pass(int seconds) {
        database.clock().pass(Duration.ofSeconds(seconds));
    }

    @Test
    void aWalletIsAskedWithNoTransactionOpen() {
        wallet.onRequest(request -> {
            assertThrows(IllegalStateException.class, () -> database.entities().isOpen());
            return PAID;
        });
        String reference = shop.sell("dial 1", "200");
        assertEquals(1, collection(Runnable::run).drain());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, collection(Runnable::run).drain());
    }

    @Test
    void aWalletThatFailsIsAskedWhatBecameOfIt() {
        wallet.onRequest(request -> {
            throw new IllegalStateException("connection reset");
        });
        wallet.onQuery(request -> PAID);
        String reference = shop.sell("dial 1", "200");
        collection(Runnable::run).drain();
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        pass(5);
        collection(Runnable::run).drain();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, wallet.requests.size());
    }

    @Test
    void whereTheWalletNeverHeardOfItTheSameRequestGoesOutAgain() {
        wallet.onRequest(request -> new PayOutcome.Unknown());
        wallet.onQuery(request -> new PayOutcome.NotFound());
        shop.sell("dial 1", "200");
        collection(Runnable::run).drain();
        pass(5);
        collection(Runnable::run).drain();
        pass(10);
        collection(Runnable::run).drain();
        assertEquals(1, wallet.queries.size());
        assertEquals(2, wallet.requests.size());
        assertEquals(wallet.requests.get(0), wallet.requests.get(1));
        assertEquals(wallet.queries.get(0), wallet.requests.get(1));
    }

    /** As where all threads are busy. */
    private static void reject(Runnable task) {
        throw new RejectedExecutionException("all busy");
    }

    @Test
    void whatNoThreadWasFreeForSurelyDidNotGoOutAndGoesOutLater() {
        wallet.onRequest(request -> PAID);
        wallet.onQuery(request -> new PayOutcome.Unknown());
        String reference = shop.sell("dial 1", "200");
        collection(CollectingContract::reject).drain();
        assertEquals(0, wallet.requests.size());
        for (int round = 0; round < 20; round++) {
            pass(10);
            collection(Runnable::run).drain();
        }
        assertEquals(1, wallet.requests.size());
        assertEquals(0, wallet.queries.size());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, database.count("select count(*) from payment_case"));
    }

    @Test
    void aQuestionThatNoThreadWasFreeForLeavesItUnknown() {
        shop.sell("dial 1", "200");
        collection(Runnable::run).drain();
        pass(5);
        collection(CollectingContract::reject).drain();
        assertEquals(List.of("unknown"), database.names("select state from payment_attempt"));
    }

    private void drainWhole(Collection collection) {
        for (int round = 0; collection.drain() + collection.recover() > 0; round++) {
            assertTrue(round < 1_000, "it comes to rest");
        }
    }

    private long due() {
        return database.count("select count(*) from payment_attempt where next_at is not null");
    }

    @Test
    void whatAWalletLeftBehindThatIsSetNoMoreDelaysNoOtherAndIsForAPerson() {
        Collection collection = collection(Runnable::run);
        for (int sale = 0; sale < 100; sale++) {
            shop.sell("dial " + sale, "200");
        }
        drainWhole(collection);
        String unsent = shop.sell("dial unsent", "200");
        database.execute("update payment_attempt set provider = 'gone'");
        pass(10);
        wallet.onRequest(request -> PAID);
        String healthy = shop.sell("dial healthy", "200");
        collection.drain();
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(healthy));
        for (int round = 0; due() > 0 && round < 50; round++) {
            pass(3_600);
            drainWhole(collection);
        }
        assertEquals(0, due());
        assertEquals(
                100,
                database.count(
                        "select count(*) from payment_case where kind = 'OUTCOME_UNKNOWN' and closed_at is null"));
        assertEquals(100, database.count("select count(*) from sale where state = 'PAYMENT_UNKNOWN'"));
        assertEquals(SaleState.PAYMENT_EXPIRED, shop.state(unsent), "of which it surely never heard");
    }

    @Test
    void tokensThatAreDueComeBeforeNewsThatWasLeftBehind() {
        String told = shop.sell("dial 1", "200");
        String due = shop.sell("dial 2", "200");
        shop.rooms
                .get(Payments.class)
                .store("fake", "news", new Wallet.Call("", FakeWallet.paid(shop.attempt(told), 200_00)));
        database.execute(
                "update sale set state = 'PAID', received_minor = 20000, due_at = created_at where reference = '" + due
                        + "'");
        pass(5);
        assertEquals(2, collection(Runnable::run).recover());
        assertEquals(
                List.of(due.toLowerCase(Locale.ROOT), told.toLowerCase(Locale.ROOT)),
                database.names("select owner from issued_token order by id"));
    }

    @Test
    void aSaleThatCannotBeRecoveredHoldsUpNoOther() {
        Meter broken = MeterFixture.register(shop.rooms, 4712);
        Quote.Result quote = shop.vending.quote(broken, Shop.PHONE, new BigDecimal("200"));
        shop.vending.confirm(Shop.request("dial 1"), ((Quote.Result.Quoted) quote).quote());
        String second = shop.sell("dial 2", "200");
        database.execute(
                "update meter set dkga = 2 where id = " + broken.id(),
                "update sale set state = 'PAID', received_minor = 20000, due_at = created_at");
        Collection collection = collection(Runnable::run);
        assertEquals(1, collection.recover());
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(second));
        assertEquals(0, collection.recover(), "or the pump would never come to rest");
    }
}
