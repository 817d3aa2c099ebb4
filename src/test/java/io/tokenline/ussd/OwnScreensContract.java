package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.delivery.Templates;
import io.tokenline.metering.Subscribers;
import io.tokenline.vending.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a customer sees of his own: the server's menu over the server's rooms, on whichever database. */
abstract class OwnScreensContract {

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;
    private final Dialogs dialogs;
    private final String drn;
    private int dials;

    OwnScreensContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
        this.dialogs = ServedMenu.dialogs(rooms.get(PrepaidActions.class), 100, database.clock());
        this.drn = shop.meter().drn();
    }

    private UssdReply step(UssdRequest.Kind kind, String text) {
        return dialogs.next(new UssdRequest("sandbox", Shop.PHONE, Integer.toString(dials), kind, text));
    }

    /** Dials, begins anew where an earlier dial broke off, and answers; gives every screen. */
    private List<String> dial(String... answers) {
        dials++;
        List<String> screens = new ArrayList<>();
        String first = step(UssdRequest.Kind.BEGIN, "*120*55#").text();
        boolean offered = first.startsWith("You did not finish last time.");
        screens.add(offered ? step(UssdRequest.Kind.ANSWER, "2").text() : first);
        for (String answer : answers) {
            screens.add(step(UssdRequest.Kind.ANSWER, answer).text());
        }
        return screens;
    }

    private String last(String... answers) {
        List<String> screens = dial(answers);
        return screens.get(screens.size() - 1);
    }

    private String reference() {
        return database.names("select reference from sale where id = (select max(id) from sale)")
                .get(0)
                .toUpperCase(Locale.ROOT);
    }

    @Test
    void whoHasBoughtChoosesHisMeterAndHisLastAmountOrTypesOthers() {
        assertTrue(last("1", drn, "200", "1").startsWith("Request "));
        shop.pay(reference(), "200");
        rooms.get(Subscribers.class).name(Shop.PHONE, shop.meter(), "Mama");
        assertEquals("Which meter? Or type another number:\n1 " + drn + " Mama\n0 Back 00 Home", last("1"));
        assertEquals(
                "How much, in KES? Type an amount (50 to 20,000), or:\n1 KES 200.00 as last time\n0 Back 00 Home",
                last("1", "1"));
        String confirm = last("1", "1", "300");
        assertTrue(confirm.startsWith("Meter " + drn + "\n") && confirm.contains("Pay KES 300\n"), confirm);
        assertEquals(confirm, last("1", drn, "300"), "as for a phone that never bought");
    }

    @Test
    void theSamePurchaseIsAskedAboutAndPaidWithAnotherYes() {
        last("1", drn, "200", "1");
        String first = reference();
        String question = last("1", "1", "1");
        assertEquals(
                "You asked for this minutes ago (" + first + ").\nMeter " + drn
                        + "\nPay KES 200.00 again?\n1 Pay again\n2 Cancel\n0 Back 00 Home",
                question);
        assertEquals("Cancelled. Nothing was paid. Dial *120*55# any time.", last("1", "1", "1", "2"));
        assertEquals(1, database.count("select count(*) from sale"));
        assertTrue(last("1", drn, "200", "1").startsWith("Request "));
        assertEquals(2, database.count("select count(*) from sale"));
    }

    @Test
    void aTokenIsSentAgainThreeTimesADay() {
        assertTrue(last("4").startsWith("You have no tokens yet.\nWelcome!"));
        shop.buy(shop.meter(), "dial 1", "200");
        String list = last("4");
        assertEquals("Which token shall we send by SMS?\n1 01/03 " + drn + " 8.6 kWh\n0 Back 00 Home", list);
        for (int time = 0; time < 3; time++) {
            assertEquals("Your token comes by SMS once more.", last("4", "1"));
        }
        assertTrue(last("4", "1").startsWith("We have sent that token three times today."));
        List<String> texts = shop.texts(reference());
        assertEquals(4, texts.size());
        assertEquals(1, texts.stream().distinct().count(), "word for word");
    }

    @Test
    void theLastPurchaseIsTold() {
        assertTrue(last("5").startsWith("You have not bought anything yet."));
        last("1", drn, "200", "1");
        assertEquals(
                "Your last purchase:\n" + reference() + ": KES 200.00 for meter " + drn
                        + ". We wait for your payment: enter your PIN when mobile money asks.",
                last("5"));
    }

    @Test
    void aMeterIsNamedAndTakenOffTheList() {
        last("1", drn, "200", "1");
        assertTrue(last("6", "1", "1", "Mama 2!").startsWith("Letters and digits only"));
        assertTrue(last("6", "1", "1", "Mama 2").startsWith("Done.\nWelcome!"));
        assertTrue(last("6").contains("1 " + drn + " Mama 2"));
        assertTrue(last("6", "1", "2").startsWith("Done."));
        assertTrue(last("6").startsWith("We know no meter of yours yet."));
        assertEquals("Enter your meter number:\n0 Back 00 Home", last("1"));
    }

    @Test
    void aFaultIsReportedWithTheMeterBoughtForLast() {
        last("1", drn, "200", "1");
        String thanks = last("7", "3");
        assertTrue(thanks.matches("Thank you\\. Your report is P\\w{7}\\. Our staff looks into it\\."), thanks);
        assertEquals(
                drn,
                database.names(
                                "select m.drn from trouble t join meter m on m.id = t.meter_id where t.fault = 'NO_POWER'")
                        .get(0));
        last("7", "6");
        last("7", "1");
        assertTrue(last("7", "1").startsWith("You have reported three problems today."));
    }

    @Test
    void aWholePurchaseIsMadeInEachLanguage() {
        for (String language : Templates.LANGUAGES) {
            rooms.get(Subscribers.class).speak(Shop.PHONE, language);
            String amount = Integer.toString(100 + Templates.LANGUAGES.indexOf(language));
            List<String> screens = dial("1", drn, amount, "1");
            String reference = reference();
            shop.pay(reference, amount);
            screens.addAll(shop.texts(reference));
            String transcript = language + ":\n" + String.join("\n---\n", screens);
            assertTrue(screens.get(4).contains(reference), transcript);
            assertTrue(screens.get(3).contains(amount) && screens.get(3).contains(drn), transcript);
            assertEquals(6, screens.size(), transcript);
            assertTrue(screens.get(5).matches("(?s).*(\\d{4} ){4}\\d{4}.*"), transcript);
            screens.forEach(screen -> assertFalse(screen.contains("{"), transcript));
            write(transcript);
        }
    }

    /** For whoever wants to read them: target/transcripts.txt. */
    private static void write(String transcript) {
        try {
            Files.writeString(
                    Path.of("target", "transcripts.txt"),
                    transcript + "\n==========\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
