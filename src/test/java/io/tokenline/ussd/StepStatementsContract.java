package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.vending.Shop;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements the database is asked to run for each screen of the prepaid menu. */
abstract class StepStatementsContract {

    private static final String CODE = "*120*55#";
    private static final int NONE = 0;

    /** The row of the subscriber. */
    private static final int LANGUAGE = 1;

    /** The row of the meter, with its customer, and what was paid for it last. */
    private static final int METER = 2;

    /** The meter, its month and debts in one, what was sold of its key's allowance, and whether the same was bought. */
    private static final int QUOTE = 4;

    /** His purchases, the names that he gave, and what is registered to his phone. */
    private static final int MINE = 3;

    /**
     * Those of the quote, and then one commit: the meter's month is held, read again and changed; the sale, its lines, its
     * payment, its first event are written, and into the book the event that waits for its link.
     */
    private static final int PURCHASE_AT_MOST = 16;

    /** The first purchase of a month opens it: the meter is held, and the row is written. */
    private static final int OPENING = 2;

    private final Database database;
    private final Statistics statistics;
    private final Shop shop;
    private final Dialogs dialogs;
    private ScreenLimit limit = ScreenLimit.DEFAULT;

    StepStatementsContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.dialogs = ServedMenu.dialogs(shop.rooms().get(PrepaidActions.class), 10, database.clock());
        this.statistics = database.tx(() ->
                database.entities().unwrap(Session.class).getSessionFactory().getStatistics());
    }

    @BeforeEach
    void count() {
        statistics.setStatisticsEnabled(true);
    }

    @Test
    void aScreenThatNeedsNothingOfTheDatabaseAsksItNothing() {
        dial(LANGUAGE, "Welcome!");
        answer(NONE, "9", "Please reply");
        answer(NONE, "2", "Choose a language");
        answer(NONE, "0", "Welcome!");
        answer(MINE, "1", "Enter your meter number");
        answer(NONE, "123", "That meter number is not right");
        answer(NONE, "00", "Welcome!");
        answer(NONE, "3", "Dial " + CODE);
    }

    @Test
    void turningPagesAsksNothing() {
        limit = new ScreenLimit(ScreenLimit.LEAST_SEPTETS, ScreenLimit.LEAST_UCS2);
        dial(LANGUAGE, "Welcome!");
        answer(NONE, "98", "");
        answer(NONE, "0", "Welcome!");
    }

    @Test
    void aPurchaseAsksForTheMeterThenForTheQuoteAndWritesOnce() {
        dial(LANGUAGE, "Welcome!");
        answer(MINE, "1", "Enter your meter number");
        answer(METER, shop.meter().drn(), "How much");
        answer(NONE, "1", "The least");
        answer(QUOTE, "300", "Meter " + shop.meter().drn());
        purchase(PURCHASE_AT_MOST + OPENING);
        assertEquals(1, database.count("select count(*) from sale"));
    }

    @Test
    void aLaterPurchaseOfTheMonthWritesOnceToo() {
        shop.sell("another dial", "150");
        step(UssdRequest.Kind.BEGIN, "*120*55*1*" + shop.meter().drn() + "*300#");
        purchase(PURCHASE_AT_MOST);
        assertEquals(2, database.count("select count(*) from sale"));
    }

    private void purchase(int atMost) {
        long before = statistics.getPrepareStatementCount();
        assertTrue(step(UssdRequest.Kind.ANSWER, "1").text().startsWith("Request "));
        long bought = statistics.getPrepareStatementCount() - before;
        assertTrue(bought <= atMost, bought + " statements");
    }

    @Test
    void goingOnWithADialogThatBrokeOffAsksForTheLanguageOnly() {
        dial(LANGUAGE, "Welcome!");
        answer(MINE, "1", "Enter your meter number");
        answer(METER, shop.meter().drn(), "How much");
        dial(LANGUAGE, "You did not finish");
        answer(NONE, "1", "How much");
        answer(NONE, "00", "Welcome!");
    }

    @Test
    void theLanguageIsLookedUpAndChanged() {
        dial(LANGUAGE, "Welcome!");
        answer(NONE, "2", "Choose a language");
        answer(LANGUAGE + 1, "2", "Tutatumia");
        dial(LANGUAGE, "Karibu!");
    }

    private void dial(int statements, String screen) {
        check(statements, UssdRequest.Kind.BEGIN, CODE, screen);
    }

    private void answer(int statements, String typed, String screen) {
        check(statements, UssdRequest.Kind.ANSWER, typed, screen);
    }

    private void check(int statements, UssdRequest.Kind kind, String typed, String screen) {
        long before = statistics.getPrepareStatementCount();
        String shown = step(kind, typed).text();
        assertTrue(shown.startsWith(screen), shown);
        assertEquals(statements, statistics.getPrepareStatementCount() - before, shown);
    }

    private UssdReply step(UssdRequest.Kind kind, String typed) {
        return dialogs.next(new UssdRequest("sandbox", Shop.PHONE, "7", kind, typed, "sandbox", Optional.of(limit)));
    }
}
