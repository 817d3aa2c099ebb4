package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.ussd.menu.Menu;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.Row;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.ussd.menu.Step;
import io.tokenline.ussd.menu.Turn;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists, switches, pages, free text and amounts, as a customer meets them. */
class EverythingTest {

    private static final String NAV = "\n0 Back 00 Home";

    private final Menu menu = Everything.menu();

    @Test
    void aListShowsItsRowsNumberedAndItsFixedDigitsBelow() {
        assertEquals("Which meter?\n1 01234567801 Home\n2 01234567802 Home\n50 Another meter" + NAV, shown(atList(2)));
    }

    @Test
    void theKeyOfTheChosenRowIsTheAnswer() {
        Turn turn = menu.next(atList(2).position(), "2");
        assertEquals("Amount?" + NAV, shown(turn));
        assertEquals(Map.of("meter", "01234567802"), turn.position().args());
    }

    @Test
    void aListLongerThanAScreenIsPagedByWholeRows() {
        Turn first = atList(12);
        List<String> lines = shown(first).lines().toList();
        assertEquals("98 More", lines.get(lines.size() - 2));
        assertTrue(lines.contains("6 01234567806 Home"), lines.toString());
        assertTrue(ScreenLimit.DEFAULT.fits(shown(first)));
        Turn second = menu.next(first.position(), "98");
        assertTrue(shown(second).startsWith("7 01234567807 Home\n"), shown(second));
        assertTrue(shown(second).endsWith("12 01234567812 Home\n50 Another meter" + NAV), shown(second));
        assertEquals(first.step(), menu.next(second.position(), "0").step());
        assertEquals("Amount?" + NAV, shown(menu.next(second.position(), "1")), "a number counts on every page");
        assertTrue(
                shown(menu.next(atPlan().position(), "98")).startsWith("Please press"),
                "98 means nothing where there is no more");
    }

    @Test
    void whatIsTypedAndIsNoRowGoesToTheInputBesideTheList() {
        Turn turn = menu.next(atList(2).position(), "01234567899");
        assertEquals("Amount?" + NAV, shown(turn));
        assertEquals(Map.of("meter", "01234567899"), turn.position().args());
        assertEquals("No meter.\nMeter?" + NAV, shown(menu.next(atList(2).position(), "7")));
        assertEquals("Meter?" + NAV, shown(menu.next(atList(2).position(), "50")));
    }

    @Test
    void aDirectDialNamesARowByItsKeyOnly() {
        Turn turn = menu.start("en", List.of("1", "01234567802", "500"));
        turn = menu.resume(turn.position(), "OK", Map.of("count", "2"), rows(2));
        assertEquals(new Step.Act("find_debt", Map.of("meter", "01234567802", "amount", "500.00")), turn.step());
        turn = menu.start("en", List.of("1", "2", "500"));
        turn = menu.resume(turn.position(), "OK", Map.of("count", "2"), rows(2));
        assertEquals("No meter.\nMeter?" + NAV, shown(turn), "a number today is another meter tomorrow");
        turn = menu.start("en", List.of("1", "01234567899", "500"));
        turn = menu.resume(turn.position(), "OK", Map.of("count", "2"), rows(2));
        assertEquals(new Step.Act("find_debt", Map.of("meter", "01234567899", "amount", "500.00")), turn.step());
    }

    @Test
    void anEmptyPreAnswerShowsTheListAndTheRestIsUsedAfterwards() {
        Turn turn = menu.start("en", List.of("1", "", "500"));
        turn = menu.resume(turn.position(), "OK", Map.of("count", "2"), rows(2));
        assertTrue(shown(turn).startsWith("Which meter?"));
        turn = menu.next(turn.position(), "1");
        assertEquals(new Step.Act("find_debt", Map.of("meter", "01234567801", "amount", "500.00")), turn.step());
    }

    @Test
    void aSwitchGoesByTheValueAndSaysWhy() {
        assertEquals("No meter is saved.\nMeter?" + NAV, shown(atList(0)));
        Turn plan = menu.next(atPlan().position(), "2");
        assertTrue(shown(plan).startsWith("We are a small shop"), shown(plan));
        assertEquals("Sorry.", ended(menu.next(atPlan().position(), "1")));
    }

    @Test
    void aListWithoutRowsIsPassedOver() {
        Turn turn = menu.next(menu.start("en", List.of()).position(), "1");
        assertEquals("Meter?" + NAV, shown(menu.resume(turn.position(), "OK", Map.of("count", "3"), List.of())));
    }

    @Test
    void rowsBeyondTheMostAreNotKept() {
        assertEquals(12, atList(30).position().rows().rows().size());
    }

    @Test
    void aMenuMayHaveItsOwnWordsAndTriesForAWrongDigit() {
        Turn turn = menu.next(atPlan().position(), "7");
        assertEquals("Please press 1 or 2.\nWhich plan?\n1 By the day\n2 By the week" + NAV, shown(turn));
        assertEquals("Too often. Dial *120*55#.", ended(menu.next(turn.position(), "7")));
    }

    @Test
    void aFreeTextIsMeasuredAndMayBeInAnyAlphabet() {
        Turn note = menu.next(menu.start("en", List.of()).position(), "2");
        assertEquals("A few words more.\nYour note?" + NAV, shown(menu.next(note.position(), "ab")));
        assertEquals("30 letters at most.\nYour note?" + NAV, shown(menu.next(note.position(), "x".repeat(31))));
        Turn thanks = menu.next(note.position(), "ሰላም to you");
        assertEquals("You wrote: ??? to you", ended(thanks), "a GSM screen stays one");
        assertEquals(Map.of("note", "ሰላም to you"), thanks.position().args());
        note = menu.next(menu.start("am", List.of()).position(), "2");
        assertEquals("የጻፉት፦ ሰላም", ended(menu.next(note.position(), "ሰላም")));
    }

    @Test
    void anAmountIsShownWithItsCurrency() {
        assertEquals(
                "Meter 01234567801\nPay KES 500.00\nof it for your debt KES 12.50\n1 Pay\n2 Cancel" + NAV,
                shown(atConfirm("en", ScreenLimit.DEFAULT)));
    }

    @Test
    void aLastTextLongerThanAScreenIsReadToItsEnd() {
        Turn turn = menu.next(menu.start("en", List.of()).position(), "4");
        String first = shown(turn);
        assertTrue(first.endsWith("\n98 More"), first);
        Turn last = menu.next(turn.position(), "98");
        String read = first.replace("\n98 More", "") + " " + ended(last);
        assertTrue(read.endsWith("Our number for texts is 12055."), read);
        assertTrue(read.startsWith("We are a small shop at the corner and we sell"), read);
        assertEquals(last.step(), menu.next(turn.position(), "anything").step());
    }

    @Test
    void aConfirmOnTwoPagesIsAnsweredOnTheLastOne() {
        Turn turn = atConfirm("am", new ScreenLimit(60, 40));
        String first = shown(turn);
        assertTrue(first.contains("98 ተጨማሪ") && !first.contains("1 ክፈል"), first);
        while (!shown(turn).contains("1 ክፈል")) {
            turn = menu.next(turn.position(), "1");
            assertInstanceOf(Step.Show.class, turn.step());
        }
        while (shown(turn).contains("98 ተጨማሪ")) {
            turn = menu.next(turn.position(), "98");
        }
        assertEquals(
                "buy",
                assertInstanceOf(Step.Act.class, menu.next(turn.position(), "1").step())
                        .action());
    }

    @Test
    void aYesAndItsNoStandOnOnePage() {
        for (int septets = ScreenLimit.LEAST_SEPTETS; septets <= ScreenLimit.MOST_SEPTETS; septets++) {
            Turn turn = atConfirm("en", new ScreenLimit(septets, 40));
            while (shown(turn).contains("98 More")) {
                turn = menu.next(turn.position(), "98");
            }
            assertTrue(shown(turn).contains("1 Pay\n2 Cancel\n"), shown(turn));
        }
    }

    @Test
    void digitsOfAnotherScriptAreDigits() {
        assertEquals(
                menu.next(menu.start("en", List.of()).position(), "4").step(),
                menu.next(menu.start("en", List.of()).position(), "٤").step());
    }

    @Test
    void whatWasSaidInFrontStaysWhileItsPagesAreTurned() {
        ScreenLimit small = new ScreenLimit(60, 40);
        Turn turn = menu.start("en", List.of("1"), small);
        turn = menu.resume(turn.position(), "OK", Map.of("count", "12"), rows(12));
        Turn wrong = menu.next(turn.position(), "x");
        assertEquals("No meter.\nMeter?" + NAV, shown(wrong));
        Turn plan = menu.start("en", List.of("3"), new ScreenLimit(60, 40));
        Turn again = menu.next(plan.position(), "9");
        String pages = shown(again) + shown(menu.next(again.position(), "98"));
        assertTrue(pages.contains("Please press 1 or 2.\n") && pages.contains("2 By the week"), pages);
    }

    private Turn atPlan() {
        return menu.next(menu.start("en", List.of()).position(), "3");
    }

    private Turn atList(int rows) {
        Turn turn = menu.next(menu.start("en", List.of()).position(), "1");
        return menu.resume(turn.position(), "OK", Map.of("count", String.valueOf(rows)), rows(rows));
    }

    private Turn atConfirm(String language, ScreenLimit limit) {
        Position position =
                menu.start(language, List.of("1", "01234567801", "500"), limit).position();
        position = menu.resume(position, "OK", Map.of("count", "1"), rows(1)).position();
        return menu.resume(position, "OK", Map.of("debt", "12.50"));
    }

    private static List<Row> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "012345678" + (i < 10 ? "0" : "") + i)
                .map(number -> new Row(number, Map.of("number", number, "name", "Home", "secret", "x")))
                .toList();
    }

    private static String shown(Turn turn) {
        return assertInstanceOf(Step.Show.class, turn.step()).text();
    }

    private static String ended(Turn turn) {
        return assertInstanceOf(Step.End.class, turn.step()).text();
    }
}
