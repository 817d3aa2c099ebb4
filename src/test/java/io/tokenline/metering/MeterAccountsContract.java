package io.tokenline.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The counters of a meter by month, and its debts, on whichever database. */
abstract class MeterAccountsContract {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final YearMonth APRIL = MARCH.plusMonths(1);
    private static final MeterAccount.Change FIRST = new MeterAccount.Change(86, 50, 150_00, 100_00);
    private static final MeterAccount.Change SECOND = new MeterAccount.Change(14, 0, 0, 50_00);

    private final Database database;
    private final Rooms rooms;
    private final MeterAccounts accounts;
    private final Debts debts;
    private final long meter;

    MeterAccountsContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.accounts = rooms.get(MeterAccounts.class);
        this.debts = rooms.get(Debts.class);
        this.meter = MeterFixture.register(rooms, 4711).id();
    }

    private MeterAccount of(YearMonth month) {
        return database.tx(() -> accounts.of(meter, month));
    }

    private void take(YearMonth month, MeterAccount.Change change) {
        database.tx(() -> {
            accounts.lock(meter, month);
            accounts.take(meter, month, change);
        });
    }

    private void giveBack(YearMonth month, MeterAccount.Change change) {
        database.tx(() -> accounts.giveBack(meter, month, change));
    }

    private long takeAgain(YearMonth month, MeterAccount.Change change) {
        return database.tx(() -> accounts.takeAgain(meter, month, change));
    }

    private void debt(int id, String name, int position, long remaining) {
        database.execute("insert into debt (id, meter_id, name, position, remaining_minor, fixed_minor, rate,"
                + " least_minor, most_minor) values (" + id + ", " + meter + ", '" + name + "', " + position + ", "
                + remaining + ", 100, 0.1, 200, " + (position == 1 ? "null" : "300") + ")");
    }

    @Test
    void aNewMeterHasBoughtNothingAndOwesNothing() {
        database.execute("update meter set free_tenths = 500");
        assertEquals(new MeterAccount(MARCH, 0, 0, 500, 0, Optional.empty(), 0, List.of()), of(MARCH));
    }

    @Test
    void whatSalesTakeIsCountedInTheirMonth() {
        take(MARCH, FIRST);
        take(MARCH, SECOND);
        assertEquals(new MeterAccount(MARCH, 100, 50, 0, 0, Optional.of(MARCH), 0, List.of()), of(MARCH));
        assertEquals(2, database.count("select sales from meter_month"));
    }

    @Test
    void aMonthBeginsAtNothingButWhatIsOwed() {
        take(MARCH, FIRST);
        assertEquals(new MeterAccount(APRIL, 0, 0, 0, 50_00, Optional.of(MARCH), 86, List.of()), of(APRIL));
        database.tx(() -> accounts.lock(meter, APRIL));
        assertEquals(new MeterAccount(APRIL, 0, 0, 0, 50_00, Optional.of(MARCH), 86, List.of()), of(APRIL));
    }

    @Test
    void theThreeMonthsBeforeAreAddedUpAndTheLastChargeIsFoundHoweverOldItIs() {
        take(MARCH, FIRST);
        for (int later = 1; later <= 3; later++) {
            assertEquals(86, of(MARCH.plusMonths(later)).lastThree());
        }
        MeterAccount july = of(MARCH.plusMonths(4));
        assertEquals(0, july.lastThree());
        assertEquals(Optional.of(MARCH), july.chargedIn());
        assertEquals(50_00, july.fixedOwed());
    }

    @Test
    void theLastOneThatIsGivenBackLeavesTheMonthAsItWas() {
        take(MARCH, FIRST);
        take(MARCH, SECOND);
        giveBack(MARCH, FIRST);
        assertEquals(new MeterAccount(MARCH, 14, 0, 0, 100_00, Optional.of(MARCH), 0, List.of()), of(MARCH));
        giveBack(MARCH, SECOND);
        assertEquals(new MeterAccount(MARCH, 0, 0, 0, 0, Optional.empty(), 0, List.of()), of(MARCH));
    }

    @Test
    void whatIsGivenBackToAnEarlierMonthIsOwedInThoseThatCarryIt() {
        take(MARCH, FIRST);
        take(APRIL, SECOND);
        giveBack(MARCH, FIRST);
        assertEquals(150_00, of(MARCH).fixedOwed());
        assertEquals(100_00, of(APRIL).fixedOwed());
        assertEquals(Optional.of(MARCH), of(MARCH).chargedIn(), "April charged for April only");
    }

    @Test
    void aLatePaymentTakesWhatIsStillThere() {
        take(MARCH, FIRST);
        giveBack(MARCH, FIRST);
        assertEquals(100_00, takeAgain(MARCH, FIRST));
        assertEquals(new MeterAccount(MARCH, 86, 50, 0, 50_00, Optional.of(MARCH), 0, List.of()), of(MARCH));
        take(MARCH, SECOND);
        giveBack(MARCH, FIRST);
        take(MARCH, new MeterAccount.Change(1, 0, 0, 70_00));
        assertEquals(30_00, takeAgain(MARCH, FIRST), "others have paid 120 of 150 meanwhile");
        assertEquals(0, of(MARCH).fixedOwed());
    }

    @Test
    void aMonthThatWasImportedCountsAsCharged() {
        database.execute("insert into meter_month (meter_id, calendar_month, units_tenths, fixed_owed_minor,"
                + " free_tenths) values (" + meter + ", date '2026-03-01', 700, 2500, 0)");
        take(MARCH, new MeterAccount.Change(10, 0, 0, 25_00));
        giveBack(MARCH, new MeterAccount.Change(10, 0, 0, 25_00));
        assertEquals(new MeterAccount(MARCH, 700, 0, 0, 25_00, Optional.of(MARCH), 0, List.of()), of(MARCH));
    }

    @Test
    void theMonthsOfAReplacedMeterAreFoundAtTheOneInItsPlace() {
        take(MARCH, FIRST);
        long next = MeterFixture.register(rooms, 4712).id();
        database.execute(
                "update meter set replaced_by = " + next + " where id = " + meter,
                "update meter_month set meter_id = " + next);
        giveBack(MARCH, FIRST);
        assertEquals(0, database.count("select units_tenths from meter_month"));
        assertEquals(100_00, takeAgain(MARCH, FIRST));
        assertEquals(86, database.count("select units_tenths from meter_month where meter_id = " + next));
    }

    @Test
    void debtsComeInTheirOrderAndThosePaidOffNotAtAll() {
        debt(1, "Loan", 2, 300_00);
        debt(2, "Arrears", 1, 500_00);
        debt(3, "Old", 0, 0);
        List<MeterAccount.OpenDebt> open = of(MARCH).debts();
        assertEquals(
                List.of("Arrears", "Loan"),
                open.stream().map(MeterAccount.OpenDebt::name).toList());
        assertEquals(500_00, open.get(0).remaining());
        assertTrue(open.get(0).most().isEmpty());
        assertEquals(300, open.get(1).most().orElseThrow());
    }

    @Test
    void noDebtIsPaidBeyondWhatRemains() {
        debt(1, "Loan", 0, 300_00);
        assertTrue(database.tx(() -> debts.pay(1, 250_00)));
        assertFalse(database.tx(() -> debts.pay(1, 50_01)));
        assertEquals(50_00, (long) database.tx(() -> debts.payUpTo(1, 60_00)));
        assertEquals(0, (long) database.tx(() -> debts.payUpTo(1, 60_00)));
        database.tx(() -> debts.owe(1, 10_00));
        assertEquals(10_00, database.count("select remaining_minor from debt"));
    }

    @Test
    void thoseWhoOpenAMonthAtOnceComeOneAfterTheOther() {
        int together = 8;
        Threads.together(together, thread -> () -> {
            take(MARCH, new MeterAccount.Change(1, 0, 0, 0));
            return true;
        });
        assertEquals(together, of(MARCH).units());
        assertEquals(1, database.count("select count(*) from meter_month"));
    }

    @Test
    void aMonthThatOpensWhileAnEarlierOneIsGivenBackCarriesWhatIsOwed() {
        take(MARCH, FIRST);
        Threads.together(4, thread -> () -> {
            if (thread == 0) {
                giveBack(MARCH, FIRST);
            } else {
                take(APRIL, new MeterAccount.Change(1, 0, 0, 0));
            }
            return true;
        });
        long march = of(MARCH).fixedOwed();
        assertEquals(march, of(APRIL).fixedOwed());
        assertTrue(march == 0 || march == 150_00, "charged or not, by who came first: " + march);
    }

    @Test
    void theTariffsThatMetersNameAreFoundWithoutLookingAtEachMeter() {
        MeterFixture.register(rooms, 4712);
        MeterFixture.register(rooms, 4713);
        database.execute("update meter set tariff = 'b-2' where id in (select min(id) from meter)");
        assertEquals(List.of("b-2", "demo"), rooms.get(Meters.class).tariffs());
        database.execute("delete from meter");
        assertEquals(List.of(), rooms.get(Meters.class).tariffs());
    }
}
