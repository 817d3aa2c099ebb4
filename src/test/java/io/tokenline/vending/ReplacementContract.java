package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.MeterLookup;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.WallMeter;
import io.tokenline.payment.FakeWallet;
import io.tokenline.registry.Registry;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A meter that is hung in the place of another one: it takes two engineers, and nothing is lost or won; on whichever database. */
abstract class ReplacementContract {

    private static final int NEW_SERIAL = 815;
    private static final long LEFT = 123;
    private static final Registry.By ADMIN = new Registry.By("root", "for the test");

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Engineering engineering;
    private final Registry registry;
    private final MeterKeyParameters next = MeterFixture.parameters(NEW_SERIAL, BaseDate.BD2014);

    ReplacementContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.engineering = rooms.get(Engineering.class);
        this.registry = rooms.get(Registry.class);
    }

    private Engineering.Result propose(long left) {
        Engineering.Wish wish = new Engineering.Wish(
                shop.meter.drn(), EngineeringKind.REPLACEMENT, left, "burnt by lightning", Optional.empty());
        return engineering.replace(wish, next, "amina");
    }

    private String proposed(long left) {
        return propose(left).request().orElseThrow().reference();
    }

    private Outcome approve(String reference) {
        return engineering.decide(reference, true, "brian").outcome();
    }

    private Meter installed() {
        return rooms.get(Meters.class).byPan(next.pan()).orElseThrow();
    }

    @Test
    void whatWasLeftGoesOverByATokenForTheNewMeterWhenASecondEngineerApproves() throws VaultException {
        String reference = proposed(LEFT);
        assertEquals(
                Outcome.SAME_PERSON,
                engineering.decide(reference, true, "amina").outcome());
        assertEquals(0, database.count("select count(*) from issued_token"));
        assertEquals(1, database.count("select count(*) from meter"));
        assertEquals(Outcome.OK, approve(reference));
        String digits = engineering.show(reference, "amina").orElseThrow().digits();
        TransferCredit credit =
                assertInstanceOf(TransferCredit.class, new WallMeter(next, MeterFixture.KEY).type(digits));
        assertEquals(LEFT, credit.amount().units());
        assertEquals(1, database.count("select count(*) from issued_token where pan = '" + next.pan() + "'"));
        assertEquals(1, database.count("select count(*) from audit_event where action = 'METER_REPLACED'"));
    }

    @Test
    void allThatBelongsToThePlaceGoesOver() {
        Msisdn owner = new Msisdn("254722000111");
        registry.register(shop.meter.pan(), Set.of(owner, Shop.PHONE), ADMIN);
        registry.putInto(shop.meter.pan(), Optional.of("schools"), ADMIN);
        registry.hide(shop.meter.pan(), true, ADMIN);
        registry.entitle(shop.meter.pan(), 500, ADMIN);
        rooms.get(Subscribers.class).name(owner, MeterFixture.now(rooms, shop.meter), "Home");
        database.execute(
                "insert into debt values (9, " + shop.meter.id() + ", 'Loan', 0, 5000, 100, 0.1, 0, null)",
                "insert into meter_month (meter_id, calendar_month, units_tenths, fixed_owed_minor, free_tenths) values ("
                        + shop.meter.id() + ", date '2026-03-01', 70, 20, 5)");
        assertEquals(Outcome.OK, approve(proposed(0)));
        database.tx(() -> {
            Meter old = MeterFixture.now(rooms, shop.meter);
            Meter hangs = installed();
            assertEquals(Optional.of(hangs), old.replacedBy());
            assertEquals(Set.of(), old.registered());
            assertEquals(Set.of(owner, Shop.PHONE), hangs.registered());
            assertEquals(old.place(), hangs.place());
            assertEquals(old.customer(), hangs.customer());
            assertEquals(next, hangs.keyParameters());
        });
        assertEquals(
                List.of(Long.toString(installed().id())), database.names("select meter_id from debt where id = 9"));
        assertEquals(
                List.of("70 20 5"),
                database.names("select units_tenths || ' ' || fixed_owed_minor || ' ' || free_tenths from meter_month"
                        + " where meter_id = " + installed().id()));
        assertEquals(
                List.of("home"),
                database.names("select nickname from saved_meter where meter_id = "
                        + installed().id()));
    }

    @Test
    void theOldMeterNeverBuysAgain() {
        assertEquals(Outcome.OK, approve(proposed(0)));
        assertEquals(
                new MeterLookup.Refused(Outcome.METER_BLOCKED),
                rooms.get(LookUps.class).find(shop.meter.drn(), Shop.PHONE));
        assertEquals(Outcome.METER_REPLACED, registry.unblock(shop.meter.pan(), ADMIN));
        assertEquals(Outcome.METER_REPLACED, propose(0).outcome());
        assertInstanceOf(
                MeterLookup.Found.class,
                rooms.get(LookUps.class).find(next.pan().drn().digits(), Shop.PHONE));
    }

    @Test
    void aMeterThatIsBeingPaidForWaits() {
        String reference = proposed(LEFT);
        String sale = shop.sell("1", "300");
        assertEquals(Outcome.SALE_UNDER_WAY, approve(reference));
        assertEquals(1, database.count("select count(*) from meter"), "nothing was done");
        shop.pay(sale, "300");
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(sale));
        assertEquals(Outcome.OK, approve(reference), "it can be approved now");
    }

    @Test
    void aMeterWhoseTokenWaitsWhileItsMoneyIsHeldIsNotReplaced() {
        String reference = proposed(LEFT);
        String sale = shop.sell("dial 1", "300");
        shop.keepTokenWaiting(Duration.ZERO);
        shop.vending.held(sale, FakeWallet.kes(300_00));
        assertEquals(SaleState.HELD, shop.state(sale));
        assertEquals(Outcome.SALE_UNDER_WAY, approve(reference));
    }

    @Test
    void aMeterThatHangsSomewhereIsNotHungASecondTime() {
        String reference = proposed(LEFT);
        MeterFixture.register(rooms, NEW_SERIAL);
        assertEquals(Outcome.METER_EXISTS, propose(LEFT).outcome());
        assertEquals(Outcome.METER_EXISTS, approve(reference));
        assertEquals(0, database.count("select count(*) from issued_token"));
        assertEquals(Optional.empty(), MeterFixture.now(rooms, shop.meter).replacedBy());
    }

    @Test
    void whatNoTokenCanCarryAndWhatIsLessThanNothingIsRefused() {
        assertEquals(Outcome.VALUE_INVALID, propose(-1).outcome());
        assertEquals(Outcome.VALUE_INVALID, propose(Long.MAX_VALUE).outcome());
        Engineering.Wish wish = new Engineering.Wish(
                shop.meter.drn(), EngineeringKind.REPLACEMENT, LEFT, "without a new meter", Optional.empty());
        assertEquals(
                Outcome.VALUE_INVALID, engineering.propose(wish, "amina").outcome(), "a replacement needs its meter");
    }

    @Test
    void theSmsNamesTheMeterThatTakesTheToken() {
        Engineering.Wish wish = new Engineering.Wish(
                shop.meter.drn(), EngineeringKind.REPLACEMENT, LEFT, "burnt by lightning", Optional.of(Shop.PHONE));
        String reference =
                engineering.replace(wish, next, "amina").request().orElseThrow().reference();
        assertEquals(Outcome.OK, approve(reference));
        List<String> keys = database.names("select message_key from outbox_message where message_key like '%service'");
        assertNotEquals(List.of(), keys);
        String drn = next.pan().drn().digits();
        assertEquals(
                1,
                shop.sealedTexts().stream()
                        .filter(text -> text.startsWith("Mtr:" + drn))
                        .count());
    }
}
