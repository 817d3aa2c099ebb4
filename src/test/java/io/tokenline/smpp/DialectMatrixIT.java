package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.ussd.ActionResult;
import io.tokenline.ussd.Actions;
import io.tokenline.ussd.DialogContext;
import io.tokenline.ussd.Dialogs;
import io.tokenline.ussd.ServedMenu;
import io.tokenline.ussd.UssdReply;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each dialect from the first dial to the last text, over the server's own menu: what comes in, and exactly what goes out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one listener for all rows
class DialectMatrixIT {

    private static final String DIAL = "*120*55#";
    private static final String DIAL_TO_CONFIRM = "*120*55*1*01234567890*300#";

    private final AtomicInteger sales = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private long phone = 254700000000L;
    private ListenerBed bed;
    private Dialogs dialogs;

    static Stream<DialectRow> rows() {
        return DialectRow.all();
    }

    static Stream<DialectRow> rowsThatTellAborts() {
        return rows().filter(row -> !row.abort().isEmpty());
    }

    static Stream<DialectRow> rowsThatDoNotCount() {
        return rows().filter(row -> !row.counts());
    }

    @BeforeAll
    void open() throws IOException {
        bed = new ListenerBed();
    }

    @BeforeEach
    void begin() {
        phone++;
        sales.set(0);
        bed.steps.clear();
        bed.clock.set(TestClock.START);
        Actions actions = new Actions() {
            @Override
            public ActionResult perform(String action, DialogContext context) {
                return switch (action) {
                    case "quote" -> new ActionResult(Outcome.OK, Map.of("owner", "A. M.", "units", "14.3"));
                    case "buy" -> new ActionResult(Outcome.OK, Map.of("reference", "SALE" + sales.incrementAndGet()));
                    case "same_again", "wallets", "welcome" -> ActionResult.of(Outcome.REQUEST_UNKNOWN);
                    default -> ActionResult.of(Outcome.OK);
                };
            }

            @Override
            public String languageOf(Msisdn msisdn) {
                return "en";
            }
        };
        dialogs = ServedMenu.dialogs(actions, 100, bed.clock);
        bed.dialogs(step -> {
            UssdReply reply = dialogs.next(step);
            try {
                assertTrue(gate.await(5, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return reply;
        });
    }

    @AfterAll
    void close() {
        bed.close();
    }

    @Test
    void everyDialectIsInTheMatrix() {
        Set<String> tested = rows().map(row -> row.dialect().name()).collect(Collectors.toSet());
        assertEquals(Dialects.ALL.stream().map(Dialect::name).collect(Collectors.toSet()), tested);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aBeginShowsTheFirstMenuAndAnAnswerTheNext(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL).hears(row.menu(), "Welcome!");
            gateway.say(row.answer(), "1").hears(row.next(), "Enter your meter number");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theEndIsMarkedAndALateAnswerIsToldSo(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL_TO_CONFIRM).hears(row.menu(), "Meter 01234567890");
            gateway.say(row.answer(), "1").hears(row.last(), "Request SALE1");
            gateway.say(row.answer(), "2").hears(row.last(), "Your session has ended");
            assertEquals(1, sales.get());
        }
    }

    @ParameterizedTest
    @MethodSource("rowsThatTellAborts")
    void anAbortIsAcknowledgedOnlyAndEndsTheDialog(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL).hears(row.menu(), "Welcome!");
            gateway.say(row.abort(), "").hearsNothing();
            assertEquals(0, dialogs.open());
            gateway.say(row.answer(), "1").hears(row.last(), "Your session has ended");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aStepThatComesAgainBeforeItsScreenIsOutShowsTheSameScreen(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL_TO_CONFIRM).hears(row.menu(), "Meter 01234567890");
            gate = new CountDownLatch(1);
            gateway.say(row.answer(), "1").say(row.answer(), "1");
            assertTrue(ListenerBed.eventually(() -> sales.get() == 1));
            gate.countDown();
            gateway.hears(row.last(), "Request SALE1");
            gateway.hears(row.last(), "Request SALE1");
            assertEquals(1, sales.get());
            assertEquals(2, bed.steps.size(), "the dialog has seen the answer once");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theLastStepThatComesAgainAfterItsScreenShowsTheSameScreen(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL_TO_CONFIRM).hears(row.menu(), "Meter 01234567890");
            gateway.say(row.answer(), "1").hears(row.last(), "Request SALE1");
            gateway.say(row.answer(), "1").hears(row.last(), "Request SALE1");
            assertEquals(1, sales.get());
            bed.clock.pass(SeenSteps.REPEATED_WITHIN);
            gateway.say(row.answer(), "1").hears(row.last(), "Your session has ended");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aStepWhoseScreenTheGatewayDidNotTakeShowsItAgain(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL).hears(row.menu(), "Welcome!");
            gateway.refuse(true);
            gateway.say(row.answer(), "1").hears(row.next(), "Enter your meter number");
            gateway.refuse(false);
            gateway.say(row.answer(), "1").hears(row.next(), "Enter your meter number");
            gateway.say(row.answer(), "01234567890").hears(row.next(), "How much");
        }
    }

    @ParameterizedTest
    @MethodSource("rowsThatDoNotCount")
    void theSameAnswerToTheNextScreenIsAnAnswer(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL).hears(row.menu(), "Welcome!");
            gateway.say(row.answer(), "1").hears(row.next(), "Enter your meter number");
            gateway.say(row.answer(), "1").hears(row.next(), "meter number");
            assertEquals(3, bed.steps.size());
        }
    }

    @Test
    void aGatewayThatCountsItsStepsSaysItselfWhatComesAgain() throws IOException {
        DialectRow row = rows().filter(DialectRow::counts).findFirst().orElseThrow();
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL).hears(row.menu(), "Welcome!");
            gateway.say(row.begin(), DIAL).hears(row.menu(), "Welcome!");
            gateway.say(row.answer(), "1").hears(row.next(), "Enter your meter number");
            gateway.say(row.answer(), "1").hears(row.next(), "Enter your meter number");
            assertEquals(2, bed.steps.size(), "begun once, answered once");
            gateway.say("USSD op=12 its=1206", "1").hears("USSD dcs=0f op=02 its=1206", "meter number");
            assertEquals(3, bed.steps.size());
        }
    }

    @Test
    void aStepThatComesAgainOverAnotherBindAfterTheFirstWasLostShowsItsScreen() throws IOException {
        DialectRow row = rows().filter(each -> each.dialect().name().equals("its-raw"))
                .findFirst()
                .orElseThrow();
        try (DialectGateway first = gateway(row)) {
            first.say(row.begin(), DIAL_TO_CONFIRM).hears(row.menu(), "Meter 01234567890");
            first.say(row.answer(), "1");
            assertTrue(ListenerBed.eventually(() -> sales.get() == 1));
        }
        try (DialectGateway second = gateway(row)) {
            second.say(row.answer(), "1").hears(row.last(), "Request SALE1");
            assertEquals(1, sales.get());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aNewBeginSupersedesTheOpenDialog(DialectRow row) throws IOException {
        try (DialectGateway gateway = gateway(row)) {
            gateway.say(row.begin(), DIAL_TO_CONFIRM).hears(row.menu(), "Meter 01234567890");
            gateway.say(row.other(), DIAL);
            assertTrue(gateway.screen().text().startsWith("You did not finish last time."));
            assertEquals(1, dialogs.open());
            if (row.hasSessions()) {
                gateway.say(row.answer(), "1").hears(row.last(), "Your session has ended");
            } else {
                gateway.say(row.answer(), "1").hears(row.next(), "Meter 01234567890");
            }
            assertEquals(0, sales.get());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPushIsMarkedAsOne(DialectRow row) {
        DeliverSm push = Screen.push(
                        row.dialect(),
                        new DeliverSm.Address(0, 1, "120"),
                        new DeliverSm.Address(1, 1, "254700000001"),
                        7,
                        "Paid.")
                .message();
        byte[] pdu = push.toPdu(1);
        assertEquals(row.push(), Wording.of(Arrays.copyOfRange(pdu, 16, pdu.length)));
        assertEquals("254700000001", push.destination().digits());
        assertEquals("Paid.", Gsm7.decode(push.text()));
    }

    private DialectGateway gateway(DialectRow row) throws IOException {
        return new DialectGateway(bed.bound(row.dialect()), String.valueOf(phone));
    }
}
