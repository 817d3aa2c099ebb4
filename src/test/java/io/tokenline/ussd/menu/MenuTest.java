package io.tokenline.ussd.menu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MenuTest {

    private static final InputType NUMBER = InputType.of(
            6,
            typed -> typed.matches("[0-9]+")
                    ? new InputType.Accepted("n" + typed, typed)
                    : new InputType.Refused(InputType.INVALID));

    private static final InputType BOUNDED = (typed, bounds) -> {
        BigDecimal value = new BigDecimal(typed);
        return bounds.isTooLow(value)
                ? new InputType.Refused(InputType.TOO_LOW)
                : new InputType.Accepted(value.setScale(2).toPlainString(), typed);
    };

    private final Menu menu = new Menu(definition(), Map.of("code", "*1#"));

    @Test
    void theFirstScreenListsItsOptionsWithoutAWayBack() {
        assertEquals("Hello\n1 Buy\n2 Language", shown(menu.start("en", List.of())));
    }

    @Test
    void anUnknownLanguageBecomesTheFirstOne() {
        assertEquals("en", menu.start("fr", List.of()).position().language());
        assertEquals("Habari\n1 Nunua\n2 Lugha", shown(menu.start("sw", List.of())));
    }

    @Test
    void theWholeWayToTheEnd() {
        Turn turn = menu.start("en", List.of());
        turn = menu.next(turn.position(), "1");
        assertEquals("Meter?\n0 Back 00 Home", shown(turn));
        turn = menu.next(turn.position(), " 123 ");
        assertEquals(new Step.Act("find", Map.of("meter", "n123")), turn.step());
        turn = menu.resume(turn.position(), "OK", Map.of("owner", "A. M***** W."));
        assertEquals("Amount?\n0 Back 00 Home", shown(turn));
        turn = menu.next(turn.position(), "500");
        assertEquals("123 of A. M***** W.: pay 500?\n1 Pay\n2 No\n0 Back 00 Home", shown(turn));
        turn = menu.next(turn.position(), "1");
        assertEquals(new Step.Act("buy", Map.of("meter", "n123", "amount", "500.00")), turn.step());
        turn = menu.resume(turn.position(), "OK", Map.of("reference", "AB12"));
        assertEquals("Request AB12.", ended(turn));
    }

    @Test
    void zeroGoesOneScreenBackAndDoubleZeroHome() {
        Turn amount = atAmount();
        assertEquals("Meter?\n0 Back 00 Home", shown(menu.next(amount.position(), "0")));
        Turn main = menu.next(menu.next(amount.position(), "0").position(), "0");
        assertEquals("Hello\n1 Buy\n2 Language", shown(main));
        assertEquals("Hello\n1 Buy\n2 Language", shown(menu.next(main.position(), "0")));
        Turn home = menu.next(amount.position(), "00");
        assertEquals("Hello\n1 Buy\n2 Language", shown(home));
        assertTrue(home.position().args().isEmpty());
        assertTrue(home.position().history().isEmpty());
    }

    @Test
    void aWrongDigitShowsTheMenuAgainAndTooManyEndTheDialog() {
        Turn turn = menu.start("en", List.of());
        for (String wrong : List.of("7", "")) {
            turn = menu.next(turn.position(), wrong);
            assertEquals("Wrong number.\nHello\n1 Buy\n2 Language", shown(turn));
        }
        assertEquals("Too often. Dial *1#.", ended(menu.next(turn.position(), "x")));
    }

    @Test
    void aWrongInputIsExplainedInItsOwnWordsAndTooManyEndTheDialog() {
        Turn turn = menu.next(menu.start("en", List.of()).position(), "1");
        turn = menu.next(turn.position(), "abc");
        assertEquals("No meter.\nMeter?\n0 Back 00 Home", shown(turn));
        turn = menu.next(turn.position(), "x".repeat(500));
        assertEquals("No meter.\nMeter?\n0 Back 00 Home", shown(turn));
        turn = menu.next(turn.position(), "1234567");
        assertEquals("No meter.\nMeter?\n0 Back 00 Home", shown(turn), "wider than the type allows");
        assertEquals("Too often. Dial *1#.", ended(menu.next(turn.position(), "-")));
    }

    @Test
    void anAmountUnderTheBoundHasItsOwnText() {
        assertEquals(
                "At least 50.\nAmount?\n0 Back 00 Home",
                shown(menu.next(atAmount().position(), "49")));
    }

    @Test
    void aRightAnswerAfterWrongOnesStartsCountingAnew() {
        Turn turn = menu.next(menu.start("en", List.of()).position(), "1");
        turn = menu.next(menu.next(turn.position(), "abc").position(), "123");
        turn = menu.resume(turn.position(), "OK", Map.of());
        assertEquals(0, turn.position().retries());
    }

    @Test
    void anOutcomeMaySaySomethingInFrontOfItsScreenAndCountsAsAWrongAnswer() {
        Turn turn = menu.next(menu.start("en", List.of()).position(), "1");
        for (int i = 0; i < 3; i++) {
            turn = menu.next(turn.position(), "123");
            turn = menu.resume(turn.position(), "METER_UNKNOWN", Map.of());
            assertEquals("Unknown: 123.\nMeter?\n0 Back 00 Home", shown(turn));
            assertEquals(List.of("main"), turn.position().history());
        }
        turn = menu.next(turn.position(), "123");
        assertEquals("Too often. Dial *1#.", ended(menu.resume(turn.position(), "METER_UNKNOWN", Map.of())));
    }

    @Test
    void aLineThatSaysNothingTodayIsLeftOut() {
        Map<String, String> texts = Map.of("en", "Meter {meter}\n{charges}\n\u200E{charges}\u200E\n\nYou get {units}");
        MenuText text = new MenuText(definition(), Map.of("meter", "123", "units", "8.6"));
        Position position = menu.start("en", List.of()).position();
        assertEquals("Meter 123\n\nYou get 8.6", text.fill(position, new Texts(texts)));
        MenuText charged = new MenuText(definition(), Map.of("meter", "1", "units", "2", "charges", "Debt 3"));
        assertEquals("Meter 1\nDebt 3\n\u200EDebt 3\u200E\n\nYou get 2", charged.fill(position, new Texts(texts)));
    }

    @Test
    void anOutcomeTheMenuDoesNotNameTakesTheOtherWay() {
        Turn turn =
                menu.next(menu.next(menu.start("en", List.of()).position(), "1").position(), "123");
        assertEquals("Sorry.", ended(menu.resume(turn.position(), "SOMETHING_NEW", Map.of())));
    }

    @Test
    void preAnswersGoThroughTheSameChecksAndStopAtTheConfirm() {
        Turn turn = menu.start("en", List.of("1", "123", "500", "1", "1"));
        assertEquals(new Step.Act("find", Map.of("meter", "n123")), turn.step());
        turn = menu.resume(turn.position(), "OK", Map.of("owner", "A"));
        assertEquals("123 of A: pay 500?\n1 Pay\n2 No\n0 Back 00 Home", shown(turn));
        assertTrue(turn.position().pending().isEmpty());
    }

    @Test
    void theFirstWrongPreAnswerIsExplainedAndTheRestForgotten() {
        Turn turn = menu.start("en", List.of("1", "abc", "500"));
        assertEquals("No meter.\nMeter?\n0 Back 00 Home", shown(turn));
        assertTrue(turn.position().pending().isEmpty());
        assertEquals(List.of("main"), turn.position().history());
        assertEquals("Wrong number.\nHello\n1 Buy\n2 Language", shown(menu.start("en", List.of("9", "123"))));
    }

    @Test
    void anEmptyPreAnswerIsAskedAndTheRestUsedAfterwards() {
        Turn turn = menu.start("en", List.of("1", "", "500"));
        assertEquals("Meter?\n0 Back 00 Home", shown(turn));
        turn = menu.next(turn.position(), "123");
        turn = menu.resume(turn.position(), "OK", Map.of("owner", "A"));
        assertEquals("123 of A: pay 500?\n1 Pay\n2 No\n0 Back 00 Home", shown(turn));
    }

    @Test
    void aFailedActionForgetsTheOtherPreAnswers() {
        Turn turn = menu.start("en", List.of("1", "123", "500"));
        turn = menu.resume(turn.position(), "METER_UNKNOWN", Map.of());
        assertEquals("Unknown: 123.\nMeter?\n0 Back 00 Home", shown(turn));
        assertTrue(turn.position().pending().isEmpty());
    }

    @Test
    void theChosenKeyOfAMenuIsAnAnswer() {
        Turn turn = menu.next(menu.start("en", List.of()).position(), "2");
        turn = menu.next(turn.position(), "2");
        assertEquals(new Step.Act("set", Map.of("language", "sw")), turn.step());
        turn = menu.resume(turn.position().speaking("sw"), "OK", Map.of());
        assertEquals("Kiswahili!\nHabari\n1 Nunua\n2 Lugha", shown(turn));
    }

    @Test
    void valuesAnActionDidNotPromiseAreDroppedAndLongOnesCut() {
        Turn turn =
                menu.next(menu.next(menu.start("en", List.of()).position(), "1").position(), "123");
        turn = menu.resume(turn.position(), "OK", Map.of("owner", "\u0141ukasz Nowak the First", "secret", "x"));
        assertEquals(Map.of("owner", "\u0141ukasz Nowak"), turn.position().values());
        turn = menu.next(turn.position(), "500");
        assertTrue(shown(turn).startsWith("123 of ?ukasz Nowak: pay 500?"), shown(turn));
    }

    @Test
    void bracesInAValueMeanNothing() {
        Turn turn = menu.start("en", List.of("1", "123", "500"));
        turn = menu.resume(turn.position(), "OK", Map.of("owner", "{code}$1\\"));
        assertTrue(shown(turn).startsWith("123 of {code}$1\\: pay 500?"), shown(turn));
    }

    @Test
    void aPositionSurvivesBeingStored() throws IOException, ClassNotFoundException {
        Position position = atAmount().position();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(position);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(position, in.readObject());
        }
    }

    @Test
    void aPositionOfAnotherVersionIsRefused() {
        Position p = atAmount().position();
        Position other = new Position(
                "v0",
                p.language(),
                p.limit(),
                p.screen(),
                p.page(),
                p.said(),
                p.retries(),
                p.history(),
                p.answers(),
                p.values(),
                p.rows(),
                p.pending());
        assertThrows(IllegalArgumentException.class, () -> menu.next(other, "1"));
    }

    @Test
    void anActionCannotBeAnsweredNorAScreenResumed() {
        Turn act = menu.start("en", List.of("1", "123"));
        assertThrows(IllegalArgumentException.class, () -> menu.next(act.position(), "1"));
        Position shown = atAmount().position();
        assertThrows(IllegalArgumentException.class, () -> menu.resume(shown, "OK", Map.of()));
    }

    @Test
    void theHistoryIsBounded() {
        Position position = new Position(
                "v1",
                "en",
                ScreenLimit.DEFAULT,
                "main",
                0,
                "",
                0,
                Collections.nCopies(50, "x"),
                Map.of(),
                Map.of(),
                Rows.NONE,
                List.of());
        assertEquals(Position.HISTORY, position.history().size());
        assertFalse(Position.HISTORY > 16);
    }

    private Turn atAmount() {
        Turn turn = menu.start("en", List.of("1", "123"));
        return menu.resume(turn.position(), "OK", Map.of("owner", "A"));
    }

    private static String shown(Turn turn) {
        return assertInstanceOf(Step.Show.class, turn.step()).text();
    }

    private static String ended(Turn turn) {
        return assertInstanceOf(Step.End.class, turn.step()).text();
    }

    private static MenuDefinition definition() {
        Map<String, Screen> screens = Map.of(
                "main",
                new Screen.Choice(
                        Optional.empty(),
                        texts("Hello", "Habari"),
                        List.of(
                                option("buy", "1", texts("Buy", "Nunua"), "meter"),
                                option("language", "2", texts("Language", "Lugha"), "language")),
                        Optional.empty(),
                        2),
                "meter",
                new Screen.Input(
                        "meter",
                        NUMBER,
                        Bounds.NONE,
                        texts("Meter?", "Mita?"),
                        Map.of(InputType.INVALID, texts("No meter.", "Si mita.")),
                        3,
                        Target.of("find")),
                "find",
                new Screen.Action(
                        "find",
                        Map.of("owner", 12),
                        Set.of(),
                        Map.of(),
                        Map.of(
                                "OK",
                                Target.of("amount"),
                                "METER_UNKNOWN",
                                new Target("meter", Optional.of(texts("Unknown: {meter}.", "Haipo: {meter}.")))),
                        Target.of("sorry"),
                        false),
                "amount",
                new Screen.Input(
                        "amount",
                        BOUNDED,
                        new Bounds(Optional.of(new BigDecimal("50")), Optional.empty()),
                        texts("Amount?", "Kiasi?"),
                        Map.of(
                                InputType.INVALID,
                                texts("No amount.", "Si kiasi."),
                                InputType.TOO_LOW,
                                texts("At least 50.", "Angalau 50.")),
                        3,
                        Target.of("confirm")),
                "confirm",
                new Screen.Confirm(
                        texts("{meter} of {owner}: pay {amount}?", "{meter} ya {owner}: lipa {amount}?"),
                        option("yes", "1", texts("Pay", "Lipa"), "buy"),
                        option("no", "2", texts("No", "Hapana"), "sorry"),
                        2),
                "buy",
                new Screen.Action(
                        "buy",
                        Map.of("reference", 8),
                        Set.of(),
                        Map.of(),
                        Map.of("OK", Target.of("done")),
                        Target.of("sorry"),
                        true),
                "done",
                new Screen.End(texts("Request {reference}.", "Ombi {reference}."), false),
                "sorry",
                new Screen.End(texts("Sorry.", "Samahani."), false),
                "language",
                new Screen.Choice(
                        Optional.of("language"),
                        texts("Which?", "Ipi?"),
                        List.of(
                                option("en", "1", texts("English", "English"), "set"),
                                option("sw", "2", texts("Kiswahili", "Kiswahili"), "set")),
                        Optional.empty(),
                        2),
                "set",
                new Screen.Action(
                        "set",
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        Map.of("OK", new Target("main", Optional.of(texts("English!", "Kiswahili!")))),
                        Target.of("sorry"),
                        false));
        Map<Message, Texts> messages = new EnumMap<>(Message.class);
        messages.put(Message.WRONG_CHOICE, texts("Wrong number.", "Namba si sahihi."));
        messages.put(Message.TOO_MANY_TRIES, texts("Too often. Dial {code}.", "Mara nyingi. Piga {code}."));
        Navigation navigation = new Navigation(
                new Navigation.Key("0", texts("Back", "Rudi")),
                new Navigation.Key("00", texts("Home", "Mwanzo")),
                Optional.of(new Navigation.Key("98", texts("More", "Zaidi"))));
        return new MenuDefinition(
                "test",
                "v1",
                List.of("en", "sw"),
                Set.of(),
                ScreenLimit.DEFAULT,
                9,
                "main",
                navigation,
                messages,
                screens);
    }

    private static Option option(String key, String dial, Texts text, String target) {
        return new Option(key, dial, text, Target.of(target));
    }

    private static Texts texts(String en, String sw) {
        return new Texts(Map.of("en", en, "sw", sw));
    }
}
