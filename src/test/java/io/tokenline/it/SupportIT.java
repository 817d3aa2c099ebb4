package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator's staff do over the API of a running server: announce, close sales, send again, close reports. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SupportIT {

    private static final String ADMIN = "admin:admin";
    private static final String ANNOUNCEMENTS = "/api/announcements";
    private static final String TEXTS = ",\"texts\":{\"en\":\"M-Pesa is slow today\",\"am\":\"\u1230\u120B\u121D\"}}";

    private Site site;
    private Operator operator;
    private String name;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        site.wallet("approve", 100);
        operator = new Operator(Site.smppPort(), "sandbox");
        name = "it-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    /** Sales are open again for whichever test comes next. */
    @AfterEach
    void close() throws Exception {
        operator.close();
        for (JsonObject left : listed(ADMIN)) {
            call(ADMIN, "DELETE", ANNOUNCEMENTS + "/" + left.getJsonNumber("id"), "");
        }
    }

    private HttpResponse<String> call(String login, String method, String path, String json) throws IOException {
        return site.as(login, method, path, json);
    }

    private static String during(String kind, Duration lasts) {
        Instant now = Instant.now();
        return "{\"kind\":\"" + kind + "\",\"from\":\"" + now + "\",\"until\":\"" + now.plus(lasts) + "\"";
    }

    private List<JsonObject> listed(String login) throws IOException {
        HttpResponse<String> response = call(login, "GET", ANNOUNCEMENTS, "");
        assertEquals(200, response.statusCode(), response::body);
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            JsonArray array = reader.readArray();
            return array.getValuesAs(JsonObject.class);
        }
    }

    @Test
    void anAnnouncementIsEnteredListedAndRemoved() throws Exception {
        JsonObject entered =
                Site.object(call(ADMIN, "POST", ANNOUNCEMENTS, during("BANNER", Duration.ofHours(1)) + TEXTS));
        assertEquals("admin", entered.getString("enteredBy"));
        assertEquals("\u1230\u120B\u121D", entered.getJsonObject("texts").getString("am"));
        String support = site.person(name, "SUPPORT");
        assertEquals(List.of(entered.getJsonNumber("id")), ids(listed(support)));
        String path = ANNOUNCEMENTS + "/" + entered.getJsonNumber("id");
        assertEquals(403, call(support, "DELETE", path, "").statusCode());
        assertEquals(403, call(support, "POST", ANNOUNCEMENTS, "{}").statusCode());
        assertEquals(204, call(ADMIN, "DELETE", path, "").statusCode());
        assertEquals(404, call(ADMIN, "DELETE", path, "").statusCode());
        assertEquals(List.of(), listed(site.person(name, "AUDITOR")));
    }

    private static List<?> ids(List<JsonObject> all) {
        return all.stream().map(one -> one.getJsonNumber("id")).toList();
    }

    @Test
    void whatCannotBeAnnouncedIsRefusedWithASentence() throws Exception {
        Duration week = Duration.ofDays(7);
        for (String bad : List.of(
                "",
                "{",
                "[]",
                "{}",
                during("BANNER", week) + "}",
                during("BANNER", week) + ",\"texts\":{\"en\":null}}",
                during("BANNER", week) + ",\"texts\":{\"en\":[\"x\"]}}",
                during("BANNER", week) + ",\"texts\":{\"sw\":\"x\"}}",
                during("BANNER", week) + ",\"texts\":{\"en\":\"\u1230\"}}",
                during("BANNER", week.negated()) + TEXTS,
                during("PARTY", week) + TEXTS,
                during("MAINTENANCE", week.plusSeconds(1)) + TEXTS)) {
            HttpResponse<String> answer = call(ADMIN, "POST", ANNOUNCEMENTS, bad);
            assertEquals(400, answer.statusCode(), () -> bad + ": " + answer.body());
            assertTrue(answer.body().startsWith("{\"error\":\""), answer::body);
        }
        assertEquals(List.of(), listed(ADMIN));
    }

    @Test
    void nothingIsSoldFromTheAnswerToAMaintenanceWindowUntilItIsRemoved() throws Exception {
        String phone = "254711000301";
        String meter = site.meters("normal").get(8);
        JsonObject window =
                Site.object(call(ADMIN, "POST", ANNOUNCEMENTS, during("MAINTENANCE", Duration.ofHours(1)) + "}"));
        assertEquals(0, operator.text(phone, "BUY " + meter + " 100"));
        operator.awaitSms(phone, "Sales are closed for maintenance until ");
        Operator.Dial dial = operator.dial(phone);
        dial.send("*120*55#");
        dial.send("1");
        dial.send(meter);
        assertTrue(dial.send("100").last(), "nothing is left to confirm");
        assertEquals(
                204,
                call(ADMIN, "DELETE", ANNOUNCEMENTS + "/" + window.getJsonNumber("id"), "")
                        .statusCode());
        assertEquals(0, operator.text(phone, "BUY " + meter + " 150"));
        operator.awaitSms(phone, "Token:", "KES 150.00");
    }

    @Test
    void supportSendsATokenAgain() throws Exception {
        String phone = "254711000302";
        assertEquals(0, operator.text(phone, "BUY " + site.meters("normal").get(9) + " 100"));
        String sms = operator.awaitSms(phone, "Token:");
        String reference = sms.replaceFirst("(?s).*Ref:(\\w+).*", "$1");
        String support = site.person(name, "SUPPORT");
        List<String> inbox = operator.inbox(phone);
        String path = "/api/sales/" + reference + "/resend";
        assertEquals(204, call(support, "POST", path, "").statusCode());
        Await.until(
                Duration.ofSeconds(10),
                "the same SMS again",
                () -> inbox.stream().filter(sms::equals).count() == 2);
        assertEquals(403, call(site.person(name, "ENGINEER"), "POST", path, "").statusCode());
        HttpResponse<String> unknown = call(support, "POST", "/api/sales/NONESUCH/resend", "");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("\"REQUEST_UNKNOWN\""), unknown::body);
    }

    @Test
    void reportsAreForThoseWhoLookAfterCustomers() throws Exception {
        String support = site.person(name, "SUPPORT");
        for (String reader : List.of(support, site.person(name, "AUDITOR"), ADMIN)) {
            assertEquals(200, call(reader, "GET", "/api/reports?limit=1", "").statusCode());
        }
        assertEquals(
                403,
                call(site.person(name, "ENGINEER"), "GET", "/api/reports", "").statusCode());
        assertEquals(
                404, call(support, "POST", "/api/reports/NONESUCH/close", "").statusCode());
        assertEquals(
                403,
                call(site.person(name, "AUDITOR"), "POST", "/api/reports/NONESUCH/close", "")
                        .statusCode(),
                "an auditor reads only");
    }
}
