package io.tokenline.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tokenline.Database;
import io.tokenline.books.Difference.State;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.StatementLine;
import io.tokenline.vending.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to the books every day by itself, on whichever database. */
abstract class DailyBooksContract {

    private static final int ASKED_DAYS = 2;

    private final Database database;
    private final Shop shop;
    private final DailyBooks daily;
    private final Reconciliation reconciliation;
    private final LocalDate today;
    private final List<Span> asked = new ArrayList<>();

    DailyBooksContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.daily = shop.rooms().get(DailyBooks.class);
        this.reconciliation = shop.rooms().get(Reconciliation.class);
        this.today = LocalDate.ofInstant(
                database.clock().instant(), database.settings().timeZone());
        shop.wallet().onStatement(this::list);
    }

    /** One payment that nobody here knows of, at noon. */
    private List<StatementLine> list(Instant from, Instant until) {
        asked.add(new Span(from, until));
        assertThrows(
                IllegalStateException.class, database.entities()::isOpen, "no wallet is asked inside a transaction");
        Instant noon = from.plus(Duration.ofHours(12));
        return List.of(new StatementLine("R " + from, "", FakeWallet.kes(1_00), noon));
    }

    private Span day(int back) {
        return Span.of(today.minusDays(back), database.settings().timeZone());
    }

    private List<LocalDate> compared() {
        return reconciliation.days(Optional.empty(), "", 100).stream()
                .map(BooksDay::day)
                .toList();
    }

    @Test
    void daysThatAreOverAreAskedForOnceAndCompared() {
        daily.run();
        daily.run();
        assertEquals(List.of(day(1), day(2)), asked);
        assertEquals(List.of(today.minusDays(1), today.minusDays(2)), compared());
        assertEquals(ASKED_DAYS, reconciliation.differences(State.OPEN, 0, 100).size());
        assertEquals(ASKED_DAYS, database.count("select count(*) from audit_event where action = 'STATEMENT_READ'"));
    }

    @Test
    void theHourAfterMidnightIsTheWallets() {
        Instant midnight = day(0).from();
        database.clock().set(midnight.plus(Duration.ofMinutes(59)));
        daily.run();
        assertEquals(List.of(), asked);
        database.clock().set(midnight.plus(Duration.ofHours(1)));
        daily.run();
        assertEquals(ASKED_DAYS, asked.size());
    }

    @Test
    void aWalletThatDoesNotAnswerIsAskedAgainTheNextHour() {
        shop.wallet().onStatement((from, until) -> {
            throw new IllegalStateException("not now");
        });
        daily.run();
        assertEquals(List.of(), compared());
        shop.wallet().onStatement(this::list);
        daily.run();
        assertEquals(ASKED_DAYS, compared().size());
    }

    @Test
    void aDayIsComparedAnewEveryDayForAWeekSinceNewsComeLate() {
        daily.run();
        Instant first = reconciliation.days(Optional.empty(), "", 1).get(0).comparedAt();
        for (int later = 1; later <= 8; later++) {
            database.clock().pass(Duration.ofDays(1));
            daily.run();
            BooksDay watched = reconciliation
                    .days(Optional.of(today), shop.wallet().provider(), 1)
                    .get(0);
            Duration since = Duration.between(first, watched.comparedAt());
            assertEquals(Duration.ofDays(Math.min(later, 6)), since);
        }
    }

    @Test
    void theDayAfterAStatementIsLeftAloneUntilItHasItsOwn() {
        daily.run();
        shop.wallet().onStatement((from, until) -> {
            throw new IllegalStateException("not now");
        });
        database.clock().pass(Duration.ofDays(1));
        daily.run();
        assertEquals(List.of(today.minusDays(1), today.minusDays(2)), compared());
    }
}
