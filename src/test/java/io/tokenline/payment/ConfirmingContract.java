package io.tokenline.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.payment.daraja.DarajaKind;
import io.tokenline.payment.http.StandIn;
import io.tokenline.payment.http.StandIn.Answer;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Much money that comes unasked is confirmed by threads of which nobody else has need, on whichever database. */
abstract class ConfirmingContract {

    /** Shorter than a call may take: whoever is asked only after another call failed is asked too late. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Database database;
    private final Shop shop;
    private final Callbacks callbacks;
    private final AtomicInteger conversations = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final StandIn mpesa = new StandIn(this::answer);
    private final ExecutorService work = Executors.newFixedThreadPool(2);
    private final ExecutorService waiting = Executors.newCachedThreadPool();
    private final Wallet wallet;

    ConfirmingContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.callbacks = shop.rooms().get(Callbacks.class);
        Map<String, String> texts = WalletFixture.texts("mp", "daraja", mpesa.base());
        texts.put("tokenline.wallet.mp.consumer.key", "key");
        texts.put("tokenline.wallet.mp.consumer.secret", "secret");
        texts.put("tokenline.wallet.mp.passkey", "pass");
        texts.put("tokenline.wallet.mp.short.code", "600000");
        texts.put("tokenline.wallet.mp.initiator", "api");
        texts.put("tokenline.wallet.mp.security.credential", "sealed");
        texts.put("tokenline.wallet.mp.confirm.from", "1000");
        this.wallet = WalletFixture.open(shop.rooms().get(DarajaKind.class), "mp", texts, database.clock(), work);
        shop.rooms().get(Wallets.class).add(wallet, WalletFixture.terms("mp", texts));
    }

    @AfterEach
    void close() throws InterruptedException {
        over.countDown();
        mpesa.close();
        for (ExecutorService threads : new ExecutorService[] {work, waiting}) {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
        }
    }

    /** After 100 ms, so that several wait at once. */
    private Answer answer(StandIn.Asked asked) {
        try {
            assertFalse(over.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return asked.path().startsWith("/oauth")
                ? Answer.ok("{'access_token':'t','expires_in':'3599'}")
                : Answer.ok("{'ConversationID':'AG_" + conversations.incrementAndGet() + "','ResponseCode':'0'}");
    }

    private long kept(int number) {
        String body = "{\"TransactionType\":\"Pay Bill\",\"TransID\":\"BBB000000" + number
                + "\",\"TransAmount\":\"1000.00\",\"BillRefNumber\":\""
                + shop.meter().drn() + "\",\"MSISDN\":\"2547 ***** 000\"}";
        return callbacks.keep(wallet, new Wallet.Call("bill/done", body)).orElseThrow();
    }

    private long confirmed() {
        return database.count("select count(*) from payment_callback where confirm_id is not null");
    }

    private void confirmedAre(long expected) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (confirmed() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        assertEquals(expected, confirmed());
    }

    @Test
    void asManyAtOnceAsThereAreThreadsForOtherWorkKeepNoAnswerFromBeingRead() {
        callbacks.confirmOn(waiting);
        long first = kept(1);
        long second = kept(2);
        work.execute(() -> callbacks.handle(first));
        work.execute(() -> callbacks.handle(second));
        confirmedAre(2);
    }

    @Test
    void whileManyAreBeingConfirmedTheOthersWaitTheirTurn() {
        CountDownLatch asking = new CountDownLatch(1);
        callbacks.confirmOn(task -> waiting.execute(() -> {
            await(asking);
            task.run();
        }));
        int all = Callbacks.CONFIRMING + 1;
        for (int number = 0; number < all; number++) {
            callbacks.handle(kept(number));
        }
        database.clock().pass(Duration.ofSeconds(5));
        assertEquals(
                1,
                shop.rooms().get(Payments.class).unhandled(Duration.ZERO, all).size(),
                "nobody else asks of them");
        callbacks.handleLeftovers(Duration.ZERO);
        asking.countDown();
        confirmedAre(Callbacks.CONFIRMING);
        for (int round = 0; confirmed() < all && round < 20; round++) { // the last threads may not be back at once
            database.clock().pass(Duration.ofSeconds(5));
            callbacks.handleLeftovers(Duration.ZERO);
            LockSupport.parkNanos(10 * PAUSE.toNanos());
        }
        assertEquals(all, confirmed());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SOON.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
