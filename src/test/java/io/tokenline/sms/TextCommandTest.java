package io.tokenline.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        return new TextCommand.Buy(meter, Optional.of(new Money(minor, KES)), false, "");
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
    void everyLanguageHasItsWordsAndItsDigits() {
        for (String text : List.of(
                "Nunua 07000000013 200",
                "iibso 07000000013 200",
                "ACHETER 07000000013 200/=",
                "comprar 07000000013 KES 200",
                "\u130D\u12DB 07000000013 200",
                "\u0634\u0631\u0627\u0621 \u0660\u0667\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0661\u0663 \u0662\u0660\u0660")) {
            assertEquals(buy(METER, 200_00), read(text), text);
        }
        assertEquals(new TextCommand.Status(), read("hali"));
        assertEquals(new TextCommand.Resend(""), read("Tokeni."));
        assertEquals(new TextCommand.MyMeters(), read("Mita"));
        assertEquals(new TextCommand.Stop(), read("stop!"));
    }

    @Test
    void anOrderThatIsMeantOnceMoreSaysSo() {
        TextCommand again = new TextCommand.Buy(METER, Optional.of(new Money(200_00, KES)), true, "");
        for (String text : List.of(
                "BUY 07000000013 200 AGAIN",
                "buy 07000000013 200/= again.",
                "BUY 07000000013 KES 200.00 tena",
                "iibso 07000000013 200 mar kale",
                "BUY 07000000013, 200, encore")) {
            assertEquals(again, read(text), text);
        }
    }

    @Test
    void whatStandsBehindTheAmountMayBeAWallet() {
        Optional<Money> amount = Optional.of(new Money(200_00, KES));
        assertEquals(new TextCommand.Buy(METER, amount, false, "AIRTEL"), read("BUY 07000000013 200 airtel"));
        assertEquals(new TextCommand.Buy(METER, amount, false, "M-PESA"), read("BUY 07000000013 KES 200.00 M-Pesa."));
        assertEquals(
                new TextCommand.Buy(METER, amount, false, "AIRTEL MONEY"), read("buy 07000000013 200/= airtel money"));
        assertEquals(new TextCommand.Buy(METER, amount, true, "AIRTEL"), read("BUY 07000000013 200 airtel again"));
        assertEquals(new TextCommand.Buy(METER, amount, false, "MP2"), read("BUY 07000000013 200 mp2"));
        assertEquals(buy(METER, 200_00), read("BUY 07000000013 200 KES"));
    }

    @Test
    void aTokenIsAskedForByNothingByNumberByReferenceOrByMeter() {
        assertEquals(new TextCommand.Resend("2"), read("token 2"));
        assertEquals(new TextCommand.Resend("ABCD2345"), read("TOKEN abcd2345"));
        assertEquals(new TextCommand.Resend(METER), read("token 0700 0000 013"));
    }

    @Test
    void aLanguageIsChosenByCodeByNameOrByItsNameAlone() {
        for (String text : List.of("LANG sw", "lang kiswahili", "LUGHA SW", "swahili", "Lang: SW.", "Kiswahili")) {
            assertEquals(new TextCommand.Language(Optional.of("sw")), read(text), text);
        }
        assertEquals(new TextCommand.Language(Optional.of("ar")), read("\u0627\u0644\u0639\u0631\u0628\u064A\u0629"));
        assertEquals(new TextCommand.Language(Optional.empty()), read("LANG klingon"));
        assertEquals(new TextCommand.Language(Optional.empty()), read("LANG"));
    }

    @Test
    void onlyOrdersAreOrders() {
        for (String order : List.of("BUY 1 2", "nunua 1 2", " buy", "iibso")) {
            assertTrue(TextCommand.isOrder(order), order);
        }
        for (String other : List.of("", "STATUS", "BUYER 1", "token", "1 BUY")) {
            assertFalse(TextCommand.isOrder(other), other);
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
            assertEquals(new TextCommand.Buy(METER, Optional.empty(), false, ""), read(text), text);
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
