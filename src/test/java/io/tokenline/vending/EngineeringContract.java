package io.tokenline.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.delivery.Message;
import io.tokenline.delivery.MessageSender;
import io.tokenline.delivery.Outbox;
import io.tokenline.delivery.SendResult;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.WallMeter;
import io.tokenline.token.sts.ClearCredit;
import io.tokenline.token.sts.ClearTamperCondition;
import io.tokenline.token.sts.CreditRegister;
import io.tokenline.token.sts.InitiateMeterTest;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.SetMaximumPhasePowerUnbalanceLimit;
import io.tokenline.token.sts.SetMaximumPowerLimit;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.AllowedTokens;
import io.tokenline.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tokens a utility's staff may have made, and how they reach whom they are for; on whichever database. */
abstract class EngineeringContract {

    private static final String REASON = "moved to another feeder";
    private static final Msisdn OTHER = new Msisdn("254711000111");

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Engineering engineering;
    private final Outbox outbox;

    EngineeringContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.engineering = rooms.get(Engineering.class);
        this.outbox = rooms.get(Outbox.class);
    }

    private Engineering.Result propose(EngineeringKind kind, long value, Optional<Msisdn> to) {
        return engineering.propose(new Engineering.Wish(shop.meter.drn(), kind, value, REASON, to), "amina");
    }

    /** Proposed by one, approved by another. */
    private String issued(EngineeringKind kind, long value, Optional<Msisdn> to) {
        String reference = propose(kind, value, to).request().orElseThrow().reference();
        assertEquals(Outcome.OK, engineering.decide(reference, true, "brian").outcome());
        return reference;
    }

    private StsToken read(String digits) {
        return new WallMeter(shop.meter.keyParameters(), MeterFixture.KEY).type(digits);
    }

    private StsToken made(EngineeringKind kind, long value) {
        return read(shown(issued(kind, value, Optional.empty())));
    }

    private String shown(String reference) {
        try {
            return engineering.show(reference, "amina").orElseThrow().digits();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sent(EngineeringKind kind, long value) {
        issued(kind, value, Optional.of(Shop.PHONE));
        List<Outbox.Claimed> claimed = outbox.claim(10);
        claimed.forEach(one -> outbox.answered(one.id(), SendResult.ACCEPTED));
        assertEquals(1, claimed.size());
        assertEquals(Shop.PHONE, claimed.get(0).text().to());
        return claimed.get(0).text().text();
    }

    private void fresh(TokenIdentifier tid, int minutes) {
        assertEquals(
                TokenIdentifier.at(
                        shop.meter.keyParameters().baseDate(),
                        database.clock().instant().plusSeconds(60L * minutes)),
                Optional.of(tid));
    }

    @Test
    void eachKindMakesTheTokenThatItIsCalled() {
        SetMaximumPowerLimit power =
                assertInstanceOf(SetMaximumPowerLimit.class, made(EngineeringKind.POWER_LIMIT, 5_000));
        assertEquals(5_000, power.watts().units());
        fresh(power.tid(), 0);
        SetMaximumPhasePowerUnbalanceLimit unbalance =
                assertInstanceOf(SetMaximumPhasePowerUnbalanceLimit.class, made(EngineeringKind.PHASE_UNBALANCE, 750));
        assertEquals(750, unbalance.watts().units());
        fresh(unbalance.tid(), 1);
        ClearCredit clear = assertInstanceOf(ClearCredit.class, made(EngineeringKind.CLEAR_CREDIT, 0xFFFF));
        assertEquals(CreditRegister.ALL, clear.register());
        fresh(clear.tid(), 2);
        fresh(
                assertInstanceOf(ClearTamperCondition.class, made(EngineeringKind.CLEAR_TAMPER, 0))
                        .tid(),
                3);
        TransferCredit free = assertInstanceOf(TransferCredit.class, made(EngineeringKind.FREE_CREDIT, 123));
        assertEquals(123, free.amount().units());
        fresh(free.tid(), 4);
        assertEquals(InitiateMeterTest.every(InitiateMeterTest.Form.TWO_DIGITS), made(EngineeringKind.METER_TEST, 2));
        assertEquals(InitiateMeterTest.every(InitiateMeterTest.Form.FOUR_DIGITS), made(EngineeringKind.METER_TEST, 4));
    }

    @Test
    void eachKindIsToldInItsOwnWords() {
        told(EngineeringKind.POWER_LIMIT, 5_000, "5000 W");
        told(EngineeringKind.PHASE_UNBALANCE, 750, "750 W");
        told(EngineeringKind.CLEAR_CREDIT, 0, "takes all units off");
        told(EngineeringKind.CLEAR_TAMPER, 0, "tamper");
        told(EngineeringKind.FREE_CREDIT, 123, "12.3 kWh");
        told(EngineeringKind.METER_TEST, 2, "test");
    }

    private void told(EngineeringKind kind, long value, String words) {
        String text = sent(kind, value);
        TokenSms sms = TokenSms.read("", text);
        assertTrue(text.startsWith("Mtr:" + shop.meter.drn() + "\n"), text);
        assertTrue(text.contains(words), text);
        read(sms.digits());
    }

    @Test
    void whatIsApprovedToldAndMadeIsTheSameWhereATokenCannotSayTheNumberAsked() {
        long asked = 16_385; // above 14 bits a token counts in tens
        Engineering.View view = propose(EngineeringKind.POWER_LIMIT, asked, Optional.empty())
                .request()
                .orElseThrow();
        engineering.decide(view.reference(), true, "brian");
        SetMaximumPowerLimit limit = (SetMaximumPowerLimit) read(shown(view.reference()));
        assertEquals(limit.watts().units(), view.value());
        String text = sent(EngineeringKind.FREE_CREDIT, asked);
        TransferCredit credit = (TransferCredit) read(TokenSms.read("", text).digits());
        assertTrue(
                text.contains(Quote.kilowattHours(credit.amount().units()) + " kWh"),
                () -> text + " but the meter adds " + credit.amount());
    }

    @Test
    void aValueOutOfRangeIsRefused() {
        long tooMuch = 18_201_625;
        for (EngineeringKind kind : EngineeringKind.values()) {
            refused(kind, -1);
            refused(kind, tooMuch);
            refused(kind, Long.MAX_VALUE);
        }
        refused(EngineeringKind.FREE_CREDIT, 0);
        refused(EngineeringKind.CLEAR_TAMPER, 1);
        for (long register : new long[] {8, 0xFFFE, 0x10000, 1L << 32}) {
            refused(EngineeringKind.CLEAR_CREDIT, register);
        }
        for (long digits : new long[] {0, 1, 3, 5}) {
            refused(EngineeringKind.METER_TEST, digits);
        }
        assertEquals(0, database.count("select count(*) from engineering_request"));
        for (EngineeringKind kind :
                List.of(EngineeringKind.POWER_LIMIT, EngineeringKind.PHASE_UNBALANCE, EngineeringKind.FREE_CREDIT)) {
            assertEquals(
                    Outcome.OK, propose(kind, tooMuch - 1, Optional.empty()).outcome(), kind.name());
        }
    }

    private void refused(EngineeringKind kind, long value) {
        assertEquals(
                new Engineering.Result(Outcome.VALUE_INVALID, Optional.empty()),
                propose(kind, value, Optional.empty()),
                kind + " " + value);
    }

    @Test
    void aMeterThatIsNotOursIsRefused() {
        assertEquals(Outcome.METER_NUMBER_INVALID, outcomeFor("07000000000"));
        assertEquals(Outcome.METER_NUMBER_INVALID, outcomeFor(""));
        assertEquals(Outcome.METER_UNKNOWN, outcomeFor(MeterFixture.pan(99).digits()));
    }

    private Outcome outcomeFor(String meter) {
        return engineering
                .propose(
                        new Engineering.Wish(meter, EngineeringKind.CLEAR_TAMPER, 0, REASON, Optional.empty()), "amina")
                .outcome();
    }

    @Test
    void aBlockedMeterIsWhatEngineersWorkOn() {
        database.execute("update meter set status = 'BLOCKED'");
        assertInstanceOf(ClearTamperCondition.class, made(EngineeringKind.CLEAR_TAMPER, 0));
    }

    @Test
    void aMeterBehindItsTargetGetsItsTokenUnderThePresentKey() {
        MeterKeyParameters from = shop.meter.keyParameters();
        KeyTarget target = new KeyTarget(from.sgc(), from.ti(), new KeyRevision(2));
        MeterFixture.loadKeyFor(rooms, target.of(from, from.baseDate(), from.kt()), MeterFixture.NEXT_KEY);
        rooms.get(Meters.class).setKeyTarget(shop.meter, target, "amina");
        assertInstanceOf(ClearTamperCondition.class, made(EngineeringKind.CLEAR_TAMPER, 0));
        assertEquals(Optional.of(target), MeterFixture.now(rooms, shop.meter).keyTarget());
    }

    @Test
    void aKeyThatMayNotMakeAKindRefusesItAtOnce() {
        MeterFixture.loadKey(
                rooms,
                MeterFixture.attributesFor(shop.meter.keyParameters(), AllowedTokens.of(List.of("0.0", "2.5"))),
                MeterFixture.KEY);
        assertEquals(
                Outcome.KEY_NOT_ALLOWED,
                propose(EngineeringKind.POWER_LIMIT, 5_000, Optional.empty()).outcome());
        assertInstanceOf(ClearTamperCondition.class, made(EngineeringKind.CLEAR_TAMPER, 0));
        assertInstanceOf(InitiateMeterTest.class, made(EngineeringKind.METER_TEST, 2), "it needs no key");
    }

    @Test
    void freeUnitsAreATokenAndNoSale() {
        sent(EngineeringKind.FREE_CREDIT, 123);
        assertEquals(1, database.count("select count(*) from issued_token where units_tenths = 123"));
        assertEquals(new Vending.Counts(0, 0, 0), shop.vending.counts());
        assertEquals(new Outbox.Counts(0, 0), outbox.counts());
        assertEquals(List.of("service_token"), database.names("select kind from outbox_message"));
        assertEquals(0, database.count("select count(*) from sale"));
    }

    @Test
    void theSmsGoesOverTheLinkThatLastWroteToThePhoneOrOverAny() {
        outbox.owe("1", Message.Kind.ANSWER, Optional.empty(), "first", Shop.PHONE, "hello");
        outbox.owe("2", Message.Kind.ANSWER, Optional.empty(), "second", Shop.PHONE, "hello");
        outbox.owe("3", Message.Kind.ANSWER, Optional.empty(), "third", new Msisdn("254700123457"), "hello");
        outbox.claim(10);
        issued(EngineeringKind.CLEAR_TAMPER, 0, Optional.of(Shop.PHONE));
        assertEquals("second", outbox.claim(10).get(0).text().link());
        issued(EngineeringKind.CLEAR_TAMPER, 0, Optional.of(OTHER));
        assertEquals(MessageSender.ANY_LINK, outbox.claim(10).get(0).text().link());
    }

    @Test
    void theSmsIsInTheLanguageOfThePhone() {
        rooms.get(Subscribers.class).speak(Shop.PHONE, "sw");
        String text = sent(EngineeringKind.FREE_CREDIT, 123);
        assertTrue(text.startsWith("Mita:"), text);
    }

    @Test
    void aTokenIsSecretInTheBooks() {
        String digits = bareDigits(sent(EngineeringKind.FREE_CREDIT, 123));
        String shown = shown(issued(EngineeringKind.CLEAR_TAMPER, 0, Optional.empty()));
        List<String> book = database.names("select concat(action, ' ', object, ' ', detail) from audit_event"
                + " where action like 'ENGINEERING%' order by id");
        assertEquals(5, book.size(), book::toString);
        for (String line : book) {
            assertTrue(line.contains("meter " + shop.meter.drn()), line);
            String bare = line.replace(" ", "");
            assertTrue(!bare.contains(digits) && !bare.contains(shown), line);
        }
        assertTrue(book.get(0).contains("free_credit 12.3 " + REASON), book.get(0));
    }

    private static String bareDigits(String text) {
        return TokenSms.read("", text).digits().replace(" ", "");
    }

    @Test
    void aWishSaysWhy() {
        Meter meter = shop.meter;
        for (String reason : List.of("", "    ", "why ", "x".repeat(201))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Engineering.Wish(meter.drn(), EngineeringKind.CLEAR_TAMPER, 0, reason, Optional.empty()));
        }
    }
}
