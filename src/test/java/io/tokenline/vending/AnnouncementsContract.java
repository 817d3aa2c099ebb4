package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.vending.Announcement.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Banners and maintenance, and what they do to sales, on whichever database. */
abstract class AnnouncementsContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<String, String> SLOW =
            Map.of("en", "M-Pesa is slow today", "sw", "M-Pesa ni polepole leo");

    private final Database database;
    private final Shop shop;
    private final Announcements announcements;
    private final Instant now;

    AnnouncementsContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.announcements = shop.rooms().get(Announcements.class);
        this.now = database.clock().instant();
    }

    private Announcements.Result entered(Kind kind, Duration from, Duration until, Map<String, String> texts) {
        return announcements.enter("amina", new Announcement.Plan(kind, now.plus(from), now.plus(until), texts));
    }

    private long banner(Duration from, Duration until, Map<String, String> texts) {
        return entered(Kind.BANNER, from, until, texts)
                .announcement()
                .orElseThrow()
                .id();
    }

    private long maintenance(Duration from, Duration until) {
        return entered(Kind.MAINTENANCE, from, until, Map.of())
                .announcement()
                .orElseThrow()
                .id();
    }

    private static Duration hours(int hours) {
        return HOUR.multipliedBy(hours);
    }

    @Test
    void aBannerIsReadInTheCustomersLanguageOrElseInEnglish() {
        banner(Duration.ZERO, HOUR, SLOW);
        assertEquals(Optional.ofNullable(SLOW.get("sw")), announcements.banner("sw"));
        assertEquals(Optional.ofNullable(SLOW.get("en")), announcements.banner("am"));
    }

    @Test
    void aBannerIsReadFromItsFirstMomentToTheOneBeforeItsEnd() {
        assertEquals(Optional.empty(), announcements.banner("en"));
        banner(HOUR, hours(2), SLOW);
        assertEquals(Optional.empty(), announcements.banner("en"));
        database.clock().pass(HOUR);
        assertTrue(announcements.banner("en").isPresent());
        database.clock().pass(HOUR.minusMillis(1));
        assertTrue(announcements.banner("en").isPresent());
        database.clock().pass(Duration.ofMillis(1));
        assertEquals(Optional.empty(), announcements.banner("en"));
    }

    @Test
    void ofSeveralBannersTheOneThatBeganLastIsRead() {
        banner(Duration.ofMinutes(-1), hours(2), Map.of("en", "second"));
        banner(Duration.ofMinutes(-2), hours(3), Map.of("en", "first"));
        long third = banner(Duration.ofMinutes(1), HOUR, Map.of("en", "third"));
        assertEquals(Optional.of("second"), announcements.banner("en"));
        database.clock().pass(Duration.ofMinutes(1));
        assertEquals(Optional.of("third"), announcements.banner("en"));
        assertTrue(announcements.remove("amina", third));
        assertEquals(Optional.of("second"), announcements.banner("en"));
    }

    @Test
    void salesAreClosedUntilTheLastOfTheWindowsThatMeet() {
        maintenance(hours(2), hours(3));
        maintenance(hours(-1), HOUR);
        maintenance(HOUR, hours(2));
        maintenance(hours(4), hours(5));
        assertEquals(Optional.of(now.plus(hours(3))), announcements.maintenance());
        database.clock().pass(hours(3));
        assertEquals(Optional.empty(), announcements.maintenance());
        banner(Duration.ZERO, hours(9), SLOW);
        assertEquals(Optional.empty(), announcements.maintenance(), "a banner closes nothing");
    }

    @Test
    void neitherAnswerAsksTheDatabase() {
        banner(Duration.ZERO, HOUR, SLOW);
        maintenance(Duration.ZERO, HOUR);
        database.execute("delete from announcement_text", "delete from announcement");
        assertTrue(announcements.banner("en").isPresent());
        assertTrue(announcements.maintenance().isPresent());
        announcements.refresh();
        assertEquals(Optional.empty(), announcements.banner("en"));
        assertEquals(Optional.empty(), announcements.maintenance());
    }

    @Test
    void anotherServerHearsOfItWithItsNextLook() {
        Announcements other = shop.rooms().asInProduction().get(Announcements.class);
        long id = banner(Duration.ZERO, HOUR, SLOW);
        assertEquals(Optional.empty(), other.banner("sw"));
        other.refresh();
        assertEquals(Optional.ofNullable(SLOW.get("sw")), other.banner("sw"));
        announcements.remove("amina", id);
        other.refresh();
        assertEquals(Optional.empty(), other.banner("sw"));
    }

    @Test
    void whatIsUndoneIsNotAnnounced() {
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    banner(Duration.ZERO, HOUR, SLOW);
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(Optional.empty(), announcements.banner("en"));
        assertEquals(0, database.count("select count(*) from announcement"));
    }

    @Test
    void whatIsOverOrTooFarAwayIsRefused() {
        assertEquals(
                Outcome.VALUE_INVALID,
                entered(Kind.BANNER, hours(-1), Duration.ZERO, SLOW).outcome());
        Duration far = Announcements.AHEAD_MAX;
        assertEquals(Outcome.OK, entered(Kind.BANNER, Duration.ZERO, far, SLOW).outcome());
        assertEquals(
                Outcome.VALUE_INVALID,
                entered(Kind.BANNER, HOUR, far.plusMillis(1), SLOW).outcome());
    }

    @Test
    void asManyAreOpenAsMayBe() {
        database.tx(() -> {
            for (int i = 0; i < Announcements.OPEN_MAX; i++) {
                banner(Duration.ZERO, i == 0 ? HOUR : hours(2), SLOW);
            }
        });
        assertEquals(
                Outcome.TOO_MANY,
                entered(Kind.BANNER, Duration.ZERO, HOUR, SLOW).outcome());
        database.clock().pass(HOUR);
        assertEquals(
                Outcome.OK, entered(Kind.BANNER, Duration.ZERO, hours(2), SLOW).outcome(), "one is over");
    }

    @Test
    void thoseThatAreNotOverAreListedByNumber() {
        long first = maintenance(hours(5), hours(6));
        long second = banner(Duration.ZERO, hours(2), SLOW);
        banner(Duration.ZERO, HOUR, SLOW);
        database.clock().pass(HOUR);
        assertEquals(List.of(first, second), ids(announcements.page(0, 10)));
        assertEquals(List.of(first), ids(announcements.page(0, 1)));
        assertEquals(List.of(second), ids(announcements.page(first, 10)));
        assertEquals(SLOW, announcements.page(first, 10).get(0).plan().texts());
    }

    private static List<Long> ids(List<Announcement> all) {
        return all.stream().map(Announcement::id).toList();
    }

    @Test
    void whoEnteredAndWhoRemovedIsWrittenDown() {
        long id = banner(Duration.ZERO, HOUR, SLOW);
        assertTrue(announcements.remove("brian", id));
        assertFalse(announcements.remove("brian", id));
        assertEquals(
                List.of("amina announcement_entered", "brian announcement_removed"),
                database.names("select actor || ' ' || action from audit_event where object = 'announcement " + id
                        + "' and detail like 'BANNER%M-Pesa is slow today%' order by id"));
        assertEquals(0, database.count("select count(*) from announcement_text"));
    }

    @Test
    void nothingIsSoldWhileAWindowIsOpen() {
        Quote before = shop.quote("200");
        long id = maintenance(Duration.ZERO, HOUR);
        Quote.Result.Refused refused = assertInstanceOf(Quote.Result.Refused.class, shop.quoted("200"));
        assertEquals(Outcome.MAINTENANCE, refused.outcome());
        assertEquals(
                Optional.empty(),
                shop.vending.confirm(Shop.request("dial 1"), before).sale());
        assertEquals(0, database.count("select count(*) from payment_attempt"));
        announcements.remove("amina", id);
        assertTrue(shop.vending.confirm(Shop.request("dial 1"), before).sale().isPresent());
    }

    @Test
    void aSaleThatWasConfirmedBeforeGoesOnToItsToken() {
        Quote quote = shop.quote("200");
        String reference = shop.sell("dial 1", "200");
        maintenance(Duration.ZERO, HOUR);
        assertEquals(
                reference,
                shop.vending
                        .confirm(Shop.request("dial 1"), quote)
                        .sale()
                        .orElseThrow()
                        .reference(),
                "the same confirmation once more");
        shop.vending.paid(reference, kes(200_00));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
    }
}
