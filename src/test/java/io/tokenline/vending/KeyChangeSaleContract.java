package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.metering.WallMeter;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.token.sts.VendingKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sale does for a meter whose key is not the one it should have, on whichever database. */
abstract class KeyChangeSaleContract {

    private static final int EA07_SERIAL = 815;

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Meters meters;

    KeyChangeSaleContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.meters = rooms.get(Meters.class);
    }

    /** The next revision of the group's key, loaded, as the target of a meter. */
    private MeterKeyParameters aimAtNextRevision(Meter meter) {
        MeterKeyParameters from = meter.keyParameters();
        MeterKeyParameters to = MeterFixture.rekeyed(
                from, from.sgc(), from.ti().number(), from.krn().number() + 1);
        MeterFixture.loadKeyFor(rooms, to, MeterFixture.NEXT_KEY);
        meters.setKeyTarget(meter, MeterFixture.targetOf(to), "amina");
        return to;
    }

    private Meter now(Meter meter) {
        return MeterFixture.now(rooms, meter);
    }

    private long rows(String table) {
        return database.count("select count(*) from " + table);
    }

    @Test
    void aNewRevisionOfTheGroupsKeyComesWithTheSale() {
        MeterKeyParameters to = aimAtNextRevision(shop.meter);
        leads(shop.meter, MeterFixture.KEY, to, MeterFixture.NEXT_KEY);
    }

    @Test
    void aNewTariffIndexComesWithTheSale() {
        MeterKeyParameters from = shop.meter.keyParameters();
        MeterKeyParameters to =
                MeterFixture.rekeyed(from, from.sgc(), 7, from.krn().number());
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(to), "amina");
        leads(shop.meter, MeterFixture.KEY, to, MeterFixture.KEY);
    }

    @Test
    void aNewSupplyGroupComesWithTheSale() {
        MeterKeyParameters from = shop.meter.keyParameters();
        MeterKeyParameters to = MeterFixture.rekeyed(
                from, new SupplyGroupCode("998877"), 1, from.krn().number());
        MeterFixture.loadKeyFor(rooms, to, MeterFixture.NEXT_KEY);
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(to), "amina");
        leads(shop.meter, MeterFixture.KEY, to, MeterFixture.NEXT_KEY);
    }

    @Test
    void aMeterWithEa07GetsItsNewKeyInTwoCodes() {
        MeterKeyParameters from = MeterFixture.parametersOfEa07(EA07_SERIAL);
        Meter meter = MeterFixture.register(rooms, from, Optional.empty());
        MeterFixture.loadKeyFor(rooms, from, MeterFixture.DES_KEY);
        MeterKeyParameters to = MeterFixture.rekeyed(from, new SupplyGroupCode("998878"), 2, 3);
        MeterFixture.loadKeyFor(rooms, to, MeterFixture.NEXT_DES_KEY);
        meters.setKeyTarget(meter, MeterFixture.targetOf(to), "amina");
        leads(meter, MeterFixture.DES_KEY, to, MeterFixture.NEXT_DES_KEY);
    }

    /** One SMS leads from exactly the old key to exactly the new one, and costs nothing. */
    private void leads(Meter meter, VendingKey fromKey, MeterKeyParameters to, VendingKey toKey) {
        MeterKeyParameters from = meter.keyParameters();
        Meter twin = MeterFixture.register(rooms, twin(from), Optional.empty());
        TokenSms plain = shop.buy(twin, "dial twin", "200");
        TokenSms sms = shop.buy(meter, "dial 1", "200");

        WallMeter wall = new WallMeter(from, fromKey);
        assertEquals(from.ea().keyBytes() / 4, sms.keys().size(), sms.text());
        assertFalse(wall.takes(sms.digits()), "before its key is changed it cannot read the token");
        KeyChange change = wall.typeAll(sms.keys());
        assertEquals(KeyDerivation.derive(toKey, to), wall.key());
        assertEquals(
                List.of(to.ti(), to.krn(), to.kt(), 255, false),
                List.of(change.ti(), change.krn(), change.kt(), change.ken().number(), change.rollover()));
        TransferCredit credit = (TransferCredit) wall.type(sms.digits());

        TransferCredit ofTwin = (TransferCredit) new WallMeter(twin.keyParameters(), fromKey).type(plain.digits());
        assertEquals(ofTwin.amount(), credit.amount(), "the change is free of charge");
        assertEquals(ofTwin.tid(), credit.tid());
        assertEquals(lines(plain.reference()), lines(sms.reference()));
        assertEquals(to, now(meter).keyParameters());
        assertEquals(Optional.empty(), now(meter).keyTarget());

        TokenSms next = shop.buy(meter, "dial 2", "200");
        assertEquals(List.of(), next.keys(), next.text());
        assertInstanceOf(TransferCredit.class, wall.type(next.digits()));
        assertEquals(1, rows("key_change"));
    }

    /** A meter of the same group whose key is as it should be. */
    private static MeterKeyParameters twin(MeterKeyParameters of) {
        return new MeterKeyParameters(
                MeterFixture.pan(2), of.ea(), of.dkga(), of.baseDate(), of.sgc(), of.ti(), of.krn(), of.kt());
    }

    private List<String> lines(String reference) {
        return database.names("select concat(l.name, ' ', l.amount_minor) from sale_line l, sale s"
                + " where l.sale_id = s.id and s.reference = '" + reference + "' order by l.position");
    }

    @Test
    void theSupplyGroupStandsInTheFourCodesOfAMeterWithEa11() {
        MeterKeyParameters from = shop.meter.keyParameters();
        MeterKeyParameters to = MeterFixture.rekeyed(from, new SupplyGroupCode("998877"), 1, 1);
        MeterFixture.loadKeyFor(rooms, to, MeterFixture.NEXT_KEY);
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(to), "amina");
        List<String> keys = shop.buy(shop.meter, "dial 1", "200").keys();
        assertEquals(
                to.sgc(), new WallMeter(from, MeterFixture.KEY).typeAll(keys).sgc());
    }

    @Test
    void aLaterBaseDateMakesTheMeterForgetItsTokenIdentifiers() {
        database.clock().set(Instant.parse("2036-05-01T08:00:00Z"));
        MeterKeyParameters from = shop.meter.keyParameters();
        MeterKeyParameters to = MeterFixture.targetOf(MeterFixture.rekeyed(from, from.sgc(), 1, 2))
                .of(from, BaseDate.BD2035, from.kt());
        MeterFixture.loadKeyFor(rooms, to, MeterFixture.NEXT_KEY);
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(to), "amina");
        TokenSms sms = shop.buy(shop.meter, "dial 1", "200");
        WallMeter wall = new WallMeter(from, MeterFixture.KEY);
        assertTrue(wall.typeAll(sms.keys()).rollover());
        TransferCredit credit = (TransferCredit) wall.type(sms.digits());
        assertEquals(database.clock().instant(), credit.tid().minute());
        assertEquals(BaseDate.BD2035, credit.tid().baseDate());
        assertEquals(to, now(shop.meter).keyParameters());
    }

    @Test
    void aMeterThatWasDeliveredWithADefaultKeyGetsTheKeyOfItsOwnerAndBuysWithIt() {
        MeterKeyParameters unique = MeterFixture.parameters(EA07_SERIAL, BaseDate.BD2014);
        MeterKeyParameters from = MeterFixture.targetOf(
                        MeterFixture.rekeyed(unique, new SupplyGroupCode("000001"), 1, 1))
                .of(unique, BaseDate.BD2014, KeyType.DDTK);
        MeterFixture.loadKeyFor(rooms, from, MeterFixture.NEXT_KEY);
        Meter meter = MeterFixture.register(rooms, from, Optional.empty());
        assertEquals(Outcome.KEY_NOT_ALLOWED, refusal(meter), "a default key makes no credit");
        meters.setKeyTarget(meter, MeterFixture.targetOf(unique), "amina");
        TokenSms sms = shop.buy(meter, "dial 1", "200");
        WallMeter wall = new WallMeter(from, MeterFixture.NEXT_KEY);
        assertEquals(KeyType.DUTK, wall.typeAll(sms.keys()).kt());
        wall.type(sms.digits());
        assertEquals(unique, now(meter).keyParameters());
        wall.type(shop.buy(meter, "dial 2", "200").digits());
    }

    private Outcome refusal(Meter meter) {
        return ((Quote.Result.Refused) shop.quoted(meter, "200")).outcome();
    }

    @Test
    void aRollbackLeavesTheMeterWithItsKeyAndItsTarget() {
        MeterKeyParameters to = aimAtNextRevision(shop.meter);
        String reference = shop.sell("dial 1", "200");
        assertThrows(
                IllegalStateException.class,
                () -> database.tx((Runnable) () -> {
                    shop.vending.paid(reference, kes(200_00));
                    throw new IllegalStateException("power cut");
                }));
        assertEquals(shop.meter.keyParameters(), now(shop.meter).keyParameters());
        assertEquals(Optional.of(MeterFixture.targetOf(to)), now(shop.meter).keyTarget());
        for (String table : List.of("key_change", "issued_token", "outbox_message", "token_identifier")) {
            assertEquals(0, rows(table), table);
        }
    }

    @Test
    void aSaleThatWaitsForItsMinuteChangesNoKeyUntilItHasItsToken() {
        MeterKeyParameters to = aimAtNextRevision(shop.meter);
        shop.keepTokenWaiting(Duration.ZERO);
        String reference = shop.sell("dial 1", "200");
        shop.vending.paid(reference, kes(200_00));
        assertEquals(SaleState.PAID, shop.state(reference));
        assertEquals(shop.meter.keyParameters(), now(shop.meter).keyParameters());
        assertEquals(0, rows("key_change"));
        database.clock().pass(Duration.ofMinutes(1));
        shop.rooms.get(Unfinished.class).issue(reference);
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(reference));
        assertEquals(to, now(shop.meter).keyParameters());
        assertEquals(1, rows("key_change"));
    }

    @Test
    void ofTwoSalesAtOnceOneChangesTheKeyAndTheOtherUsesIt() {
        for (int serial = 1; serial <= 5; serial++) {
            Meter meter = MeterFixture.register(rooms, serial);
            MeterKeyParameters from = meter.keyParameters();
            if (serial == 1) {
                aimAtNextRevision(meter);
            } else {
                meters.setKeyTarget(
                        meter, MeterFixture.targetOf(MeterFixture.rekeyed(from, from.sgc(), 1, 2)), "amina");
            }
            List<String> sales = List.of(shop.sell(meter, "a" + serial, "200"), shop.sell(meter, "b" + serial, "200"));
            Threads.together(2, sale -> () -> {
                shop.vending.paid(sales.get(sale), kes(200_00));
                return true;
            });
            List<TokenSms> texts = sales.stream()
                    .map(sale -> TokenSms.read(sale, shop.texts(sale).get(0)))
                    .sorted(Comparator.comparing(sms -> sms.keys().isEmpty()))
                    .toList();
            assertEquals(
                    List.of(4, 0), texts.stream().map(sms -> sms.keys().size()).toList());
            WallMeter wall = new WallMeter(from, MeterFixture.KEY);
            wall.typeAll(texts.get(0).keys());
            TransferCredit first = (TransferCredit) wall.type(texts.get(0).digits());
            TransferCredit second = (TransferCredit) wall.type(texts.get(1).digits());
            assertTrue(first.tid().minutes() < second.tid().minutes());
            assertEquals(serial, rows("key_change"));
        }
    }
}
