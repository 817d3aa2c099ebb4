package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.ussd.menu.ScreenLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dialog that breaks off, and what the next dial makes of it. */
class ResumeTest {

    private static final Msisdn PHONE = new Msisdn("254700123456");
    private static final String CODE = "*120*55#";
    private static final String METER = "01234567890";
    private static final String OFFER = "You did not finish last time.\nMeter " + METER + "\n1 Continue\n2 Start again";

    private final TestClock clock = new TestClock();
    private final Buyer actions = new Buyer();
    private Dialogs dialogs = ServedMenu.dialogs(actions, 10, clock);

    @Test
    void anAbortedDialogGoesOnWhereItWasWithItsAnswers() {
        String asked = upToTheAmount();
        hangUp();
        assertEquals(UssdReply.show(OFFER), dial(CODE));
        assertEquals(UssdReply.show(asked), answer("1"));
        assertTrue(answer("300").text().startsWith("Meter " + METER + "\n"));
        assertEquals(UssdReply.Kind.END, answer("1").kind());
        assertEquals(Map.of("meter", METER, "amount", "300.00"), actions.last);
        assertTrue(dial(CODE).text().startsWith("Welcome!"), "what ended well is not offered");
    }

    @Test
    void anExpiredOneToo() {
        upToTheAmount();
        clock.pass(Duration.ofSeconds(60));
        dialogs.sweep();
        assertEquals(0, dialogs.open());
        assertEquals(OFFER, dial(CODE).text());
    }

    @Test
    void anExpiredOneThatNobodySweptToo() {
        upToTheAmount();
        clock.pass(Duration.ofSeconds(60));
        assertEquals(OFFER, dial(CODE).text());
    }

    @Test
    void aSupersededOneWhoseScreenNeverArrivedToo() {
        upToTheAmount();
        assertEquals(OFFER, dial(CODE).text());
        assertEquals(1, dialogs.open());
    }

    @Test
    void itIsOfferedForTenMinutesAndNoLonger() {
        upToTheAmount();
        hangUp();
        clock.pass(DroppedDialogs.KEPT.minusSeconds(1));
        assertEquals(OFFER, dial(CODE).text());
        hangUp();
        clock.pass(DroppedDialogs.KEPT);
        assertTrue(dial(CODE).text().startsWith("Welcome!"));
    }

    @Test
    void startAgainAndHomeBeginAnew() {
        for (String key : List.of("2", "00")) {
            upToTheAmount();
            hangUp();
            dial(CODE);
            assertTrue(answer(key).text().startsWith("Welcome!"));
            hangUp();
            assertTrue(dial(CODE).text().startsWith("Welcome!"), "nothing is left to go on with");
        }
    }

    @Test
    void aWrongKeyIsAskedAgainAFewTimes() {
        upToTheAmount();
        hangUp();
        dial(CODE);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    "Please reply with one of these numbers.\n" + OFFER,
                    answer("7").text());
        }
        assertEquals(UssdReply.Kind.END, answer("7").kind());
        assertTrue(dial(CODE).text().startsWith("Welcome!"));
    }

    @Test
    void anOfferThatBreaksOffIsOfferedAgain() {
        String asked = upToTheAmount();
        hangUp();
        dial(CODE);
        hangUp();
        assertEquals(OFFER, dial(CODE).text());
        assertEquals(asked, answer("1").text());
    }

    @Test
    void theFirstScreenIsNothingToGoOnWith() {
        dial(CODE);
        hangUp();
        assertTrue(dial(CODE).text().startsWith("Welcome!"));
    }

    @Test
    void aLineThatSpeaksOfWhatIsNotAnsweredIsLeftOut() {
        dial(CODE);
        answer("1");
        hangUp();
        assertEquals(
                "You did not finish last time.\n1 Continue\n2 Start again",
                dial(CODE).text());
        hangUp();
        dial("*120*55*1*" + METER + "*300#");
        hangUp();
        assertEquals(OFFER.replace("\n1", "\nAmount KES 300\n1"), dial(CODE).text());
    }

    @Test
    void aDirectDialIsNeverAskedAndForgetsWhatWas() {
        upToTheAmount();
        hangUp();
        assertTrue(dial("*120*55*1*" + METER + "*300#").text().contains("Pay KES 300"));
        answer("2");
        assertTrue(dial(CODE).text().startsWith("Welcome!"));
    }

    @Test
    void nobodyIsOfferedToPayAgain() {
        dial("*120*55*1*" + METER + "*300#");
        actions.during = this::hangUp;
        answer("1");
        assertEquals(1, actions.bought);
        assertTrue(dial(CODE).text().startsWith("Welcome!"));
    }

    @Test
    void aServerThatDiesWhileItBuysLeavesNothingToGoOnWith() {
        dial("*120*55*1*" + METER + "*300#");
        actions.during = () -> {
            throw new AssertionError("as if the server ended here");
        };
        assertThrows(AssertionError.class, () -> answer("1"));
        assertEquals(1, dialogs.open());
        clock.pass(Duration.ofSeconds(60));
        assertTrue(dial(CODE).text().startsWith("Welcome!"));
    }

    @Test
    void anotherPhoneAndAnotherLinkAreAskedNothing() {
        upToTheAmount();
        hangUp();
        assertTrue(dialogs.next(request(UssdRequest.Kind.BEGIN, "other", PHONE, CODE, Optional.empty()))
                .text()
                .startsWith("Welcome!"));
        assertTrue(dialogs.next(
                        request(UssdRequest.Kind.BEGIN, "sandbox", new Msisdn("254700123457"), CODE, Optional.empty()))
                .text()
                .startsWith("Welcome!"));
        assertEquals(OFFER, dial(CODE).text());
    }

    @Test
    void theOfferSpeaksTheLanguageOfNowAndFitsTheLinkOfNow() {
        upToTheAmount();
        hangUp();
        actions.language = "sw";
        ScreenLimit small = new ScreenLimit(60, 40);
        UssdReply reply = dialogs.next(request(UssdRequest.Kind.BEGIN, "sandbox", PHONE, CODE, Optional.of(small)));
        assertEquals("Hukumaliza mara iliyopita.\n1 Endelea\n2 Anza upya", reply.text());
        UssdReply next = answer("1");
        assertTrue(small.fits(next.text()) && next.text().startsWith("Unataka"), next.text());
    }

    @Test
    void itGoesOnOnItsOwnVersionOfTheMenu(@TempDir Path folder) throws IOException {
        String yaml = Files.readString(Path.of("ussd-menus", "prepaid.yaml"));
        Path file = folder.resolve("prepaid.yaml");
        Files.writeString(file, yaml);
        Menus menus = ServedMenu.menus(file);
        dialogs = ServedMenu.dialogs(menus, actions, 10, clock);
        String asked = upToTheAmount();
        hangUp();
        for (int version = 0; version < Menus.KEPT; version++) {
            Files.writeString(file, yaml.replace("How much do you", "# " + version + " How much do you"));
            menus.refresh();
        }
        dial(CODE);
        assertEquals(asked, answer("1").text());
        hangUp();
        Files.writeString(file, yaml.replace("Welcome!", "Hello!"));
        menus.refresh();
        assertTrue(dial(CODE).text().startsWith("Hello!"), "its menu is forgotten");
    }

    @Test
    void aMenuWithoutTheMessagesBeginsAnew(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("small.yaml");
        Files.writeString(file, MenuLintTest.VALID);
        dialogs = ServedMenu.dialogs(ServedMenu.menus(file), actions, 10, clock);
        String first = dial(CODE).text();
        String second = answer("1").text();
        assertFalse(second.contains("Wrong") || second.equals(first), second);
        hangUp();
        assertEquals(first, dial(CODE).text());
    }

    private String upToTheAmount() {
        dial(CODE);
        answer("1");
        return answer(METER).text();
    }

    private UssdReply dial(String dialled) {
        return dialogs.next(request(UssdRequest.Kind.BEGIN, "sandbox", PHONE, dialled, Optional.empty()));
    }

    private UssdReply answer(String typed) {
        return dialogs.next(request(UssdRequest.Kind.ANSWER, "sandbox", PHONE, typed, Optional.empty()));
    }

    private void hangUp() {
        UssdReply unused = dialogs.next(request(UssdRequest.Kind.ABORT, "sandbox", PHONE, "", Optional.empty()));
    }

    private static UssdRequest request(
            UssdRequest.Kind kind, String link, Msisdn phone, String text, Optional<ScreenLimit> limit) {
        return new UssdRequest(link, phone, "7", kind, text, link, limit);
    }

    private static final class Buyer implements Actions {

        private Map<String, String> last = Map.of();
        private String language = "en";
        private Runnable during = () -> {};
        private int bought;

        @Override
        public ActionResult perform(String action, DialogContext context) {
            last = context.args();
            if (action.equals("buy")) {
                bought++;
                during.run();
            }
            return switch (action) {
                case "quote" -> new ActionResult(Outcome.OK, Map.of("owner", "A. M***** W.", "units", "14.3"));
                case "buy" -> new ActionResult(Outcome.OK, Map.of("reference", "A1B2C3D4"));
                case "same_again", "wallets", "welcome" -> ActionResult.of(Outcome.REQUEST_UNKNOWN);
                default -> ActionResult.of(Outcome.OK);
            };
        }

        @Override
        public String languageOf(Msisdn msisdn) {
            return language;
        }
    }
}
