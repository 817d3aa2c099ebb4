package io.tokenline.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.Trouble;
import io.tokenline.vending.Purchases;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Shop;
import io.tokenline.vending.TokenSms;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Customers text about their own purchases, on whichever database. */
abstract class OwnPurchasesByTextContract {

    private static final Msisdn STRANGER = new Msisdn("254711000111");

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Texting texting;
    private final String drn;

    OwnPurchasesByTextContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.texting = new Texting(rooms);
        this.drn = shop.meter().drn();
    }

    /** Sells, takes the money, and lets the SMS go. */
    private TokenSms bought(String key, String amount) {
        TokenSms sms = shop.buy(shop.meter(), key, amount);
        texting.arrived();
        return sms;
    }

    @Test
    void theLastTokenComesOnceMoreWordForWordThreeTimesADay() {
        String reference = shop.sell("dial 1", "200");
        shop.pay(reference, "200");
        String first = texting.arrived().get(0);
        for (int time = 0; time < 3; time++) {
            assertEquals(first, texting.ask(Shop.PHONE, "TOKEN"));
        }
        assertTrue(texting.ask(Shop.PHONE, "TOKEN").startsWith("We have sent that token three times today."));
        database.clock().pass(Duration.ofDays(1));
        assertEquals(first, texting.ask(Shop.PHONE, "token"));
    }

    @Test
    void anEarlierTokenIsChosenByNumberReferenceOrMeter() {
        String first = bought("dial 1", "200").digits();
        database.clock().pass(Duration.ofMinutes(1));
        String second = bought("dial 2", "300").digits();
        String reference = database.names("select reference from sale where amount_minor = 20000")
                .get(0);
        assertTrue(texting.ask(Shop.PHONE, "TOKEN").contains(second));
        assertTrue(texting.ask(Shop.PHONE, "TOKEN 2").contains(first));
        assertTrue(texting.ask(Shop.PHONE, "token " + reference).contains(first));
        assertTrue(texting.ask(Shop.PHONE, "TOKEN " + drn).contains(second), "the newest for the meter");
        assertTrue(texting.ask(Shop.PHONE, "TOKEN 3").startsWith("There is no token of yours"));
    }

    @Test
    void nobodyGetsAStrangersToken() {
        bought("dial 1", "200");
        String reference = database.names("select reference from sale").get(0).toUpperCase(Locale.ROOT);
        String nothing = texting.ask(STRANGER, "TOKEN");
        assertTrue(nothing.startsWith("There is no token of yours that we could send."), nothing);
        for (String which : List.of("1", reference, drn)) {
            assertEquals(nothing, texting.ask(STRANGER, "TOKEN " + which));
        }
        assertEquals(0, database.count("select count(*) from outbox_message where kind = 'SERVICE_TOKEN'"));
    }

    @Test
    void staffSendTheTokenToItsBuyerBesideTheTimesThatHeHasHimself() {
        String reference = shop.sell("dial 1", "200");
        shop.pay(reference, "200");
        String first = texting.arrived().get(0);
        Purchases purchases = rooms.get(Purchases.class);
        for (int time = 0; time < 3; time++) {
            assertEquals(Outcome.OK, purchases.resend(reference, "amina"));
            assertEquals(List.of(first), texting.arrived());
        }
        assertEquals(Outcome.TOO_MANY, purchases.resend(reference, "brian"));
        assertEquals(List.of(), texting.arrived());
        assertEquals(first, texting.ask(Shop.PHONE, "TOKEN"));
        database.clock().pass(Duration.ofDays(1));
        assertEquals(Outcome.OK, purchases.resend(reference, "brian"));
        assertEquals(
                List.of("amina", "amina", "amina", "brian"),
                database.names("select actor from audit_event where action = 'TOKEN_SENT_AGAIN' and object = 'sale "
                        + reference + "' and actor in ('amina', 'brian') order by id"));
        assertEquals(
                List.of(database.seals().number(Shop.PHONE.digits()).toLowerCase(java.util.Locale.ROOT)),
                database.names("select distinct msisdn from outbox_message where kind = 'SERVICE_TOKEN'"));
    }

    @Test
    void staffCannotSendWhatIsNotThere() {
        Purchases purchases = rooms.get(Purchases.class);
        assertEquals(Outcome.REQUEST_UNKNOWN, purchases.resend("NONESUCH", "amina"));
        assertEquals(Outcome.TOKEN_UNKNOWN, purchases.resend(shop.sell("dial 1", "200"), "amina"));
        String reference = shop.sell("dial 2", "300");
        shop.pay(reference, "300");
        assertEquals(
                Outcome.VAULT_CLOSED, rooms.vaultClosed().get(Purchases.class).resend(reference, "amina"));
        assertEquals(0, database.count("select count(*) from audit_event where action = 'TOKEN_SENT_AGAIN'"));
    }

    @Test
    void theStateOfTheLastPurchaseIsTold() {
        assertTrue(texting.ask(Shop.PHONE, "STATUS").startsWith("You have not bought anything yet."));
        String reference = shop.sell("dial 1", "200");
        String asked = texting.ask(Shop.PHONE, "status");
        assertEquals(
                reference + ": KES 200.00 for meter " + drn
                        + ". We wait for your payment: enter your PIN when mobile money asks.",
                asked);
        shop.pay(reference, "200");
        texting.arrived();
        assertTrue(texting.ask(Shop.PHONE, "Hali?").contains("Your token was sent by SMS."));
        assertTrue(texting.ask(STRANGER, "STATUS").startsWith("You have not bought anything yet."));
    }

    @Test
    void everyStateHasATextInEveryLanguage() {
        String reference = shop.sell("dial 1", "200");
        for (SaleState state : SaleState.values()) {
            database.tx(() -> database.entities()
                    .createNativeQuery("update sale set state = '" + state + "' where reference = '" + reference + "'")
                    .executeUpdate());
            assertTrue(texting.ask(Shop.PHONE, "STATUS").contains(reference), state.name());
        }
    }

    @Test
    void metersAreListedWithTheirNicknamesLastBoughtFirst() {
        assertTrue(texting.ask(Shop.PHONE, "METERS").startsWith("We know no meter of yours yet."));
        bought("dial 1", "200");
        assertEquals("Your meters:\n" + drn, texting.ask(Shop.PHONE, "METERS"));
        rooms.get(Subscribers.class).name(Shop.PHONE, shop.meter(), "Mama");
        assertEquals("Your meters:\n" + drn + " Mama", texting.ask(Shop.PHONE, "mita"));
        rooms.get(Subscribers.class).hide(Shop.PHONE, shop.meter());
        assertTrue(texting.ask(Shop.PHONE, "METERS").startsWith("We know no meter of yours yet."));
    }

    @Test
    void aLanguageIsChosenAndRememberedAndForgottenWithTheRest() {
        assertEquals("Tutakuandikia kwa Kiswahili.", texting.ask(Shop.PHONE, "LANG sw"));
        assertTrue(texting.ask(Shop.PHONE, "HELP").startsWith("Kununua umeme"));
        assertTrue(texting.ask(Shop.PHONE, "LANG xx").startsWith("Tuma LANG na mojawapo"));
        bought("dial 1", "200");
        rooms.get(Subscribers.class).name(Shop.PHONE, shop.meter(), "Mama");
        assertTrue(texting.ask(Shop.PHONE, "STOP").startsWith("Tumesahau majina"));
        assertEquals("en", rooms.get(Subscribers.class).languageOf(Shop.PHONE));
        assertEquals("Your meters:\n" + drn, texting.ask(Shop.PHONE, "METERS"), "sales stay, the name does not");
    }

    @Test
    void theSamePurchaseWithinTenMinutesIsAskedAboutAndMadeWhereItIsMeantAgain() {
        texting.ask(Shop.PHONE, "BUY " + drn + " 200");
        String question = texting.ask(Shop.PHONE, "BUY " + drn + " 200");
        String reference = database.names("select reference from sale").get(0).toUpperCase(Locale.ROOT);
        assertEquals(
                "You ordered the same a few minutes ago: " + reference
                        + ". To see if it was paid, send STATUS. To buy once more send: BUY " + drn + " 200.00 AGAIN",
                question);
        texting.ask(Shop.PHONE, question.replaceFirst("(?s).*send: ", ""));
        assertEquals(2, database.count("select count(*) from sale"));
        assertTrue(texting.ask(STRANGER, "BUY " + drn + " 200").startsWith("Request"), "another phone may");
    }

    @Test
    void aReportIsTakenThreeTimesADayAndClosedByAPerson() {
        Subscribers subscribers = rooms.get(Subscribers.class);
        var fault = Trouble.Fault.NO_POWER;
        String reference =
                subscribers.report(Shop.PHONE, Optional.of(shop.meter()), fault).orElseThrow();
        subscribers.report(Shop.PHONE, Optional.empty(), fault);
        subscribers.report(Shop.PHONE, Optional.empty(), fault);
        assertTrue(subscribers.report(Shop.PHONE, Optional.empty(), fault).isEmpty());
        assertEquals(3, subscribers.openReports(0, 10).size());
        assertEquals(Outcome.OK, subscribers.close(reference, "amina"));
        assertEquals(Outcome.ALREADY_DECIDED, subscribers.close(reference, "amina"));
        assertEquals(Outcome.REQUEST_UNKNOWN, subscribers.close("none", "amina"));
        assertEquals(2, subscribers.openReports(0, 10).size());
    }
}
