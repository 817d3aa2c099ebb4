package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.TestClock;
import io.tokenline.Threads;
import io.tokenline.token.sts.Amount16;
import io.tokenline.vault.KeyLetter;
import io.tokenline.vault.SecurityModule;
import io.tokenline.vault.VaultException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A key makes as many units a token and a day as its attributes say, on whichever database. */
abstract class KeyLimitsContract {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private final Database database;
    private final Rooms rooms;
    private final TestClock clock;
    private final Desk desk;
    private final AtomicInteger undone = new AtomicInteger();

    KeyLimitsContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.clock = database.clock();
        this.desk = new Desk(rooms);
    }

    private static KeyLetter letter(int revision) {
        return KeyLetter.of("123457", revision);
    }

    private long spent() {
        return database.count("select coalesce(sum(units_tenths), 0) from vending_key_day");
    }

    @Test
    void aTokenHoldsAsManyUnitsAsTheKeyAllowsAndNotOneMore() {
        KeyLetter key = letter(1).unitsPerToken(5_000).load(rooms);
        desk.issued(Desk.credit(key.meter(1), 5_000));
        desk.refuses(Outcome.TOKEN_LIMIT, Desk.credit(key.meter(1), 5_001));
    }

    @Test
    void whatCountsIsWhatTheTokenSaysNotWhatWasAskedFor() {
        long asked = 16_385;
        long encoded = Desk.units(asked).unitsTenths();
        KeyLetter key =
                letter(1).unitsPerToken(encoded - 1).unitsPerDay(encoded).load(rooms);
        desk.refuses(Outcome.TOKEN_LIMIT, Desk.credit(key.meter(1), asked));
        KeyLetter wider = letter(1).unitsPerToken(encoded).unitsPerDay(encoded).load(rooms);
        desk.issued(Desk.credit(wider.meter(1), asked));
        assertEquals(encoded, spent());
    }

    @Test
    void aKeyWithoutLimitsMakesTheGreatestTokenOfAllAndCountsNothing() {
        KeyLetter key = letter(1).load(rooms);
        desk.issued(Desk.credit(key.meter(1), Amount16.MAX_UNITS));
        assertEquals(0, spent());
    }

    @Test
    void theDaysUnitsAreUsedUpAndTheNextDayUtcBringsNewOnes() {
        KeyLetter key = letter(1).unitsPerDay(250).load(rooms);
        clock.set(MIDNIGHT.minusSeconds(3600));
        desk.issued(Desk.credit(key.meter(1), 100));
        desk.issued(Desk.credit(key.meter(2), 100));
        desk.waits(Outcome.DAY_LIMIT, MIDNIGHT, Desk.credit(key.meter(3), 51));
        desk.issued(Desk.credit(key.meter(3), 50));
        clock.set(MIDNIGHT.minusMillis(1));
        desk.waits(Outcome.DAY_LIMIT, MIDNIGHT, Desk.credit(key.meter(3), 1));
        clock.set(MIDNIGHT);
        desk.issued(Desk.credit(key.meter(3), 250));
        desk.waits(Outcome.DAY_LIMIT, MIDNIGHT.plus(Duration.ofDays(1)), Desk.credit(key.meter(1), 1));
    }

    @Test
    void aTokenThatNoDayHasRoomForIsRefusedForGood() {
        KeyLetter key = letter(1).unitsPerDay(250).load(rooms);
        desk.refuses(Outcome.TOKEN_LIMIT, Desk.credit(key.meter(1), 251));
    }

    @Test
    void eachKeyHasADayOfItsOwn() {
        KeyLetter first = letter(1).unitsPerDay(100).load(rooms);
        KeyLetter second = letter(2).unitsPerDay(100).load(rooms);
        desk.issued(Desk.credit(first.meter(1), 100));
        desk.waits(Outcome.DAY_LIMIT, MIDNIGHT, Desk.credit(first.meter(2), 1));
        desk.issued(Desk.credit(second.meter(2), 100));
    }

    @Test
    void creditAfterAKeyChangeCountsForTheNewKey() {
        KeyLetter old = letter(1).unitsPerDay(1).load(rooms);
        KeyLetter next = letter(2).unitsPerDay(100).load(rooms);
        desk.issued(Desk.creditAt(old.meter(1), next.target()));
        assertEquals(List.of("2"), database.names("select key_revision from vending_key_day"));
        desk.waits(Outcome.DAY_LIMIT, MIDNIGHT, Desk.creditAt(old.meter(2), next.target()));
    }

    @Test
    void tokensWithoutCreditCountNothing() {
        KeyLetter key = letter(1).unitsPerToken(1).unitsPerDay(1).load(rooms);
        Amount16 watts = Amount16.atLeast(5_000).orElseThrow();
        desk.issued(Desk.request(key.meter(1), Optional.empty(), new TokenOrder.PowerLimit(watts)));
        desk.issued(Desk.request(key.meter(1), Optional.empty(), new TokenOrder.ClearTamper()));
        assertEquals(0, spent());
    }

    @Test
    void whatWasUndoneIsNotSpent() {
        KeyLetter key = letter(1).unitsPerDay(100).load(rooms);
        TokenBean tokens = rooms.get(TokenBean.class);
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    tokens.issue(Desk.credit(key.meter(1), 100));
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(0, spent());
        desk.issued(Desk.credit(key.meter(1), 100));
    }

    @Test
    void aTokenThatTheModuleFailedToMakeIsNotSpent() {
        KeyLetter key = letter(1).unitsPerDay(100).load(rooms);
        Desk failing = new Desk(failingToEncode());
        key.load(rooms);
        assertEquals(
                new IssueResult.Wait(Outcome.VAULT_CLOSED, clock.instant().plusSeconds(60)),
                failing.issue(Desk.credit(key.meter(1), 100)));
        assertEquals(0, spent());
        desk.issued(Desk.credit(key.meter(1), 100));
    }

    /** A module in hardware whose line breaks after it has told of its keys. */
    private Rooms failingToEncode() {
        Rooms others = new Rooms(database);
        SecurityModule whole = others.get(SecurityModule.class);
        return others.with(SecurityModule.class, Interposed.before(SecurityModule.class, whole, method -> {
            if (method.getName().equals("encode")) {
                throw new VaultException("the line is broken", new IOException("reset by peer"));
            }
        }));
    }

    @Test
    void aSaleThatMeetsTheFirstOneOfTheDayHalfWayIsNotPutOffUntilTomorrow() {
        AtomicInteger queries = new AtomicInteger();
        EntityManager disturbed = Interposed.before(EntityManager.class, database.entities(), method -> {
            if (method.getName().equals("createNativeQuery") && queries.incrementAndGet() == 2) {
                database.execute(
                        "insert into vending_key_day (supply_group_code, key_revision, issued_on, units_tenths)"
                                + " values ('123457', 1, date '2026-03-01', 100)");
            }
        });
        Rooms others = new Rooms(database).with(EntityManager.class, disturbed);
        KeyLetter key = letter(1).unitsPerDay(200).load(others);
        queries.set(0);
        assertInstanceOf(IssueResult.Issued.class, new Desk(others).issue(Desk.credit(key.meter(1), 100)));
        assertTrue(queries.get() >= 2, "another sale has come between");
        assertEquals(200, spent());
    }

    @Test
    void eightWhoSellAtOnceUseTheDayUpAndNeverMore() {
        KeyLetter key = letter(1).unitsPerDay(4_000).load(rooms);
        List<List<IssueResult>> all = Threads.together(8, thread -> () -> {
            List<IssueResult> mine = new ArrayList<>();
            while (mine.size() < 10) {
                try {
                    mine.add(desk.issue(Desk.credit(key.meter(1 + thread), 100)));
                } catch (PersistenceException e) {
                    undone.incrementAndGet();
                }
            }
            return mine;
        });
        List<IssueResult> results = all.stream().flatMap(List::stream).toList();
        IssueResult tomorrow = new IssueResult.Wait(Outcome.DAY_LIMIT, MIDNIGHT);
        assertEquals(
                40,
                results.stream().filter(IssueResult.Issued.class::isInstance).count());
        assertEquals(40, results.stream().filter(tomorrow::equals).count());
        assertEquals(4_000, spent());
        assertEquals(4_000, database.count("select sum(units_tenths) from issued_token"));
        assertTrue(undone.get() < 8, "only the very first of the day may be undone, once for each: " + undone);
    }
}
