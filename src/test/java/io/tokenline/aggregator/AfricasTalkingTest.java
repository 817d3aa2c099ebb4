package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** https://developers.africastalking.com/docs/ussd : a form whose text is all that was typed, answered by CON and END. */
class AfricasTalkingTest extends ProviderContract {

    AfricasTalkingTest() {
        super("africastalking");
    }

    private static Map<String, String> fields(String session, String phone) {
        return new HashMap<>(Map.of(
                "sessionId", session, "phoneNumber", "+" + phone, "networkCode", "63902", "serviceCode", Bed.CODE));
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        Map<String, String> fields = fields(session, phone);
        if (dialled.startsWith("*120*55")) {
            fields.put("text", dialled.replaceFirst("^\\*120\\*55\\*?", "").replace("#", ""));
        } else {
            fields.put("serviceCode", dialled);
            fields.put("text", "");
        }
        return Calls.form(fields);
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        Map<String, String> fields = fields(session, phone);
        fields.put("text", String.join("*", typed));
        return Calls.form(fields);
    }

    private static HttpCall notification(String session, String phone, String status) {
        Map<String, String> fields = fields(session, phone);
        fields.putAll(Map.of(
                "date", "2026-03-01 08:00:00",
                "status", status,
                "cost", "KES 0.10",
                "durationInMillis", "14000",
                "hopsCount", "2",
                "input", "1",
                "lastAppResponse", "CON Enter your meter number:",
                "errorMessage", ""));
        return Calls.form(fields);
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        return List.of(notification(session, phone, "Incomplete"), notification(session, phone, "Failed"));
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(Calls.form(fields(session, phone)));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        assertEquals("text/plain", answer.type());
        assertTrue(answer.body().matches("(?s)(CON|END) .*"), answer::body);
        return new Shown(answer.body().substring(4), answer.body().startsWith("CON"));
    }

    @Test
    void theNotificationOfASuccessChangesNothing() throws Refused {
        aDialOfFiveStepsBuys();
        HttpAnswer taken = bed.send(notification("session-1", PHONE, "Success"));
        assertEquals("", taken.body());
        assertEquals(List.of("find_meter", "quote", "buy"), bed.actions());
    }

    @Test
    void aTextThatDoesNotGoOnFromTheOneBeforeIsReadFromItsStart() throws Refused {
        dial(Bed.CODE);
        type("2");
        Shown confirm = shown(bed.send(answer("session-1", PHONE, List.of("1", Bed.METER, "300"))));
        assertTrue(confirm.text().contains("Pay KES 300"), confirm.text());
        assertEquals(1, bed.dialogs.open());
    }

    @Test
    void aSessionThatIsNotKnownAnyMoreGoesOnWhereItsTextStandsButDoesNotPay() throws Refused {
        Shown shown = shown(bed.send(answer("session-1", PHONE, List.of("1", Bed.METER, "300", "1"))));
        assertTrue(shown.open());
        assertTrue(shown.text().contains("Pay KES 300"), shown.text());
        assertEquals(List.of("find_meter", "quote"), bed.actions());
    }
}
