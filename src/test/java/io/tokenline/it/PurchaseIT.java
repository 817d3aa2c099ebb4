package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first sale, as an operator's client sees it: dial, pay, get the token by SMS, type it into the meter. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PurchaseIT {

    private Site site;
    private Operator operator;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        site.wallet("approve", 100);
        operator = new Operator(Site.smppPort(), "sandbox");
    }

    @AfterEach
    void close() {
        operator.close();
    }

    @Test
    void aDialledPurchaseEndsInATokenThatTheMeterTakesOnce() throws Exception {
        String phone = "254711000001";
        String meter = site.meters("normal").get(0);
        Operator.Dial dial = operator.dial(phone);

        assertTrue(dial.send("*120*55#").text().contains("1 Buy"));
        dial.send("1");
        dial.send(meter);
        Operator.Screen confirm = dial.send("300");
        assertTrue(confirm.text().contains("300"), "the amount as typed");
        assertTrue(confirm.text().contains("*"), "the owner is masked");
        assertTrue(confirm.text().contains("12.9"), "the units");
        Operator.Screen end = dial.send("1");
        assertTrue(end.last());
        String reference = reference(end);

        String sms = operator.awaitSms(phone, "Token:", reference);
        assertEquals("12.9", Site.units(sms));
        meterTakesOnce(meter, sms);
    }

    @Test
    void theOldAlgorithmWorksAsWell() throws Exception {
        String phone = "254711000002";
        String meter = site.meters("normal-ea07").get(0);
        String reference = reference(operator.buy(phone, meter, "500.50"));
        meterTakesOnce(meter, operator.awaitSms(phone, "Token:", reference));
    }

    @Test
    void aPurchaseBySmsIsTheSame() throws Exception {
        String phone = "254711000003";
        String meter = site.meters("normal").get(1);
        assertEquals(0, operator.text(phone, "buy " + meter + " KES 250"));
        operator.awaitSms(phone, "Request", "KES 250.00");
        meterTakesOnce(meter, operator.awaitSms(phone, "Token:", "KES 250.00"));
    }

    private void meterTakesOnce(String meter, String sms) throws Exception {
        String token = Site.token(sms);
        JsonObject first = site.enter(meter, token);
        assertEquals("ACCEPTED", first.getString("result"));
        assertEquals("CREDIT", first.getString("kind"));
        assertEquals(Site.units(sms), first.getString("creditKwh"), "exactly as in the SMS");
        JsonObject again = site.enter(meter, token);
        assertEquals("USED", again.getString("result"));
        assertEquals(first.getString("balanceKwh"), again.getString("balanceKwh"));
        assertEquals("REJECTED", site.enter(meter, wrongDigit(token)).getString("result"));
        String other = site.meters("normal").stream()
                .filter(drn -> !drn.equals(meter))
                .findFirst()
                .orElseThrow();
        assertEquals("REJECTED", site.enter(other, token).getString("result"));
    }

    private static String wrongDigit(String token) {
        char last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (char) (last == '9' ? '0' : last + 1);
    }

    @Test
    void aMistypedAnUnknownAndABlockedMeterGetAClearText() throws Exception {
        Operator.Dial dial = operator.dial("254711000004");
        dial.send("*120*55#");
        dial.send("1");
        assertTrue(dial.send("12345678901").text().contains("not right"));
        assertTrue(dial.send("ABCDEFGHIJK").text().contains("not right"));
        assertTrue(dial.send("07000000013").text().contains("do not know"));
        Operator.Screen blocked = dial.send(site.meters("blocked").get(0));
        assertTrue(blocked.last());
        assertTrue(blocked.text().contains("cannot buy"));
    }

    @Test
    void badAmountsAreAskedAgainAndNothingIsSold() throws Exception {
        long before = site.totals().getInt("paid");
        Operator.Dial dial = operator.dial("254711000005");
        dial.send("*120*55#");
        dial.send("1");
        dial.send(site.meters("normal").get(2));
        assertTrue(dial.send("-100").text().contains("like 500"));
        assertTrue(dial.send("49").text().contains("least"));
        assertTrue(dial.send("99999999999999").text().contains("like 500"));
        assertEquals(before, site.totals().getInt("paid"));
    }

    @Test
    void aTooLongDialledStringAndAForeignCodeGetOneSentence() throws Exception {
        Operator.Screen tooLong = operator.dial("254711000006").send("*120*55*" + "1".repeat(240) + "#");
        assertTrue(tooLong.last());
        assertTrue(tooLong.text().contains("too long"));
        Operator.Screen foreign = operator.dial("254711000006").send("*999#");
        assertTrue(foreign.last());
        assertTrue(foreign.text().contains("*120*55#"));
    }

    @Test
    void aLateAnswerIsToldThatTheSessionEnded() throws Exception {
        Operator.Dial dial = operator.dial("254711000007");
        dial.send("*999#");
        Operator.Screen late = dial.send("1");
        assertTrue(late.last());
        assertTrue(late.text().contains("ended"));
    }

    @Test
    void textsThatAreNoCommandGetHelpInOneSms() throws Exception {
        String phone = "254711000008";
        List<String> inbox = operator.inbox(phone);
        assertEquals(0, operator.text(phone, "hello there"));
        String help = operator.awaitSms(phone, "BUY");
        assertTrue(help.length() <= 160);
        assertEquals(0, operator.text(phone, 8, "ሰላም".getBytes(java.nio.charset.StandardCharsets.UTF_16BE)));
        Await.until(java.time.Duration.ofSeconds(10), "a second help", () -> inbox.size() == 2);
        assertEquals(0, operator.text(phone, "BUY 12345678904 100"));
        operator.awaitSms(phone, "not a valid meter");
        assertEquals(0, operator.text(phone, "BUY " + site.meters("normal").get(3) + " -5"));
        operator.awaitSms(phone, "not an amount");
        assertEquals(0, operator.text(phone, "BUY " + site.meters("normal").get(3) + " 10"));
        operator.awaitSms(phone, "least");
    }

    @Test
    void theLanguageThatIsChosenStays() throws Exception {
        String phone = "254711000009";
        Operator.Dial dial = operator.dial(phone);
        dial.send("*120*55#");
        dial.send("2");
        assertTrue(dial.send("2").text().contains("Nunua"));
        assertTrue(operator.dial(phone).send("*120*55#").text().contains("Nunua"));
        String meter = site.meters("normal").get(4);
        Operator.Screen end = operator.buy(phone, meter, "100");
        assertTrue(end.text().startsWith("Ombi "));
        operator.awaitSms(phone, "Tokeni:");
    }

    @Test
    void aDeclinedPaymentMakesNoToken() throws Exception {
        site.wallet("decline", 50);
        String phone = "254711000010";
        String reference = reference(operator.buy(phone, site.meters("normal").get(5), "100"));
        operator.awaitSms(phone, reference, "declined");
        assertFalse(operator.inbox(phone).stream().anyMatch(sms -> sms.contains("Token:")));
    }

    @Test
    void aShortPaymentIsKeptForAPersonToDecide() throws Exception {
        site.wallet("short", 50);
        int before = site.totals().getInt("openCases");
        String phone = "254711000011";
        String reference = reference(operator.buy(phone, site.meters("normal").get(6), "100"));
        operator.awaitSms(phone, reference, "KES 90.00 instead of KES 100.00");
        assertEquals(before + 1, site.totals().getInt("openCases"));
    }

    @Test
    void aCallbackThatComesTwicePaysOnce() throws Exception {
        site.wallet("duplicate", 50);
        String phone = "254711000012";
        reference(operator.buy(phone, site.meters("normal").get(7), "100"));
        reference(operator.buy(phone, site.meters("normal").get(7), "100"));
        Await.until(
                java.time.Duration.ofSeconds(10),
                "two tokens",
                () -> operator.inbox(phone).stream()
                                .filter(sms -> sms.contains("Token:"))
                                .count()
                        == 2);
    }

    private static String reference(Operator.Screen end) {
        return end.text().replaceFirst("(?s)^\\w+ (\\w+)[.].*$", "$1");
    }
}
