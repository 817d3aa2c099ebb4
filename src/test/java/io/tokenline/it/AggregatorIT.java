package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A purchase as Africa's Talking brings it, and what keeps others out. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AggregatorIT {

    private static final String OPEN = "/ussd/sandbox/africastalking";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ADMIN = "admin:admin";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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

    private static Map<String, String> fields(String session, String phone, String text) {
        return Map.of(
                "sessionId",
                session,
                "phoneNumber",
                "+" + phone,
                "networkCode",
                "63902",
                "serviceCode",
                "*120*55#",
                "text",
                text);
    }

    private HttpResponse<String> send(String path, Map<String, String> fields) throws IOException {
        String form = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return site.as("nobody:nothing", "POST", path, form, FORM);
    }

    private String step(String session, String phone, String text) throws IOException {
        HttpResponse<String> response = send(OPEN, fields(session, phone, text));
        assertEquals(200, response.statusCode(), response::body);
        assertTrue(response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
        return response.body();
    }

    private HttpResponse<String> end(String session, String phone, String status) throws IOException {
        Map<String, String> fields = new HashMap<>(fields(session, phone, ""));
        fields.remove("text");
        fields.putAll(Map.of(
                "date", "2026-03-01 08:00:00",
                "status", status,
                "cost", "KES 0.10",
                "durationInMillis", "14000",
                "hopsCount", "5",
                "input", "1",
                "lastAppResponse", "CON …",
                "errorMessage", ""));
        return send(OPEN, fields);
    }

    private Optional<String> smsOf(String phone, String part) {
        return operator.inbox(phone).stream()
                .filter(sms -> sms.contains(part))
                .findFirst()
                .or(() -> onHandset(phone, part));
    }

    /** Texts go by routing: any account that is bound may carry them, the handset's own among them. */
    private Optional<String> onHandset(String phone, String part) {
        try (JsonReader reader = Json.createReader(new StringReader(
                site.get("/api/sandbox/handset/" + phone + "/messages").body()))) {
            JsonArray messages = reader.readObject().getJsonArray("messages");
            return messages.getValuesAs(JsonObject.class).stream()
                    .map(message -> message.getString("text"))
                    .filter(text -> text.contains(part))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void aPurchaseOverAfricasTalkingEndsInATokenThatTheMeterTakes() throws Exception {
        String phone = "254711000301";
        String session = "ATUid_" + System.nanoTime();
        String meter = site.meters("normal").get(0);

        assertTrue(step(session, phone, "").startsWith("CON Welcome!"));
        assertTrue(step(session, phone, "1").startsWith("CON Enter your meter number:"));
        assertTrue(step(session, phone, "1*" + meter).startsWith("CON How much"));
        String confirm = step(session, phone, "1*" + meter + "*300");
        assertTrue(confirm.startsWith("CON ") && confirm.contains("Pay KES 300"), confirm);
        assertEquals(confirm, step(session, phone, "1*" + meter + "*300"), "again the same");
        String last = step(session, phone, "1*" + meter + "*300*1");
        assertTrue(last.startsWith("END Request "), last);
        assertEquals(last, step(session, phone, "1*" + meter + "*300*1"), "again the same");
        HttpResponse<String> ended = end(session, phone, "Success");
        assertEquals(200, ended.statusCode());
        assertEquals("", ended.body());

        String reference = last.replaceFirst("(?s)^END \\w+ (\\w+)[.].*$", "$1");
        String sms =
                Await.value(PATIENCE, "the token", () -> smsOf(phone, reference).filter(t -> t.contains("Token:")));
        assertEquals("ACCEPTED", site.enter(meter, Site.token(sms)).getString("result"));
    }

    @Test
    void theEndOfASessionClosesItsDialog() throws Exception {
        String phone = "254711000302";
        String session = "ATUid_" + System.nanoTime();
        assertTrue(step(session, phone, "").startsWith("CON "));
        assertEquals(200, end(session, phone, "Incomplete").statusCode());
        String late = step(session, phone, "1");
        assertTrue(late.startsWith("END ") && late.contains("has ended"), late);
    }

    @Test
    void aDirectDialStandsAtTheConfirm() throws Exception {
        String shown = step(
                "ATUid_" + System.nanoTime(),
                "254711000303",
                "1*" + site.meters("normal").get(1) + "*100");
        assertTrue(shown.startsWith("CON ") && shown.contains("Pay KES 100"), shown);
    }

    @Test
    void whatDoesNotFitIsRefusedInOneSentence() throws Exception {
        refused(404, send("/ussd", Map.of()));
        refused(404, send("/ussd/sandbox", Map.of()));
        refused(404, send("/ussd/sandbox/africastalkin", Map.of()));
        refused(404, send("/ussd/nobody/africastalking", Map.of()));
        refused(404, send(OPEN + "/session", Map.of()));
        refused(405, site.get(OPEN));
        refused(400, send(OPEN, Map.of()));
        refused(400, send(OPEN, Map.of("sessionId", "1")));
        refused(400, send(OPEN, fields("1", "nobody", "")));
        refused(400, site.as("a:b", "POST", OPEN, "sessionId=%zz", FORM));
        refused(413, send(OPEN, fields("1", "254711000304", "1".repeat(9_000))));
        refused(414, site.get(OPEN + "?q=" + "x".repeat(5_000)));
    }

    private static void refused(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response::body);
        assertTrue(response.body().matches("\\{\"error\":\"[^\"]+\\.\"}"), response::body);
        assertFalse(response.body().contains("Exception"), response::body);
    }

    @Test
    void aBodyThatNeverEndsIsRefusedAsSoonAsItIsTooLong() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("it.http.port")), 5_000);
            socket.setSoTimeout(15_000);
            String head = "POST " + OPEN + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
            }
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            String status = new String(in.readNBytes("HTTP/1.1 413".length()), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 413", status);
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedForLong() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("it.http.port")), 5_000);
            socket.setSoTimeout(15_000);
            String head = "POST " + OPEN + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM
                    + "\r\nContent-Length: 100\r\n\r\nsessionId=";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String status =
                    new String(socket.getInputStream().readNBytes("HTTP/1.1 408".length()), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 408", status);
        }
    }

    @Test
    void anAggregatorIsEnteredOverTheApiAndShutAgain() throws Exception {
        String name = "it" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        String api = "/api/aggregators/" + name;
        JsonObject entered = Site.object(site.as(
                ADMIN,
                "PUT",
                api,
                "{\"profile\":\"hubtel\",\"secret\":\"twelve-letters\",\"networks\":[\"127.0.0.0/8\"]}"));
        String path = entered.getString("path");
        assertTrue(path.startsWith("/ussd/" + name + "/") && path.length() > 40, path);
        String begin = "{\"Type\":\"Initiation\",\"Message\":\"*120*55#\",\"ServiceCode\":\"120*55\",\"Mobile\":"
                + "\"254711000305\",\"SessionId\":\"h1\",\"Sequence\":1}";
        refused(403, site.post(path, begin));
        refused(403, site.post(path + "?secret=wrong-letters", begin));
        JsonObject answer = Site.object(site.post(path + "?secret=twelve-letters", begin));
        assertEquals("response", answer.getString("Type"));
        assertTrue(answer.getString("Message").startsWith("Welcome!"));

        JsonObject shown = Site.object(site.as(ADMIN, "GET", api, ""));
        assertTrue(shown.isNull("path") && shown.getBoolean("secret"), shown::toString);
        String renewed =
                Site.object(site.as(ADMIN, "POST", api + "/path", "{}")).getString("path");
        refused(404, site.post(path + "?secret=twelve-letters", begin));
        assertEquals(200, site.post(renewed + "?secret=twelve-letters", begin).statusCode());
        Site.object(site.as(ADMIN, "PUT", api, "{\"profile\":\"hubtel\",\"networks\":[\"192.0.2.0/24\"]}"));
        refused(403, site.post(renewed + "?secret=twelve-letters", begin));
        assertEquals(204, site.as(ADMIN, "DELETE", api, "").statusCode());
        refused(404, site.post(renewed, begin));
        for (String wrong : new String[] {
            "{}",
            "{\"profile\":\"nobody\"}",
            "{\"profile\":\"nalo\",\"networks\":[\"10.0.0.1/8\"]}",
            "{\"profile\":\"nalo\",\"secret\":\"short\"}",
            "{\"profile\":\"nalo\",\"serviceCode\":\"120\"}"
        }) {
            assertEquals(400, site.as(ADMIN, "PUT", api, wrong).statusCode(), wrong);
        }
        assertEquals(401, site.as("admin:wrong", "GET", "/api/aggregators", "").statusCode());
    }
}
