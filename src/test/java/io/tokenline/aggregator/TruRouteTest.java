package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** XML both ways; the type says what happens. */
class TruRouteTest extends ProviderContract {

    TruRouteTest() {
        super("truroute");
    }

    private static HttpCall request(String session, String phone, String type, String msg) {
        return Calls.post(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ussd>\n <msisdn>" + phone + "</msisdn>\n <sessionid>"
                        + session + "</sessionid>\n <type>" + type + "</type>\n <msg>" + Escape.XML.of(msg)
                        + "</msg>\n</ussd>");
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        return request(session, phone, "1", dialled);
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        return request(session, phone, "2", typed.get(typed.size() - 1));
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        return List.of(
                request(session, phone, "3", "User cancelled"),
                request(session, phone, "4", "Timeout"),
                request(session, phone, "10", "Charge failed"));
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(request(session, phone, "7", "1"), request(session, phone, "", "1"));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        assertEquals("text/xml", answer.type());
        try {
            Map<String, String> elements =
                    BodyForm.XML.read(answer.body().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            return new Shown(
                    elements.getOrDefault("msg", ""),
                    elements.getOrDefault("type", "").equals("2"));
        } catch (Refused e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    @Test
    void aDocumentTypeIsRefusedWhateverItNames() {
        HttpCall whole = begin("session-1", PHONE, "&it;");
        String body = new String(whole.body(), StandardCharsets.UTF_8).replace("&amp;it;", "&it;");
        for (String type : List.of(
                "<!DOCTYPE ussd [<!ENTITY it SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE ussd [<!ENTITY it \"*120*55#\">]>",
                "<!DOCTYPE ussd>")) {
            HttpCall call = Calls.post(body.replace("?>\n", "?>" + type));
            assertEquals(400, assertThrows(Refused.class, () -> bed.send(call)).status(), type);
        }
    }
}
