package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.ScreenLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dialogs over the server's own menu. */
class DialogsTest {

    private static final Msisdn PHONE = new Msisdn("254700123456");
    private static final String METER = "01234567890";
    private static final String MAIN = "Welcome! Prepaid electricity\n1 Buy electricity\n2 Lugha/Language\n3 Help"
            + "\n4 My tokens\n5 My last purchase\n6 My meters\n7 Report a problem";
    private static final String NAV = "\n0 Back 00 Home";
    private static final UssdReply OVER = UssdReply.end("Your session has ended. Dial *120*55# again.");

    /** Held here, because the log manager would forget its level otherwise. */
    private static final Logger LOGGER = Logger.getLogger(Dialogs.class.getName());

    private final Log log = new Log();
    private final TestClock clock = new TestClock();
    private final FakeActions actions = new FakeActions();
    private final Dialogs dialogs = dialogs(5_000);

    @BeforeEach
    void listen() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(log);
    }

    @AfterEach
    void noLogLineCarriesWhatMustNotBeLogged() {
        LOGGER.removeHandler(log);
        for (String line : log.lines) {
            assertTrue(line.matches("TKL-2\\d{3} .*"), line);
            assertFalse(line.contains(PHONE.digits()) || line.contains(METER), line);
        }
    }

    @Test
    void dialOneMeterAmountOneBuys() {
        assertEquals(UssdReply.show(MAIN), dial("*120*55#"));
        assertEquals(UssdReply.show("Enter your meter number:" + NAV), answer("1"));
        assertEquals(UssdReply.show("How much do you want to buy, in KES? (50 to 20,000)" + NAV), answer(METER));
        assertEquals(
                UssdReply.show("Meter 01234567890\nA. M***** W.\nPay KES 300\nYou get 14.3 kWh\n1 Pay\n2 Cancel" + NAV),
                answer("300"));
        assertEquals(
                UssdReply.end("Request A1B2C3D4. Enter your PIN when asked. Your token comes by SMS."), answer("1"));
        assertEquals(0, dialogs.open());
        assertEquals(
                List.of("welcome", "my_meters", "find_meter", "last_amount", "wallets", "quote", "same_again", "buy"),
                actions.names());
        assertEquals(Map.of("meter", METER, "amount", "300.00"), actions.last().args());
        assertEquals("*120*55#", actions.last().serviceCode());
        assertEquals(OVER, answer("1"));
    }

    @Test
    void everyActionOfADialHasTheSameDialogAndAnotherDialAnother() {
        dial("*120*55*1*" + METER + "*300#");
        answer("1");
        assertEquals(1, actions.dialogCount());
        dial("*120*55*1*" + METER + "*300#");
        answer("1");
        assertEquals(2, actions.dialogCount());
    }

    @Test
    void aDirectDialStopsAtTheConfirm() {
        UssdReply reply = dial("*120*55*1*" + METER + "*500,50*1*1#");
        assertEquals(UssdReply.Kind.CONTINUE, reply.kind());
        assertTrue(reply.text().contains("Pay KES 500,50\n"), reply.text());
        assertEquals(
                List.of("welcome", "my_meters", "find_meter", "last_amount", "wallets", "quote", "same_again"),
                actions.names());
    }

    @Test
    void anUnknownMeterIsAskedAgainAndABlockedOneEnds() {
        actions.answers(Outcome.METER_UNKNOWN);
        assertEquals(
                UssdReply.show("We do not know meter 01234567890. Please check it.\nEnter your meter number:" + NAV),
                dial("*120*55*1*" + METER + "*300#"));
        actions.answers(Outcome.METER_BLOCKED);
        assertEquals(
                UssdReply.end("Meter 01234567890 cannot buy at the moment. Nothing was paid."
                        + " Please visit your electricity company."),
                answer(METER));
    }

    @Test
    void theLanguageChangesWithinTheDialog() {
        dial("*120*55#");
        answer("2");
        UssdReply reply = answer("2");
        assertEquals(UssdReply.Kind.CONTINUE, reply.kind());
        assertTrue(
                reply.text().startsWith("Tutatumia Kiswahili.\nKaribu! Umeme wa kulipia kabla\n1 Nunua umeme\n"),
                reply.text());
        assertEquals(UssdReply.show("Weka namba ya mita yako:\n0 Rudi 00 Mwanzo"), answer("1"));
        assertEquals(Map.of("language", "sw"), actions.last().args());
    }

    @Test
    void aDialogBeginsInTheLanguageOfTheSubscriber() {
        actions.language = "sw";
        assertTrue(dial("*120*55#").text().startsWith("Karibu!"));
        actions.language = "xx";
        assertTrue(dial("*120*55#").text().startsWith("Welcome!"));
    }

    @Test
    void aCodeThatIsNotOursAndOneThatIsTooLongEndWithASentence() {
        assertEquals(UssdReply.end("That code is not ours. To buy electricity, dial *120*55#."), dial("*121#"));
        assertEquals(
                UssdReply.end("What you dialled is too long. Dial *120*55# and follow the steps."),
                dial("*120*55*" + "1".repeat(291) + "#"));
        assertEquals(0, dialogs.open());
    }

    @Test
    void anAnswerToNoDialogEnds() {
        assertEquals(OVER, answer("1"));
        dial("*120*55#");
        assertEquals(OVER, dialogs.next(request(UssdRequest.Kind.ANSWER, PHONE, "another", "1")));
        assertEquals(OVER, dialogs.next(new UssdRequest("other link", PHONE, "7", UssdRequest.Kind.ANSWER, "1")));
        assertEquals(UssdReply.Kind.CONTINUE, answer("1").kind());
    }

    @Test
    void anAbortedDialogIsForgotten() {
        dial("*120*55#");
        assertEquals(UssdReply.NOTHING, dialogs.next(request(UssdRequest.Kind.ABORT, PHONE, "7", "")));
        assertEquals(0, dialogs.open());
        assertEquals(OVER, answer("1"));
        assertEquals(UssdReply.NOTHING, dialogs.next(request(UssdRequest.Kind.ABORT, PHONE, "7", "")));
    }

    @Test
    void aNewDialClosesTheOneBefore() {
        dial("*120*55#");
        dialogs.next(request(UssdRequest.Kind.BEGIN, PHONE, "8", "*120*55#"));
        assertEquals(1, dialogs.open());
        assertEquals(OVER, answer("1"));
        assertEquals(
                UssdReply.Kind.CONTINUE,
                dialogs.next(request(UssdRequest.Kind.ANSWER, PHONE, "8", "1")).kind());
    }

    @Test
    void silenceEndsADialog() {
        dial("*120*55#");
        clock.pass(Duration.ofSeconds(59));
        assertEquals(UssdReply.Kind.CONTINUE, answer("1").kind());
        clock.pass(Duration.ofSeconds(60));
        assertEquals(OVER, answer(METER));
        assertEquals(0, dialogs.open());
    }

    @Test
    void aDialogEndsHoweverBusyItIs() {
        dial("*120*55#");
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofSeconds(50));
            assertEquals(UssdReply.Kind.CONTINUE, answer("00").kind());
        }
        clock.pass(Duration.ofSeconds(30));
        assertEquals(OVER, answer("00"));
    }

    @Test
    void sweepingForgetsWhatHasExpired() {
        dial("*120*55#");
        clock.pass(Duration.ofSeconds(30));
        dialogs.next(request(UssdRequest.Kind.BEGIN, new Msisdn("254700000001"), "7", "*120*55#"));
        dialogs.sweep();
        assertEquals(2, dialogs.open());
        clock.pass(Duration.ofSeconds(30));
        dialogs.sweep();
        assertEquals(1, dialogs.open());
    }

    @Test
    void overTheCapThereIsNoDialogUntilOneExpires() {
        Dialogs few = dialogs(2);
        for (int i = 0; i < 2; i++) {
            assertEquals(UssdReply.Kind.CONTINUE, begin(few, i).kind());
        }
        assertEquals(UssdReply.BUSY, begin(few, 2));
        assertEquals(UssdReply.Kind.CONTINUE, begin(few, 1).kind(), "a dial that replaces one's own needs no room");
        clock.pass(Duration.ofSeconds(60));
        assertEquals(UssdReply.Kind.CONTINUE, begin(few, 2).kind());
        assertEquals(1, few.open());
    }

    @Test
    void aFailureEndsTheDialogWithAnApology() {
        dial("*120*55#");
        answer("1");
        actions.fails = true;
        assertEquals(
                UssdReply.end("Sorry, something went wrong on our side. Please dial *120*55# again in a few minutes."),
                answer(METER));
        assertEquals(0, dialogs.open());
        assertTrue(log.lines.stream().anyMatch(line -> line.startsWith("TKL-2009")), log.lines.toString());
        assertEquals(UssdReply.Kind.END, dial("*120*55#").kind());
        assertEquals(UssdReply.Kind.END, dial("*1#").kind());
        assertEquals(0, dialogs.open());
    }

    @Test
    void aHundredEqualStepsAtTheConfirmBuyOnce() throws Exception {
        dial("*120*55*1*" + METER + "*300#");
        List<UssdReply> replies = atOnce(100, i -> answer("1"));
        assertEquals(1, actions.names().stream().filter("buy"::equals).count());
        assertEquals(
                1,
                replies.stream()
                        .filter(r -> r.text().startsWith("Request A1B2"))
                        .count());
        assertEquals(99, replies.stream().filter(OVER::equals).count());
    }

    @Test
    void stepsOfOneDialogDoNotRunIntoEachOther() throws Exception {
        dial("*120*55*1#");
        List<UssdReply> replies = atOnce(2, i -> answer(METER));
        assertEquals(1, actions.names().stream().filter("find_meter"::equals).count());
        assertNotEquals(replies.get(0), replies.get(1));
    }

    @Test
    void aThousandDialogsBuyAtTheSameTime() throws Exception {
        List<UssdReply> replies = atOnce(1_000, i -> {
            begin(dialogs, i);
            answer(i, "1");
            answer(i, METER);
            String confirm = answer(i, String.valueOf(100 + i)).text();
            assertTrue(confirm.contains("Pay KES " + (100 + i) + "\n"), confirm);
            return answer(i, "1");
        });
        assertTrue(replies.stream().allMatch(r -> r.text().startsWith("Request A1B2")));
        assertEquals(1_000, actions.dialogCount());
        assertEquals(0, dialogs.open());
    }

    @Test
    void theCapHoldsWhenAllDialAtOnce() throws Exception {
        Dialogs few = dialogs(50);
        List<UssdReply> replies = atOnce(500, i -> begin(few, i));
        assertEquals(50, few.open());
        assertEquals(450, replies.stream().filter(UssdReply.BUSY::equals).count());
    }

    @Test
    void aLinkThatShowsLessGetsPages() {
        ScreenLimit limit = new ScreenLimit(60, 40);
        UssdReply first = dialogs.next(new UssdRequest(
                "sandbox", PHONE, "7", UssdRequest.Kind.BEGIN, "*120*55#", "sandbox", Optional.of(limit)));
        assertTrue(first.text().endsWith("\n98 More"), first.text());
        assertTrue(limit.fits(first.text()));
        UssdReply second = answer("98");
        assertTrue(second.text().endsWith("\n0 Back"), second.text());
        assertEquals(first, answer("0"));
    }

    @Test
    void anAbortDuringAStepSilencesItsScreen() throws Exception {
        dial("*120*55*1#");
        actions.during = () -> dialogs.next(request(UssdRequest.Kind.ABORT, PHONE, "7", ""));
        assertEquals(UssdReply.NOTHING, answer(METER));
        assertEquals(0, dialogs.open());
    }

    @Test
    void noScreenIsLongerThanAPhoneShows() {
        actions.owner = "W".repeat(40);
        actions.units = "801.9";
        for (String language : List.of("en", "sw")) {
            actions.language = language;
            UssdReply reply = dial("*120*55*1*012345678901234567*KES 20,000.00#");
            assertEquals(UssdReply.Kind.CONTINUE, reply.kind());
            assertTrue(reply.text().contains("KES 20,000.00"));
            assertTrue(GsmText.septets(reply.text()) <= GsmText.SCREEN);
            assertFalse(reply.text().contains("W".repeat(21)));
        }
    }

    private UssdReply dial(String dialled) {
        return dialogs.next(request(UssdRequest.Kind.BEGIN, PHONE, "7", dialled));
    }

    private UssdReply answer(String typed) {
        return dialogs.next(request(UssdRequest.Kind.ANSWER, PHONE, "7", typed));
    }

    private UssdReply answer(int phone, String typed) {
        return dialogs.next(request(UssdRequest.Kind.ANSWER, phone(phone), "7", typed));
    }

    private static UssdReply begin(Dialogs dialogs, int phone) {
        return dialogs.next(request(UssdRequest.Kind.BEGIN, phone(phone), "7", "*120*55#"));
    }

    private static Msisdn phone(int number) {
        return new Msisdn(String.valueOf(254700000000L + number));
    }

    private static UssdRequest request(UssdRequest.Kind kind, Msisdn phone, String session, String text) {
        return new UssdRequest("sandbox", phone, session, kind, text);
    }

    private Dialogs dialogs(int max) {
        return ServedMenu.dialogs(actions, max, clock);
    }

    private interface Work {
        UssdReply run(int number);
    }

    private static List<UssdReply> atOnce(int times, Work work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Callable<UssdReply>> calls = new ArrayList<>();
            List<Future<UssdReply>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> {
                    go.await();
                    return work.run(number);
                });
            }
            calls.forEach(call -> futures.add(threads.submit(call)));
            go.countDown();
            List<UssdReply> replies = new ArrayList<>();
            for (Future<UssdReply> future : futures) {
                replies.add(future.get());
            }
            return replies;
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    private static final class FakeActions implements Actions {

        private record Call(String action, DialogContext context) {}

        private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
        private volatile Outcome outcome = Outcome.OK;
        private volatile String language = "en";
        private volatile String owner = "A. M***** W.";
        private volatile String units = "14.3";
        private volatile boolean fails;
        private volatile Runnable during = () -> {};

        @Override
        public ActionResult perform(String action, DialogContext context) {
            calls.add(new Call(action, context));
            during.run();
            if (fails) {
                throw new IllegalStateException("a failure for the test");
            }
            if (outcome != Outcome.OK) {
                return ActionResult.of(outcome);
            }
            return switch (action) {
                case "quote" -> new ActionResult(Outcome.OK, Map.of("owner", owner, "units", units));
                case "buy" -> new ActionResult(Outcome.OK, Map.of("reference", "A1B2C3D4"));
                case "same_again", "wallets", "welcome" -> ActionResult.of(Outcome.REQUEST_UNKNOWN);
                default -> ActionResult.of(Outcome.OK);
            };
        }

        @Override
        public String languageOf(Msisdn msisdn) {
            if (fails) {
                throw new IllegalStateException("a failure for the test");
            }
            return language;
        }

        private void answers(Outcome next) {
            outcome = next;
        }

        private List<String> names() {
            return calls.stream().map(Call::action).toList();
        }

        private DialogContext last() {
            return calls.stream()
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .context();
        }

        private long dialogCount() {
            return calls.stream()
                    .map(call -> call.context().dialog())
                    .distinct()
                    .count();
        }
    }

    private static final class Log extends Handler {

        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
