package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.metering.KeyChangePolicy;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SupplyGroupCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a meter's key is to become, and whether a sale may see to it; on whichever database. */
abstract class KeyTargetContract {

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Meters meters;

    KeyTargetContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.meters = rooms.get(Meters.class);
    }

    /** The next revision of the group's key, loaded, as the target of the meter. */
    private void aimAtNextRevision() {
        MeterKeyParameters from = shop.meter.keyParameters();
        MeterKeyParameters to = MeterFixture.rekeyed(
                from, from.sgc(), from.ti().number(), from.krn().number() + 1);
        MeterFixture.loadKeyFor(rooms, to, MeterFixture.NEXT_KEY);
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(to), "amina");
    }

    private Meter now() {
        return MeterFixture.now(rooms, shop.meter);
    }

    private Outcome refusal() {
        return ((Quote.Result.Refused) shop.quoted("200")).outcome();
    }

    private long rows(String table) {
        return database.count("select count(*) from " + table);
    }

    @Test
    void aKeyThatIsLedToMustBeLoadedBeforeMoneyIsAskedFor() {
        MeterKeyParameters from = shop.meter.keyParameters();
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(MeterFixture.rekeyed(from, from.sgc(), 1, 2)), "amina");
        assertEquals(Outcome.KEY_NOT_LOADED, refusal());
    }

    @Test
    void aTargetThatIsReachedIsNoneAndThePresentKeyTakesOneBack() {
        MeterKeyParameters from = shop.meter.keyParameters();
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(from), "amina");
        assertEquals(Optional.empty(), now().keyTarget());
        aimAtNextRevision();
        assertNotEquals(Optional.empty(), now().keyTarget());
        meters.setKeyTarget(shop.meter, MeterFixture.targetOf(from), "brian");
        assertEquals(Optional.empty(), now().keyTarget());
        assertEquals(List.of(), shop.buy(shop.meter, "dial 1", "200").keys());
        assertEquals(
                List.of("123457/1 ti 01", "123457/2 ti 01", "123457/1 ti 01"),
                database.names("select detail from audit_event where action = 'KEY_TARGET' and object = 'meter "
                        + shop.meter.drn() + "' order by id"));
    }

    @Test
    void aGroupThatRefusesKeyChangesSellsNothingUntilItsPolicyIsAnother() {
        aimAtNextRevision();
        SupplyGroupCode group = shop.meter.keyParameters().sgc();
        meters.setKeyChangePolicy(group, KeyChangePolicy.REFUSE, "amina");
        assertEquals(Outcome.KEY_CHANGE_REFUSED, refusal());
        Meter other = MeterFixture.register(rooms, 2);
        assertInstanceOf(Quote.Result.Quoted.class, shop.quoted(other, "200"), "its key is as it should be");
        meters.setKeyChangePolicy(group, KeyChangePolicy.AUTO, "amina");
        assertEquals(4, shop.buy(shop.meter, "dial 1", "200").keys().size());
        assertEquals(
                List.of("refuse", "auto"),
                database.names("select detail from audit_event where action = 'KEY_CHANGE_POLICY' order by id"));
    }

    @Test
    void moneyThatWasPaidBeforeTheGroupRefusedOpensACase() {
        aimAtNextRevision();
        String reference = shop.sell("dial 1", "200");
        meters.setKeyChangePolicy(shop.meter.keyParameters().sgc(), KeyChangePolicy.REFUSE, "amina");
        shop.vending.paid(reference, kes(200_00));
        assertEquals(SaleState.MANUAL_REVIEW, shop.state(reference));
        assertEquals(List.of("key_change_refused"), database.names("select reason from sale"));
        assertTrue(shop.texts(reference).get(0).contains("we have your KES 200.00"));
        assertEquals(0, rows("key_change"));
        assertEquals(0, rows("issued_token"));
    }
}
