package io.tokenline.vending;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.Threads;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.metering.WallMeter;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.VaultException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may have an engineering token made, and who may see it; on whichever database. */
abstract class EngineeringDecisionContract {

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Engineering engineering;

    EngineeringDecisionContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.engineering = rooms.get(Engineering.class);
    }

    private String proposed(EngineeringKind kind, long value, Optional<Msisdn> to) {
        return proposed(shop.meter, kind, value, to);
    }

    private String proposed(Meter meter, EngineeringKind kind, long value, Optional<Msisdn> to) {
        Engineering.Result result =
                engineering.propose(new Engineering.Wish(meter.drn(), kind, value, "the seal was broken", to), "amina");
        assertEquals(Outcome.OK, result.outcome());
        return result.request().orElseThrow().reference();
    }

    private String proposed() {
        return proposed(EngineeringKind.CLEAR_TAMPER, 0, Optional.empty());
    }

    private Outcome approve(String reference, String person) {
        return engineering.decide(reference, true, person).outcome();
    }

    private Optional<Token20> show(String reference, String person) {
        try {
            return engineering.show(reference, person);
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private Engineering.View view(String reference) {
        return engineering.page(0, 100).stream()
                .filter(view -> view.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private long tokens() {
        return database.count("select count(*) from issued_token");
    }

    private List<String> book(String reference) {
        return database.names("select concat(actor, ' ', action) from audit_event where detail like '" + reference
                + " %' order by id");
    }

    @Test
    void oneAsksAnotherApprovesAndTheBookSaysSo() {
        String reference = proposed();
        assertEquals("PROPOSED", view(reference).state());
        assertEquals(0, tokens());
        assertEquals(Outcome.OK, approve(reference, "brian"));
        Engineering.View view = view(reference);
        assertEquals("ISSUED", view.state());
        assertEquals("amina", view.proposedBy());
        assertEquals("brian", view.decidedBy());
        assertEquals(shop.meter.drn(), view.meter());
        assertEquals("shown once", view.delivery());
        assertEquals(1, tokens());
        assertEquals(List.of("amina engineering_proposed", "brian engineering_approved"), book(reference));
    }

    @Test
    void whoAskedDecidesNeitherWay() {
        String reference = proposed();
        for (boolean way : new boolean[] {true, false}) {
            assertEquals(
                    Outcome.SAME_PERSON,
                    engineering.decide(reference, way, "amina").outcome());
        }
        assertEquals("PROPOSED", view(reference).state());
        assertEquals(0, tokens());
        assertEquals(Outcome.OK, approve(reference, "brian"));
    }

    @Test
    void itIsDecidedOnce() {
        String approved = proposed();
        approve(approved, "brian");
        String rejected = proposed();
        assertEquals(Outcome.OK, engineering.decide(rejected, false, "brian").outcome());
        for (String reference : List.of(approved, rejected)) {
            for (String person : List.of("amina", "brian", "chebet")) {
                assertEquals(Outcome.ALREADY_DECIDED, approve(reference, person));
                assertEquals(
                        Outcome.ALREADY_DECIDED,
                        engineering.decide(reference, false, person).outcome());
            }
        }
        assertEquals(1, tokens());
        assertEquals("ISSUED", view(approved).state());
        assertEquals("REJECTED", view(rejected).state());
        assertEquals(List.of("amina engineering_proposed", "brian engineering_rejected"), book(rejected));
        assertEquals(Optional.empty(), show(rejected, "amina"));
    }

    @Test
    void aRequestThatNobodyMadeIsUnknown() {
        assertEquals(
                new Engineering.Result(Outcome.REQUEST_UNKNOWN, Optional.empty()),
                engineering.decide("NONESUCH", true, "brian"));
        assertEquals(Optional.empty(), show("NONESUCH", "brian"));
    }

    @Test
    void fourApprovalsAtOnceMakeOneToken() {
        String reference = proposed();
        List<Outcome> outcomes = Threads.together(4, i -> () -> approve(reference, "person" + i));
        assertEquals(1, Collections.frequency(outcomes, Outcome.OK));
        assertEquals(3, Collections.frequency(outcomes, Outcome.ALREADY_DECIDED));
        assertEquals(1, tokens());
    }

    @Test
    void besideASaleThatChangesTheKeyATokenIsUnderTheKeyOfItsTurn() {
        MeterKeyParameters from = shop.meter.keyParameters();
        KeyTarget target = new KeyTarget(from.sgc(), from.ti(), new KeyRevision(2));
        MeterFixture.loadKeyFor(rooms, target.of(from, from.baseDate(), from.kt()), MeterFixture.NEXT_KEY);
        for (int serial = 1; serial <= 10; serial++) {
            Meter meter = MeterFixture.register(rooms, serial);
            shop.buy(meter, "first " + serial, "200");
            rooms.get(Meters.class).setKeyTarget(meter, target, "amina");
            String sale = shop.sell(meter, "sale " + serial, "200");
            String request = proposed(meter, EngineeringKind.CLEAR_TAMPER, 0, Optional.empty());
            Threads.together(2, i -> () -> {
                if (i == 0) {
                    shop.vending.paid(sale, kes(200_00));
                } else {
                    approve(request, "brian");
                }
                return true;
            });
            TokenSms sms = TokenSms.read(sale, shop.texts(sale).get(0));
            String token = show(request, "brian").orElseThrow().digits();
            WallMeter wall = new WallMeter(meter.keyParameters(), MeterFixture.KEY);
            boolean before = wall.takes(token);
            wall.typeAll(sms.keys());
            TransferCredit credit = (TransferCredit) wall.type(sms.digits());
            long own = database.count("select tid from issued_token where owner = '" + request + "'");
            assertEquals(before, own < credit.tid().minutes(), "the minutes come in the order of the keys");
            assertEquals(!before, wall.takes(token));
        }
    }

    @Test
    void theTokenIsShownOnceToOneOfTheTwo() {
        String reference = proposed();
        assertEquals(Optional.empty(), show(reference, "amina"), "it is not made yet");
        approve(reference, "brian");
        assertEquals(Optional.empty(), show(reference, "chebet"));
        Token20 token = show(reference, "brian").orElseThrow();
        assertTrue(new WallMeter(shop.meter.keyParameters(), MeterFixture.KEY).takes(token.digits()));
        assertEquals(Optional.empty(), show(reference, "brian"));
        assertEquals(Optional.empty(), show(reference, "amina"));
        assertEquals("brian engineering_shown", book(reference).get(2));
        assertEquals(3, book(reference).size());
    }

    @Test
    void eachOfTheTwoMayBeTheOneWhoSeesIt() {
        String reference = proposed();
        approve(reference, "brian");
        assertTrue(show(reference, "amina").isPresent());
    }

    @Test
    void fourLooksAtOnceShowItOnce() {
        String reference = proposed();
        approve(reference, "brian");
        List<Optional<Token20>> looks = Threads.together(4, i -> () -> show(reference, i % 2 == 0 ? "amina" : "brian"));
        assertEquals(1, looks.stream().flatMap(Optional::stream).count());
    }

    @Test
    void whatWentBySmsIsShownToNobody() {
        String reference = proposed(EngineeringKind.CLEAR_TAMPER, 0, Optional.of(Shop.PHONE));
        approve(reference, "brian");
        assertEquals(Optional.empty(), show(reference, "amina"));
        assertEquals(Optional.empty(), show(reference, "brian"));
        assertEquals(Shop.PHONE.masked(), view(reference).delivery());
    }

    @Test
    void aClosedVaultShowsNothingAndTheOneLookIsNotSpent() {
        String reference = proposed();
        approve(reference, "brian");
        Engineering closed = rooms.vaultClosed().get(Engineering.class);
        assertThrows(VaultException.class, () -> closed.show(reference, "amina"));
        assertTrue(show(reference, "amina").isPresent());
    }

    @Test
    void aClosedVaultLeavesTheRequestToBeApprovedLater() {
        String reference = proposed();
        Engineering closed = rooms.vaultClosed().get(Engineering.class);
        assertEquals(
                Outcome.VAULT_CLOSED, closed.decide(reference, true, "brian").outcome());
        assertEquals("PROPOSED", view(reference).state());
        assertEquals(Outcome.OK, approve(reference, "brian"));
    }

    @Test
    void aMeterWhoseMinutesRunAheadIsApprovedLater() {
        String reference = proposed();
        long minutes = BaseDate.BD2014.minutesUntil(database.clock().instant());
        database.execute("insert into token_identifier (pan, base_date, last_tid) values ('" + shop.meter.pan()
                + "', '14', " + (minutes + 60) + ")");
        assertEquals(Outcome.TID_WAIT, approve(reference, "brian"));
        assertEquals("PROPOSED", view(reference).state());
        assertEquals(0, tokens());
        database.clock().pass(Duration.ofMinutes(1));
        assertEquals(Outcome.OK, approve(reference, "chebet"));
        assertEquals(minutes + 61, database.count("select tid from issued_token"));
    }

    @Test
    void aKeyThatIsGoneAtTheApprovalRefusesForGood() {
        String reference = proposed();
        database.execute("delete from vending_key");
        assertEquals(Outcome.KEY_NOT_LOADED, approve(reference, "brian"));
        assertEquals("REFUSED", view(reference).state());
        assertEquals(Outcome.KEY_NOT_LOADED, view(reference).refusal());
        MeterFixture.loadKey(rooms);
        assertEquals(Outcome.ALREADY_DECIDED, approve(reference, "brian"));
        assertEquals("brian engineering_refused", book(reference).get(1));
    }

    @Test
    void theListIsPagedInTheOrderOfEntry() {
        List<String> references = List.of(proposed(), proposed(), proposed());
        List<Engineering.View> first = engineering.page(0, 2);
        List<Engineering.View> second = engineering.page(first.get(1).id(), 2);
        assertEquals(
                references.subList(0, 2),
                first.stream().map(Engineering.View::reference).toList());
        assertEquals(
                references.subList(2, 3),
                second.stream().map(Engineering.View::reference).toList());
    }
}
