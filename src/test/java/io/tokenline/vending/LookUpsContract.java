package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tokenline.Database;
import io.tokenline.LocalCache;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.MeterLookup;
import io.tokenline.registry.Registry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** What a phone learns of a meter whose number it types, and how often; on whichever database. */
abstract class LookUpsContract {

    private static final int LIMIT = 3;
    private static final Msisdn STRANGER = new Msisdn("254733000111");
    private static final MeterLookup UNKNOWN = new MeterLookup.Refused(Outcome.METER_UNKNOWN);
    private static final MeterLookup TOO_MANY = new MeterLookup.Refused(Outcome.TOO_MANY);
    private static final Registry.By BY = new Registry.By("root", "for the test");

    private final Shop shop;
    private final Rooms rooms;
    private final Registry registry;
    private final LookUps lookUps;
    private final Statistics statistics;

    LookUpsContract(Database database) {
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.registry = rooms.get(Registry.class);
        LookUpCounts counts = new LookUpCounts(
                new LookUpCache(LocalCache.fresh()), new Settings.Registry(LIMIT, 100, 1), database.clock());
        this.lookUps = rooms.with(LookUpCounts.class, counts).get(LookUps.class);
        this.statistics = database.tx(() ->
                database.entities().unwrap(Session.class).getSessionFactory().getStatistics());
    }

    private static String drn(int serial) {
        return MeterFixture.pan(serial).drn().digits();
    }

    private Meter hidden(int serial) {
        Meter meter = MeterFixture.register(rooms, serial);
        registry.hide(meter.pan(), true, BY);
        return meter;
    }

    @Test
    void aHiddenMeterIsToAStrangerAsOneThatDoesNotExist() {
        Meter meter = hidden(1);
        assertEquals(UNKNOWN, lookUps.find(meter.drn(), STRANGER));
        assertEquals(UNKNOWN, lookUps.again(meter.drn(), STRANGER));
        assertEquals(UNKNOWN, lookUps.find(drn(99), STRANGER));
        registry.block(meter.pan(), BY);
        assertEquals(UNKNOWN, lookUps.find(meter.drn(), STRANGER), "blocked or not");
    }

    @Test
    void aRegisteredPhoneSeesItsOwnHiddenMeter() {
        Meter meter = hidden(1);
        registry.register(meter.pan(), Set.of(STRANGER), BY);
        assertInstanceOf(MeterLookup.Found.class, lookUps.find(meter.drn(), STRANGER));
        assertInstanceOf(MeterLookup.Found.class, lookUps.again(meter.drn(), STRANGER));
    }

    @Test
    void aMeterThatIsThereIsHiddenOrIsNotThereCostsTheSameStatements() {
        MeterFixture.register(rooms, 1);
        Meter meter = hidden(2);
        statistics.setStatisticsEnabled(true);
        List<Long> costs = List.of(drn(1), meter.drn(), drn(99)).stream()
                .map(drn -> cost(() -> lookUps.again(drn, STRANGER)))
                .toList();
        assertEquals(List.of(1L, 1L, 1L), costs);
        assertEquals(0, cost(() -> lookUps.find("07000000000", STRANGER)), "a wrong check digit asks nothing");
    }

    private long cost(Runnable step) {
        long before = statistics.getPrepareStatementCount();
        step.run();
        return statistics.getPrepareStatementCount() - before;
    }

    @Test
    void whoTriesOutNumbersIsStoppedWhateverTheyAre() {
        Meter meter = hidden(1);
        MeterFixture.register(rooms, 2);
        for (int i = 0; i < LIMIT; i++) {
            assertEquals(UNKNOWN, lookUps.find(drn(100 + i), STRANGER));
        }
        for (String drn : List.of(meter.drn(), drn(2), drn(99))) {
            assertEquals(TOO_MANY, lookUps.find(drn, STRANGER), "there, hidden or not there: the same answer");
        }
    }

    @Test
    void aWrongCheckDigitIsNotCounted() {
        for (int i = 0; i < 2 * LIMIT; i++) {
            assertEquals(new MeterLookup.Refused(Outcome.METER_NUMBER_INVALID), lookUps.find("07000000000", STRANGER));
        }
        assertEquals(UNKNOWN, lookUps.find(drn(99), STRANGER));
    }

    @Test
    void aPhonesOwnMetersAreNotCountedAndStayOpenToIt() {
        Meter mine = MeterFixture.register(
                rooms, MeterFixture.parameters(5, shop.meter.keyParameters().baseDate()), Optional.of(Shop.PHONE));
        shop.pay(shop.sell("1", "300"), "300");
        for (int i = 0; i < LIMIT; i++) {
            assertInstanceOf(MeterLookup.Found.class, lookUps.find(shop.meter.drn(), Shop.PHONE), "bought for before");
            assertInstanceOf(MeterLookup.Found.class, lookUps.find(mine.drn(), Shop.PHONE), "registered");
        }
        for (int i = 0; i < LIMIT; i++) {
            assertEquals(UNKNOWN, lookUps.find(drn(100 + i), Shop.PHONE));
        }
        assertEquals(TOO_MANY, lookUps.find(drn(99), Shop.PHONE));
        assertInstanceOf(MeterLookup.Found.class, lookUps.find(shop.meter.drn(), Shop.PHONE));
        assertInstanceOf(MeterLookup.Found.class, lookUps.find(mine.drn(), Shop.PHONE));
    }

    @Test
    void whoOnlyAskedForAMeterHasNotBoughtForIt() {
        String sale = shop.sell("1", "300"); // and never pays
        assertEquals(SaleState.PAYMENT_REQUESTED, shop.state(sale));
        for (int i = 0; i < LIMIT; i++) {
            assertInstanceOf(MeterLookup.Found.class, lookUps.find(shop.meter.drn(), Shop.PHONE));
        }
        assertEquals(TOO_MANY, lookUps.find(shop.meter.drn(), Shop.PHONE));
    }

    @Test
    void aHiddenMeterThatAStrangerBoughtForIsNotOfferedToHimAnyMore() {
        shop.pay(shop.sell("1", "300"), "300");
        Purchases purchases = rooms.get(Purchases.class);
        assertEquals(1, purchases.meters(Shop.PHONE).size());
        registry.hide(shop.meter.pan(), true, BY);
        assertEquals(List.of(), purchases.meters(Shop.PHONE));
        registry.register(shop.meter.pan(), Set.of(Shop.PHONE), BY);
        assertEquals(1, purchases.meters(Shop.PHONE).size());
    }
}
