package io.tokenline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Subscribers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What staff look up and change of one meter; on whichever database. */
abstract class RegistryContract {

    private static final Msisdn WIFE = new Msisdn("254722000111");
    private static final Msisdn HUSBAND = new Msisdn("254722000222");
    private static final MeterFilter ALL = new MeterFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final Registry.By BY = new Registry.By("root", "for the test");

    private final Database database;
    private final Rooms rooms;
    private final Registry registry;
    private final Meter meter;
    private final Meter other;

    RegistryContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.registry = rooms.get(Registry.class);
        this.meter = MeterFixture.register(rooms, 4711);
        this.other = MeterFixture.register(rooms, 4712);
    }

    private MeterView now() {
        return registry.find(meter.pan()).orElseThrow().meter();
    }

    private List<String> audited(String action) {
        return database.names("select detail from audit_event where action = '" + action + "' order by id");
    }

    @Test
    void aMeterHasSeveralPhonesAndEachSeesIt() {
        assertEquals(Outcome.OK, registry.register(meter.pan(), Set.of(WIFE, HUSBAND), BY));
        for (Msisdn phone : List.of(WIFE, HUSBAND)) {
            assertEquals(
                    List.of(meter.drn()),
                    rooms.get(Subscribers.class).registered(phone, 5).stream()
                            .map(Meter::drn)
                            .toList());
        }
        assertEquals(Outcome.OK, registry.register(meter.pan(), Set.of(HUSBAND), BY));
        assertEquals(List.of(), rooms.get(Subscribers.class).registered(WIFE, 5));
        assertEquals(List.of(HUSBAND.masked()), now().phones());
        assertEquals(
                Optional.of(Set.of(HUSBAND)),
                registry.phones(meter.pan(), new Registry.By("auditor", "the owner asks"))
                        .map(Set::copyOf));
        assertEquals(List.of(HUSBAND.masked() + ": the owner asks"), audited("PHONES_READ"));
    }

    @Test
    void aSixthPhoneIsOneTooMany() {
        Set<Msisdn> six = Stream.iterate(254_700_000_001L, next -> next + 1)
                .limit(Meter.PHONES_MAX + 1L)
                .map(digits -> new Msisdn(Long.toString(digits)))
                .collect(Collectors.toSet());
        assertThrows(IllegalArgumentException.class, () -> registry.register(meter.pan(), six, BY));
        assertEquals(List.of(), now().phones());
    }

    @Test
    void aBlockedMeterSaysWhyUntilItMayBuyAgain() {
        assertEquals(Outcome.OK, registry.block(meter.pan(), new Registry.By("root", "seal broken")));
        assertEquals("BLOCKED", now().status());
        assertEquals("seal broken", now().blockReason());
        assertEquals(Outcome.OK, registry.unblock(meter.pan(), BY));
        assertEquals("ACTIVE", now().status());
        assertNull(now().blockReason());
        assertEquals(List.of("active -> blocked (seal broken): seal broken"), audited("METER_BLOCKED"));
        assertEquals(List.of("blocked (seal broken) -> active: for the test"), audited("METER_UNBLOCKED"));
    }

    @Test
    void everyChangeIsWrittenDownWithWhatWasBeforeAndAfterIt() {
        registry.putInto(meter.pan(), Optional.of("Schools"), BY);
        registry.putInto(meter.pan(), Optional.empty(), BY);
        registry.hide(meter.pan(), true, BY);
        registry.charge(meter.pan(), "business", BY);
        registry.entitle(meter.pan(), 505, BY);
        registry.rename(meter.pan(), "Brian Otieno", Optional.of("A-17"), BY);
        assertEquals(List.of("none -> schools: for the test", "schools -> none: for the test"), audited("METER_GROUP"));
        assertEquals(List.of("shown -> hidden: for the test"), audited("METER_HIDDEN"));
        assertEquals(List.of("demo -> business: for the test"), audited("METER_TARIFF"));
        assertEquals(List.of("0.0 kwh -> 50.5 kwh: for the test"), audited("METER_FREE_UNITS"));
        assertEquals(1, audited("CUSTOMER_CHANGED").size());
        MeterView view = now();
        assertTrue(view.hidden());
        assertEquals("business", view.tariff());
        assertEquals("50.5", view.freeKwh());
        assertEquals("Brian Otieno", view.name());
        assertEquals("A-17", view.account());
    }

    @Test
    void anAccountBelongsToOneCustomer() {
        assertEquals(Outcome.OK, registry.rename(meter.pan(), "Amina", Optional.of("A-17"), BY));
        assertEquals(Outcome.ACCOUNT_TAKEN, registry.rename(other.pan(), "Brian", Optional.of("A-17"), BY));
        assertEquals(Outcome.OK, registry.rename(meter.pan(), "Amina W.", Optional.of("A-17"), BY));
    }

    @Test
    void whatIsNotThereIsUnknown() {
        assertEquals(Optional.empty(), registry.find(MeterFixture.pan(1)));
        assertEquals(Outcome.METER_UNKNOWN, registry.block(MeterFixture.pan(1), BY));
        assertEquals(Outcome.METER_UNKNOWN, registry.owe(MeterFixture.pan(1), debt("Loan", 100), BY));
        assertEquals(Outcome.DEBT_UNKNOWN, registry.adjust(meter.pan(), "Loan", debt -> debt, BY));
    }

    private static DebtTerms debt(String name, long remaining) {
        return new DebtTerms(name, remaining, 0, new BigDecimal("0.25"), 0, Optional.of(5_000L));
    }

    @Test
    void debtsAreEnteredInTheirOrderAndAdjusted() {
        assertEquals(Outcome.OK, registry.owe(meter.pan(), debt("Loan", 150_000), BY));
        assertEquals(Outcome.OK, registry.owe(meter.pan(), debt("Arrears", 20_000), BY));
        assertEquals(Outcome.DEBT_EXISTS, registry.owe(meter.pan(), debt("Loan", 1), BY));
        assertEquals(Outcome.OK, registry.adjust(meter.pan(), "Loan", debt -> debt.remaining(99_900), BY));
        List<MeterView.Debt> debts = registry.find(meter.pan()).orElseThrow().debts();
        assertEquals(
                List.of("Loan 999.00", "Arrears 200.00"),
                debts.stream().map(debt -> debt.name() + " " + debt.remaining()).toList());
        assertEquals("0.25", debts.get(0).rate());
        assertEquals("50.00", debts.get(0).most());
        String adjusted = audited("DEBT_ADJUSTED").get(0);
        assertTrue(adjusted.startsWith("loan: 1500.00, ") && adjusted.contains(" -> loan: 999.00, "), adjusted);
    }

    @Test
    void aListIsNarrowedByWhatIsAskedFor() {
        registry.register(meter.pan(), Set.of(WIFE), BY);
        registry.rename(meter.pan(), "Amina", Optional.of("A-17"), BY);
        registry.putInto(meter.pan(), Optional.of("schools"), BY);
        registry.block(meter.pan(), BY);
        registry.charge(other.pan(), "business", BY);
        registry.hide(other.pan(), true, BY);
        assertEquals(List.of(meter.drn(), other.drn()), drns(ALL));
        List<MeterFilter> first = List.of(
                filter(Optional.of("A-17"), Optional.empty(), Optional.empty(), Optional.empty()),
                filter(Optional.empty(), Optional.of(WIFE), Optional.empty(), Optional.empty()),
                filter(Optional.empty(), Optional.empty(), Optional.of("schools"), Optional.empty()),
                filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false)));
        first.forEach(filter -> assertEquals(List.of(meter.drn()), drns(filter), filter::toString));
        assertEquals(
                List.of(other.drn()),
                drns(filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true))));
        assertEquals(
                List.of(meter.drn()),
                registry.page(ALL, 0, 1).stream().map(MeterView::drn).toList());
        assertFalse(registry.page(ALL, meter.id(), 5).stream()
                .anyMatch(view -> view.drn().equals(meter.drn())));
    }

    private List<String> drns(MeterFilter filter) {
        return registry.page(filter, 0, 10).stream().map(MeterView::drn).toList();
    }

    private static MeterFilter filter(
            Optional<String> account, Optional<Msisdn> phone, Optional<String> group, Optional<Boolean> hidden) {
        return new MeterFilter(
                Optional.empty(), account, phone, group, Optional.empty(), Optional.empty(), Optional.empty(), hidden);
    }
}
