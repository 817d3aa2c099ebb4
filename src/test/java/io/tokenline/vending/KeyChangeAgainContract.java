package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.delivery.Outbox;
import io.tokenline.delivery.SendResult;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.metering.WallMeter;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.TransferCredit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Key changes whose codes were lost or never entered, on whichever database. */
abstract class KeyChangeAgainContract {

    private static final String REASON = "the customer deleted the SMS";

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Meters meters;
    private final KeyChanges keyChanges;
    private final MeterKeyParameters from;
    private final MeterKeyParameters to;

    KeyChangeAgainContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.meters = rooms.get(Meters.class);
        this.keyChanges = rooms.get(KeyChanges.class);
        this.from = shop.meter.keyParameters();
        this.to = revision(2).of(from, from.baseDate(), from.kt());
        MeterFixture.loadKeyFor(rooms, to, MeterFixture.NEXT_KEY);
    }

    private KeyTarget revision(int krn) {
        return new KeyTarget(from.sgc(), from.ti(), new KeyRevision(krn));
    }

    private Meter now() {
        return MeterFixture.now(rooms, shop.meter);
    }

    private TokenSms buyWithKeyChange(String key) {
        meters.setKeyTarget(shop.meter, revision(2), "amina");
        return shop.buy(shop.meter, key, "200");
    }

    private void deliverAll() {
        Outbox outbox = rooms.get(Outbox.class);
        outbox.claim(10).forEach(claimed -> outbox.answered(claimed.id(), SendResult.ACCEPTED));
    }

    @Test
    void theSameCodesGoOutAgainAsOftenAsSupportAsks() {
        TokenSms sold = buyWithKeyChange("dial 1");
        assertEquals(Outcome.OK, keyChanges.sendAgain(now(), "brian"));
        assertEquals(Outcome.OK, keyChanges.sendAgain(now(), "brian"));
        List<String> texts = shop.texts(sold.reference());
        assertEquals(3, texts.size());
        for (String text : texts.subList(1, 3)) {
            TokenSms again = TokenSms.read(sold.reference(), text);
            assertEquals(sold.keys(), again.keys());
            assertEquals(Optional.empty(), again.token(), "the token itself is not worth a second SMS");
            assertTrue(text.startsWith("Mtr:" + shop.meter.drn() + "\n"), text);
            assertTrue(text.contains("free of charge"), text);
        }
        assertEquals(1, database.count("select count(*) from key_change"));
        assertEquals(5, database.count("select count(*) from issued_token"), "nothing is made anew");
        assertEquals(
                List.of("sale " + sold.reference().toLowerCase(java.util.Locale.ROOT)),
                database.names("select distinct detail from audit_event where action = 'KEY_CHANGE_RESENT'"
                        + " and actor = 'brian' and object = 'meter " + shop.meter.drn() + "'"));
    }

    @Test
    void whatIsSentAgainIsNoSaleInAnyTotal() {
        buyWithKeyChange("dial 1");
        deliverAll();
        Outbox.Counts sms = rooms.get(Outbox.class).counts();
        Vending.Counts sales = shop.vending.counts();
        assertEquals(new Outbox.Counts(1, 1), sms);
        keyChanges.sendAgain(now(), "brian");
        deliverAll();
        assertEquals(sms, rooms.get(Outbox.class).counts());
        assertEquals(sales, shop.vending.counts());
        assertEquals(
                List.of("service_token", "token"),
                database.names("select kind from outbox_message where state = 'DELIVERED' order by kind"));
    }

    @Test
    void aMeterThatNeverChangedItsKeyHasNothingToSendAgainOrToTakeBack() {
        shop.buy(shop.meter, "dial 1", "200");
        assertEquals(Outcome.KEY_CHANGE_UNKNOWN, keyChanges.sendAgain(now(), "brian"));
        assertEquals(Outcome.KEY_CHANGE_UNKNOWN, meters.undoKeyChange(now(), REASON, "brian"));
        assertEquals(1, database.count("select count(*) from outbox_message"));
        assertEquals(
                0,
                database.count(
                        "select count(*) from audit_event where actor = 'brian'" + " and action like 'KEY_CHANGE%'"));
    }

    @Test
    void aChangeThatWasTakenBackComesAnewWithTheNextSale() {
        TokenSms lost = buyWithKeyChange("dial 1");
        assertEquals(Outcome.OK, meters.undoKeyChange(now(), REASON, "brian"));
        assertEquals(from, now().keyParameters());
        assertEquals(Optional.of(revision(2)), now().keyTarget());

        TokenSms anew = shop.buy(shop.meter, "dial 2", "200");
        assertEquals(to, now().keyParameters());
        WallMeter wall = new WallMeter(from, MeterFixture.KEY);
        wall.typeAll(anew.keys());
        assertEquals(KeyDerivation.derive(MeterFixture.NEXT_KEY, to), wall.key());
        TransferCredit first = (TransferCredit) wall.type(lost.digits());
        TransferCredit second = (TransferCredit) wall.type(anew.digits());
        assertTrue(first.tid().minutes() < second.tid().minutes(), "the token that was lost is not lost");
        assertEquals(anew.reference(), meters.lastKeyChange(now()).orElseThrow().owner());
        assertEquals(Outcome.OK, keyChanges.sendAgain(now(), "brian"));
        assertEquals(2, shop.texts(anew.reference()).size());
    }

    @Test
    void takingBackIsWrittenDownWithItsReason() {
        buyWithKeyChange("dial 1");
        meters.undoKeyChange(now(), REASON, "brian");
        assertEquals(
                List.of(REASON.toLowerCase(java.util.Locale.ROOT)),
                database.names("select detail from audit_event where action = 'KEY_CHANGE_UNDONE'"
                        + " and actor = 'brian' and object = 'meter " + shop.meter.drn() + "'"));
        assertEquals(
                List.of(REASON.toLowerCase(java.util.Locale.ROOT)),
                database.names("select undone_reason from key_change where undone_by = 'brian'"));
    }

    @Test
    void withoutAReasonNothingIsTakenBack() {
        buyWithKeyChange("dial 1");
        for (String reason : List.of("", "     ", "why", "x".repeat(201))) {
            assertThrows(IllegalArgumentException.class, () -> meters.undoKeyChange(now(), reason, "brian"), reason);
        }
        assertEquals(to, now().keyParameters());
    }

    @Test
    void aChangeIsTakenBackOnceAndThenNotSentAgain() {
        TokenSms sold = buyWithKeyChange("dial 1");
        Meter stale = now();
        assertEquals(Outcome.OK, meters.undoKeyChange(stale, REASON, "brian"));
        assertEquals(Outcome.KEY_CHANGE_UNKNOWN, meters.undoKeyChange(stale, REASON, "brian"));
        assertEquals(Outcome.KEY_CHANGE_UNKNOWN, keyChanges.sendAgain(stale, "brian"));
        assertEquals(from, now().keyParameters());
        assertEquals(1, shop.texts(sold.reference()).size());
    }

    @Test
    void aTargetThatWasSetSinceOutlivesTheTakingBack() {
        buyWithKeyChange("dial 1");
        KeyTarget newer = new KeyTarget(new SupplyGroupCode("998877"), from.ti(), from.krn());
        meters.setKeyTarget(now(), newer, "amina");
        meters.undoKeyChange(now(), REASON, "brian");
        assertEquals(from, now().keyParameters());
        assertEquals(Optional.of(newer), now().keyTarget());
    }

    @Test
    void theKeyTypeAndBaseDateGoBackToo() {
        MeterKeyParameters unique = MeterFixture.parameters(815, BaseDate.BD2014);
        MeterKeyParameters delivered = new KeyTarget(new SupplyGroupCode("000001"), from.ti(), new KeyRevision(1))
                .of(unique, BaseDate.BD1993, KeyType.DDTK);
        MeterFixture.loadKeyFor(rooms, delivered, MeterFixture.NEXT_KEY);
        Meter meter = MeterFixture.register(rooms, delivered, Optional.empty());
        meters.setKeyTarget(meter, revision(1), "amina");
        shop.buy(meter, "dial 1", "200");
        assertEquals(unique, MeterFixture.now(rooms, meter).keyParameters());
        meters.undoKeyChange(meter, REASON, "brian");
        assertEquals(delivered, MeterFixture.now(rooms, meter).keyParameters());
        database.clock().pass(Duration.ofHours(1));
        TokenSms anew = shop.buy(meter, "dial 2", "200");
        WallMeter wall = new WallMeter(delivered, MeterFixture.NEXT_KEY);
        assertTrue(wall.typeAll(anew.keys()).rollover());
        assertTrue(wall.takes(anew.digits()));
        assertFalse(new WallMeter(unique, MeterFixture.NEXT_KEY).takes(anew.digits()));
    }
}
