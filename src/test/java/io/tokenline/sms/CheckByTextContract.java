package io.tokenline.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Subscribers;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vending.Shop;
import io.tokenline.vending.TokenSms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Customers whose meter says no ask what their token is, on whichever database. */
abstract class CheckByTextContract {

    private static final Msisdn STRANGER = new Msisdn("254711000111");
    private static final String UNKNOWN =
            "We did not sell that token to this phone. Please compare all 20 digits with our SMS.";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final String drn;

    CheckByTextContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.drn = shop.meter().drn();
    }

    private String bought() {
        return shop.buy(shop.meter(), "dial 1", "200").digits();
    }

    private TokenSms boughtWithKeyChange() {
        MeterKeyParameters from = shop.meter().keyParameters();
        KeyTarget target = new KeyTarget(from.sgc(), from.ti(), new KeyRevision(2));
        MeterFixture.loadKeyFor(rooms, target.of(from, from.baseDate(), from.kt()), MeterFixture.NEXT_KEY);
        rooms.get(Meters.class).setKeyTarget(shop.meter(), target, "amina");
        return shop.buy(shop.meter(), "dial 1", "200");
    }

    @Test
    void hisOwnTokenIsToldWithItsMeterUnitsAndTheTimeOnHisClock() {
        String token = bought(); // at 08:00 UTC
        assertEquals(
                "This token is for meter " + drn + ": 8.6 kWh, sold 2026-03-01 11:00. Enter all 20 digits on that"
                        + " meter. If it says no, call your electricity company.",
                new Texting(rooms).ask(Shop.PHONE, "CHECK " + token));
    }

    @Test
    void aTokenMayBeWrittenInEveryUsualWay() {
        String grouped = bought();
        String bare = grouped.replace(" ", "");
        Texting texting = new Texting(rooms);
        String told = texting.ask(Shop.PHONE, "CHECK " + grouped);
        for (String text : List.of(
                "check " + bare,
                "  Check   " + grouped + " ",
                "CHECK: " + grouped.replace(' ', '-'),
                "CHECK\n" + grouped.replace(' ', '\n'),
                "check " + grouped.replace(' ', '.') + ".",
                "CHECK*" + bare + "#",
                "CHECK" + bare,
                "check token " + bare,
                "Check Token:" + grouped)) {
            database.clock().pass(HOUR);
            assertEquals(told, texting.ask(Shop.PHONE, text), text);
        }
    }

    @Test
    void aTokenThatCameWithKeyCodesAndTheCodesThemselvesAreToldToBeEnteredInOrder() {
        TokenSms sms = boughtWithKeyChange();
        Texting texting = new Texting(rooms);
        String told = "This code came in our SMS of 2026-03-01 11:00 for meter " + drn
                + ". Enter all codes of that SMS in order: Key 1 first, the token last.";
        assertEquals(told, texting.ask(Shop.PHONE, "CHECK " + sms.digits()));
        for (String key : sms.keys()) {
            assertEquals(told, texting.ask(Shop.PHONE, "CHECK " + key));
        }
        rooms.get(Meters.class).undoKeyChange(shop.meter(), "the customer lost it", "brian");
        database.clock().pass(HOUR);
        assertEquals(told, texting.ask(Shop.PHONE, "CHECK " + sms.keys().get(0)), "also where it was taken back");
        assertEquals(told, texting.ask(Shop.PHONE, "CHECK " + sms.digits()));
    }

    @Test
    void whatIsNotHisIsNotToldApartFromWhatIsNoToken() {
        String token = bought();
        String bare = token.replace(" ", "");
        Texting texting = new Texting(rooms);
        List<String> answers = new ArrayList<>();
        for (String typed : List.of(
                token,
                bare.substring(0, 19) + (bare.endsWith("9") ? "1" : "9"),
                bare.substring(1),
                bare + "0",
                "99999999999999999999",
                "O" + bare.substring(1),
                "1",
                "1".repeat(100))) {
            answers.add(texting.ask(STRANGER, "CHECK " + typed));
            database.clock().pass(HOUR);
        }
        answers.forEach(answer -> assertEquals(UNKNOWN, answer));
    }

    @Test
    void whoRegisteredTheMeterMayAskForATokenThatAnotherBought() {
        Msisdn owner = new Msisdn("254722000222");
        Meter meter = MeterFixture.register(
                rooms, MeterFixture.parameters(2, shop.meter().keyParameters().baseDate()), Optional.of(owner));
        String token = shop.buy(meter, "dial 2", "200").digits();
        Texting texting = new Texting(rooms);
        String told = texting.ask(owner, "CHECK " + token);
        assertTrue(told.startsWith("This token is for meter " + meter.drn()), told);
        assertEquals(told, texting.ask(Shop.PHONE, "CHECK " + token), "and so may who bought it");
        assertEquals(UNKNOWN, texting.ask(STRANGER, "CHECK " + token));
    }

    @Test
    void afterFiveQuestionsAnHourOneAnswerSaysSoAndThenThereIsNone() {
        String token = bought();
        Texting texting = new Texting(rooms);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5; i++) {
                assertFalse(texting.ask(Shop.PHONE, "CHECK " + token).contains("too often"));
            }
            assertEquals(
                    "You have asked too often. Please ask again in an hour, or call your electricity company.",
                    texting.ask(Shop.PHONE, "CHECK " + token));
            for (int i = 0; i < 10; i++) {
                assertEquals(List.of(), texting.send(Shop.PHONE, "CHECK " + token));
            }
            assertEquals(UNKNOWN, texting.ask(new Msisdn("25471100011" + round), "CHECK " + token));
            assertTrue(texting.ask(Shop.PHONE, "BUY").contains("BUY <meter>"), "other texts are answered");
            database.clock().pass(HOUR);
        }
    }

    @Test
    void inSwahiliToo() {
        String token = bought();
        rooms.get(Subscribers.class).speak(Shop.PHONE, "sw");
        String told = new Texting(rooms).ask(Shop.PHONE, "CHECK " + token);
        assertTrue(told.contains(drn) && told.contains("8.6 kWh") && told.contains("2026-03-01 11:00"), told);
        assertFalse(told.startsWith("This token"), told);
    }

    @Test
    void whereTheVaultIsClosedNobodyIsToldThatHisTokenIsNone() {
        String token = bought();
        assertEquals(
                "We cannot check tokens just now. Please try again later.",
                new Texting(rooms.vaultClosed()).ask(Shop.PHONE, "CHECK " + token));
    }

    @Test
    void everyQuestionIsWrittenDownWithoutTokenAndWholeNumber() {
        String token = bought();
        Texting texting = new Texting(rooms);
        texting.ask(Shop.PHONE, "CHECK " + token);
        texting.ask(STRANGER, "CHECK " + token);
        texting.ask(STRANGER, "CHECK 12345");
        String stranger = "customer " + STRANGER.masked();
        assertEquals(
                List.of(
                        "customer " + Shop.PHONE.masked() + " meter " + drn + " ok",
                        stranger + " tokens token_unknown",
                        stranger + " tokens token_unknown"),
                database.names("select concat(actor, ' ', object, ' ', detail) from audit_event"
                        + " where action = 'TOKEN_CHECKED' order by id"));
    }

    @Test
    void noAnswerRepeatsTheToken() {
        String bare = bought().replace(" ", "");
        Texting texting = new Texting(rooms);
        for (Msisdn phone : List.of(Shop.PHONE, STRANGER)) {
            String answer = texting.ask(phone, "CHECK " + bare);
            assertFalse(answer.replace(" ", "").contains(bare.substring(0, 8)), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("null"), answer);
        }
    }
}
