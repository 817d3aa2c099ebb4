package io.tokenline.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts as people send them. */
class TextCommandTest {

    private static final Currency KES = Currency.getInstance("KES");
    private static final String METER = "07000000013";

    private static TextCommand read(String text) {
        return TextCommand.read(text, KES);
    }

    private static TextCommand buy(String meter, long minor) {
        return new TextCommand.Buy(meter, Optional.of(new Money(minor, KES)));
    }

    @Test
    void everyUsualWayToBuyIsRead() {
        for (String text : List.of(
                "BUY 07000000013 200",
                "buy 07000000013 200",
                "  Buy   07000000013   200  ",
                "BUY\n07000000013\n200",
                "BUY: 07000000013 Ksh 200/=.",
                "BUY*07000000013 * 200",
                "BUY 07000000013, 200",
                "BUY 07000000013 KES200.00")) {
            assertEquals(buy(METER, 200_00), read(text), text);
        }
    }

    @Test
    void aMeterNumberMayBeWrittenInGroups() {
        for (String meter : List.of("0700 0000 013", "0700-0000-013", "07 00 00 00 01 3", "0700 0000-013")) {
            assertEquals(buy(meter, 200_00), read("BUY " + meter + " 200"), meter);
            assertEquals(buy(meter, 1_500_00), read("buy " + meter + " KES 1,500"), meter);
        }
        assertEquals(buy(METER, 200_00), read("BUY,07000000013,200"));
    }

    @Test
    void anAmountThatIsNoneIsMissing() {
        for (String text : List.of("BUY 07000000013", "BUY 07000000013 lots", "BUY 07000000013 2 0 0")) {
            assertEquals(new TextCommand.Buy(METER, Optional.empty()), read(text), text);
        }
    }

    @Test
    void everyUsualWayToAskAboutATokenIsRead() {
        String token = "1234 5678 9012 3456 7890";
        for (String text : List.of(
                "CHECK 1234 5678 9012 3456 7890",
                "check 1234-5678-9012-3456-7890.",
                " Check:1234 5678\n9012 3456 7890 ",
                "CHECK*1234*5678*9012*3456*7890#",
                "CHECK1234 5678 9012 3456 7890",
                "check token 1234 5678 9012 3456 7890",
                "CHECK Token:1234 5678 9012 3456 7890",
                "CHECK Tokeni:1234 5678 9012 3456 7890",
                "CHECK Code:1234 5678 9012 3456 7890",
                "CHECK Namba:1234 5678 9012 3456 7890",
                "CHECK Key 4:1234 5678 9012 3456 7890",
                "CHECK Namba 4:1234 5678 9012 3456 7890")) {
            assertEquals(new TextCommand.Check(token), read(text), text);
        }
        assertEquals(new TextCommand.Check("12O4 HELLO"), read("CHECK 12O4 hello"), "what is none is still a question");
    }

    @Test
    void aTokenIsNotWrittenWhereAQuestionIs() {
        assertEquals("Check", read("CHECK 1234 5678 9012 3456 7890").toString());
        String text = new InboundText("sandbox", new Msisdn("254700123456"), "12055", "CHECK 12345678", "m1", "f1")
                .toString();
        assertFalse(text.contains("1234"), text);
    }

    @Test
    void anythingElseAsksForHelp() {
        for (String text : List.of(
                "",
                " ",
                "HELP",
                "BUY",
                "BUYER 07000000013 200",
                "CHECK",
                "CHECK my token",
                "CHECKS 1234",
                "CHECK 1" + " ".repeat(160) + "2",
                "200",
                "BUY" + " 1".repeat(100),
                "\u0000\uD800",
                "😀")) {
            assertEquals(new TextCommand.Help(), read(text), text);
        }
    }

    @Test
    void noTextTakesLongToRead() {
        for (String text : List.of(
                "BUY " + " ,.:;*#".repeat(22),
                "BUY 1" + ".".repeat(150),
                "BUY 1 " + ". ".repeat(75) + "x",
                "CHECK " + " ,.:;*#".repeat(22),
                "CHECK TOKEN" + ":".repeat(140) + "x")) {
            assertTimeoutPreemptively(Duration.ofSeconds(1), () -> read(text));
        }
    }
}
