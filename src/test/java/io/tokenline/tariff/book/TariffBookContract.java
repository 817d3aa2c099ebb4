package io.tokenline.tariff.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.tariff.Tariff;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versions of tariffs from proposal to their last day, on whichever database. */
abstract class TariffBookContract {

    private static final String NAME = "domestic";

    private final Database database;
    private final Rooms rooms;
    private final TariffBook book;
    private final ZoneId zone;
    private final LocalDate today;

    TariffBookContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.book = rooms.get(TariffBook.class);
        this.zone = database.settings().timeZone();
        this.today = LocalDate.ofInstant(database.clock().instant(), zone);
    }

    private static String text(String version, LocalDate from) {
        return TariffFixture.file("demo")
                .replace("tariff: demo", "tariff: " + NAME)
                .replace("version: \"1\"", "version: \"" + version + "\"")
                .replace("from: 2025-01-01", "from: " + from);
    }

    private TariffBook.Result propose(String version, LocalDate from) {
        return book.propose(text(version, from), "amina");
    }

    private void activate(String version, LocalDate from) {
        TariffFixture.activate(rooms, text(version, from));
    }

    private static TariffBook.Result refused(Outcome outcome) {
        return new TariffBook.Refused(outcome);
    }

    private String holding() {
        return holding(book);
    }

    private String holding(TariffBook of) {
        return database.tx(() -> of.holding(NAME)).map(Tariff::version).orElse("none");
    }

    private List<String> audited() {
        return database.names("select action from audit_event order by id");
    }

    @Test
    void aVersionHoldsOnceASecondPersonApprovesIt() {
        assertInstanceOf(TariffBook.Done.class, propose("1", today));
        assertEquals("none", holding());
        assertEquals(refused(Outcome.SAME_PERSON), book.decide(NAME, "1", true, "Amina"));
        assertInstanceOf(TariffBook.Done.class, book.decide(NAME, "1", true, "brian"));
        assertEquals("domestic/1", holding());
        assertEquals(refused(Outcome.ALREADY_DECIDED), book.decide(NAME, "1", false, "brian"));
        assertEquals(List.of("tariff_proposed", "tariff_approved"), audited());
    }

    @Test
    void whatIsRejectedNeverHolds() {
        propose("1", today);
        book.decide(NAME, "1", false, "brian");
        assertEquals("none", holding());
        assertEquals(refused(Outcome.ALREADY_DECIDED), book.withdraw(NAME, "1", "amina"));
        assertEquals(List.of("tariff_proposed", "tariff_rejected"), audited());
    }

    @Test
    void theVersionThatBeganLastHoldsFromTheFirstMomentOfItsDayInTheUtilitysZone() {
        activate("1", today.minusYears(1));
        activate("3", today.plusDays(20));
        activate("2", today.plusDays(10));
        assertEquals("domestic/1", holding());
        database.clock().set(today.plusDays(10).atStartOfDay(zone).toInstant().minusMillis(1));
        assertEquals("domestic/1", holding());
        database.clock().pass(Duration.ofMillis(1));
        assertEquals("domestic/2", holding());
        database.clock().pass(Duration.ofDays(10));
        assertEquals("domestic/3", holding());
    }

    @Test
    void ofTwoWithTheSameFirstDayTheLaterDecisionHolds() {
        activate("wrong", today);
        database.clock().pass(Duration.ofMinutes(1));
        activate("corrected", today);
        assertEquals("domestic/corrected", holding());
    }

    @Test
    void onlyTheFirstVersionOfATariffMayBeginInThePast() {
        activate("1", today.minusYears(1));
        assertEquals(refused(Outcome.TARIFF_BACKDATED), propose("2", today.minusDays(1)));
        propose("3", today);
        database.clock().pass(Duration.ofDays(1));
        assertEquals(refused(Outcome.TARIFF_BACKDATED), book.decide(NAME, "3", true, "brian"), "it lay too long");
        assertInstanceOf(TariffBook.Done.class, book.decide(NAME, "3", false, "brian"));
    }

    @Test
    void aVersionIsSentOnceAndNeverChanges() {
        propose("1", today);
        assertEquals(refused(Outcome.TARIFF_EXISTS), propose("1", today.plusDays(3)));
        assertEquals(
                text("1", today), book.find(NAME, "1").map(TariffVersion::text).orElseThrow());
        assertEquals(Optional.empty(), book.find(NAME, "2"));
    }

    @Test
    void oneThatHasNotBegunIsWithdrawnAndOneThatHasIsNot() {
        activate("1", today);
        activate("2", today.plusDays(1));
        propose("3", today.plusDays(2));
        assertEquals(refused(Outcome.TARIFF_IN_FORCE), book.withdraw(NAME, "1", "amina"));
        assertInstanceOf(TariffBook.Done.class, book.withdraw(NAME, "2", "amina"));
        assertInstanceOf(TariffBook.Done.class, book.withdraw(NAME, "3", "amina"));
        assertEquals(refused(Outcome.ALREADY_DECIDED), book.decide(NAME, "3", true, "brian"));
        assertEquals(refused(Outcome.TARIFF_UNKNOWN), book.withdraw(NAME, "4", "amina"));
        database.clock().pass(Duration.ofDays(2));
        assertEquals("domestic/1", holding());
        assertTrue(audited().contains("tariff_withdrawn"));
    }

    @Test
    void aTextThatIsNoTariffIsToldWithEveryFaultAtItsPlace() {
        String text =
                text("1", today).replace("currency: KES", "currency: shillings").replace("percent: 16", "percent: x");
        TariffBook.Faulty faulty = assertInstanceOf(TariffBook.Faulty.class, book.propose(text, "amina"));
        List<String> lines = text.lines().toList();
        assertEquals(2, faulty.faults().size(), faulty::toString);
        assertTrue(lines.get(faulty.faults().get(0).line() - 1).contains("shillings"));
        assertTrue(lines.get(faulty.faults().get(1).line() - 1).contains("percent: x"));
        assertEquals(List.of(), audited());
        assertEquals(List.of(), book.page(0, 10));
    }

    @Test
    void aTariffInAnotherCurrencyIsRefused() {
        String text = text("1", today).replace("currency: KES", "currency: TZS");
        assertEquals(refused(Outcome.TARIFF_CURRENCY), book.propose(text, "amina"));
        String mills = text("1", today) + "decimals: 3\n";
        assertEquals(refused(Outcome.TARIFF_CURRENCY), book.propose(mills, "amina"));
    }

    @Test
    void aDayThatNoColumnTakesIsAFault() {
        assertInstanceOf(TariffBook.Faulty.class, propose("1", LocalDate.of(1066, 10, 14)));
        assertInstanceOf(TariffBook.Faulty.class, propose("1", LocalDate.MAX));
    }

    @Test
    void anotherServerFollowsWhenItLooks() {
        TariffBook other = rooms.asInProduction().get(TariffBook.class);
        assertEquals("none", holding(other));
        activate("1", today);
        activate("2", today.plusDays(1));
        assertEquals("none", holding(other));
        other.refresh();
        assertEquals("domestic/1", holding(other));
        book.withdraw(NAME, "2", "amina");
        database.clock().pass(Duration.ofDays(1));
        assertEquals("domestic/2", holding(other), "not yet told");
        other.refresh();
        assertEquals("domestic/1", holding(other));
    }

    @Test
    void nothingCountsOfADecisionThatIsUndone() {
        propose("1", today);
        assertEquals("none", holding());
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    book.decide(NAME, "1", true, "brian");
                    throw new IllegalStateException("power cut");
                }));
        assertEquals("none", holding());
    }

    @Test
    void ofTwoWhoDecideAtOnceOneIsTooLate() {
        propose("1", today);
        List<String> decided = Threads.together(
                2,
                thread -> () -> book.decide(NAME, "1", thread == 0, thread == 0 ? "brian" : "carol")
                        .getClass()
                        .getSimpleName());
        assertEquals(List.of("Done", "Refused"), decided.stream().sorted().toList());
    }

    @Test
    void versionsAreListedInTheOrderOfProposals() {
        activate("1", today);
        propose("2", today);
        TariffFixture.bringIn(rooms, "demo");
        List<TariffVersion> all = book.page(0, 10);
        assertEquals(
                List.of("domestic/1 ACTIVE", "domestic/2 PROPOSED", "demo/1 ACTIVE"),
                all.stream()
                        .map(one -> one.name() + "/" + one.version() + " " + one.state())
                        .toList());
        assertEquals(1, book.page(all.get(1).id(), 10).size());
        assertEquals(1, book.page(NAME, all.get(0).id(), 10).size());
        assertEquals("2", book.page(NAME, 0, 2).get(1).version());
    }
}
