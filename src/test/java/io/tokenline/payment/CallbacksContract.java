package io.tokenline.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Threads;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import io.tokenline.vending.Unfinished;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What wallets tell, on whichever database. */
abstract class CallbacksContract {

    private final Database database;
    private final Shop shop;
    private final Callbacks callbacks;

    CallbacksContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.callbacks = shop.rooms().get(Callbacks.class);
    }

    private void tell(String key, String body) {
        callbacks.receive("fake", key, body);
    }

    private String paid(String reference) {
        return FakeWallet.paid(shop.attempt(reference), 200_00);
    }

    private long unhandled() {
        return database.count("select count(*) from payment_callback where handled_at is null");
    }

    @Test
    void newsOfMoneyMakesTheToken() {
        String reference = shop.sell("dial 1", "200");
        tell("W1 PAID", paid(reference));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, unhandled());
    }

    @Test
    void newsOfARefusalEndsTheSale() {
        String reference = shop.sell("dial 1", "200");
        tell("W1 FAILED", FakeWallet.failed(shop.attempt(reference), Outcome.PAYMENT_CANCELLED));
        assertEquals(SaleState.CANCELLED, shop.state(reference));
    }

    @Test
    void theSameNewsTwiceCountsOnce() {
        String reference = shop.sell("dial 1", "200");
        tell("W1 PAID", paid(reference));
        tell("W1 PAID", paid(reference));
        assertEquals(1, database.count("select count(*) from payment_callback"));
        assertEquals(1, database.count("select count(*) from issued_token"));
    }

    @Test
    void theSameNewsEightTimesAtOncePaysOnce() {
        String reference = shop.sell("dial 1", "200");
        String body = paid(reference);
        Threads.together(8, thread -> () -> {
            tell(thread % 2 == 0 ? "W1 PAID" : "W1 PAID again", body);
            return true;
        });
        assertEquals(2, database.count("select count(*) from payment_callback"));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(1, database.count("select count(*) from issued_token"));
        assertEquals(1, shop.texts(reference).size());
    }

    @Test
    void eightPaymentsForOneNewMeterAtOnceMakeEightTokens() {
        List<String> references = IntStream.range(0, 8)
                .mapToObj(i -> shop.sell("dial " + i, "200"))
                .toList();
        List<String> bodies = references.stream().map(this::paid).toList();
        Threads.together(8, thread -> () -> {
            tell("W" + thread, bodies.get(thread));
            return true;
        });
        database.clock().pass(Duration.ofSeconds(5));
        for (int again = 0; again < 8 && unhandled() > 0; again++) {
            callbacks.handleLeftovers(Duration.ofSeconds(5));
        }
        Unfinished unfinished = shop.rooms().get(Unfinished.class);
        unfinished
                .due(8)
                .forEach(unfinished::issue); // whose row others fought for, so that only its proof was kept at first
        references.forEach(reference -> assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference)));
        assertEquals(8, database.count("select count(distinct tid) from issued_token"));
    }

    @Test
    void newsThatNoPaymentIsKnownForYetWaitsTwoMinutesAndIsThenForAPerson() {
        tell("W1 PAID", FakeWallet.paid("no-such-attempt", 200_00));
        assertEquals(1, unhandled());
        for (int seconds = 5; seconds < 120; seconds += 5) {
            database.clock().pass(Duration.ofSeconds(5));
            assertEquals(0, callbacks.handleLeftovers(Duration.ofSeconds(5)));
        }
        database.clock().pass(Duration.ofSeconds(5));
        assertEquals(1, callbacks.handleLeftovers(Duration.ofSeconds(5)));
        assertEquals(0, unhandled());
        assertEquals(List.of("orphan_callback"), database.names("select kind from payment_case"));
        assertEquals(1, database.count("select count(*) from payment_callback where orphan"));
    }

    @Test
    void newsThatComesBeforeItsPaymentIsKnownIsMatchedLater() {
        String reference = shop.sell("dial 1", "200");
        String id = shop.attempt(reference);
        database.execute("update payment_attempt set id = 'not yet'");
        tell("W1 PAID", FakeWallet.paid(id, 200_00));
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference));
        database.execute("update payment_attempt set id = '" + id + "'");
        database.clock().pass(Duration.ofSeconds(5));
        assertEquals(1, callbacks.handleLeftovers(Duration.ofSeconds(5)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }

    @Test
    void newsThatMakesNoSenseIsForAPersonAtOnce() {
        tell("W2", "gibberish");
        assertEquals(0, unhandled());
        assertEquals(List.of("orphan_callback"), database.names("select kind from payment_case"));
    }

    @Test
    void newsThatIsTooLongIsNotTaken() {
        assertThrows(IllegalArgumentException.class, () -> tell("W1", "x".repeat(4_001)));
        assertThrows(IllegalArgumentException.class, () -> tell("k".repeat(161), "x"));
        tell("k".repeat(160), "x".repeat(4_000));
        assertEquals(1, database.count("select count(*) from payment_callback"));
    }

    @Test
    void newsThatACrashLeftBehindIsActedOnAfterAMoment() {
        String reference = shop.sell("dial 1", "200");
        shop.rooms().get(Payments.class).store("fake", "W1 PAID", new Wallet.Call("", paid(reference)));
        assertEquals(0, callbacks.handleLeftovers(Duration.ofSeconds(5)));
        database.clock().pass(Duration.ofSeconds(5));
        assertEquals(1, callbacks.handleLeftovers(Duration.ofSeconds(5)));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(0, callbacks.handleLeftovers(Duration.ofSeconds(5)));
    }

    @Test
    void newsOfAWalletThatIsNotConfiguredWaitsWithoutKeepingAnybodyBusy() {
        callbacks.receive("gone", "W1 PAID", "body");
        database.clock().pass(Duration.ofSeconds(5));
        assertEquals(0, callbacks.handleLeftovers(Duration.ofSeconds(5)), "nothing was done");
        assertEquals(1, unhandled());
    }

    /** News that whoever acts on it fails over, each time. */
    private void poison(String key) {
        shop.rooms().get(Payments.class).store("fake", key, new Wallet.Call("", "a PAID lots"));
    }

    @Test
    void newsThatCannotBeActedOnIsTriedEverMoreRarelyAndIsInTheEndForAPerson() {
        poison("W9");
        List<Long> pauses = new ArrayList<>();
        for (int tried = 0; tried < PaymentCallback.TRIES_MAX; tried++) {
            assertEquals(List.of(), database.names("select kind from payment_case"));
            assertEquals(1, unhandled());
            database.clock().pass(Duration.ofMinutes(60));
            Instant now = database.clock().instant();
            assertEquals(0, callbacks.handleLeftovers(Duration.ZERO));
            next().ifPresent(next -> pauses.add(Duration.between(now, next).toSeconds()));
        }
        assertEquals(List.of("orphan_callback"), database.names("select kind from payment_case"));
        assertEquals(0, unhandled());
        assertEquals(pauses.stream().sorted().toList(), pauses);
        assertTrue(pauses.get(0) < 60 && pauses.get(pauses.size() - 1) <= 3_600, pauses::toString);
    }

    private Optional<Instant> next() {
        return database
                .tx(() -> database.entities()
                        .createQuery("select c.nextAt from PaymentCallback c where c.nextAt is not null", Instant.class)
                        .getResultList())
                .stream()
                .findFirst();
    }

    @Test
    void newsThatCannotBeActedOnKeepsNoOtherWaiting() {
        for (int i = 0; i < 60; i++) {
            poison("W" + i);
        }
        String reference = shop.sell("dial 1", "200");
        shop.rooms().get(Payments.class).store("fake", "good", new Wallet.Call("", paid(reference)));
        database.clock().pass(Duration.ofSeconds(5));
        callbacks.handleLeftovers(Duration.ofSeconds(5));
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(reference), "fifty at a time");
        callbacks.handleLeftovers(Duration.ofSeconds(5));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }
}
