package io.tokenline.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An order that an operator sends again is one sale, though nobody in memory remembers it; on whichever database. */
abstract class OrderAgainContract {

    private static final Duration STEP = Duration.ofSeconds(30);

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private int messages;

    OrderAgainContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
    }

    @Test
    void withinHalfAMinuteItIsTheSameSaleWheneverItBegan() {
        Instant begin = database.clock().instant();
        for (int second = 0; second < STEP.toSeconds(); second += 7) {
            database.clock()
                    .set(begin.plus(Duration.ofMinutes(11L * (second + 1))).plusSeconds(second));
            long before = sales();
            order("f" + second);
            database.clock().pass(STEP);
            order("f" + second);
            assertEquals(before + 1, sales());
        }
    }

    @Test
    void afterAMinuteItIsAskedAboutAndAfterTenMinutesItIsAnotherSale() {
        order("f");
        database.clock().pass(STEP.multipliedBy(2));
        order("f");
        assertEquals(1, sales());
        database.clock().pass(Duration.ofMinutes(10));
        order("f");
        assertEquals(2, sales());
    }

    @Test
    void anotherAmountIsAnotherSale() {
        order("f");
        order("g", "201");
        assertEquals(2, sales());
    }

    private long sales() {
        return database.count("select count(*) from sale");
    }

    /** Each time with another message id, as after a restart. */
    private void order(String fingerprint) {
        order(fingerprint, "200");
    }

    private void order(String fingerprint, String amount) {
        messages++;
        rooms.get(TextCommands.class)
                .receive(new InboundText(
                        "sandbox",
                        Shop.PHONE,
                        "12055",
                        "BUY " + shop.meter().drn() + " " + amount,
                        "m" + messages,
                        fingerprint));
    }
}
