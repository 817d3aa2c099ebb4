package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A purchase, the wallet's statement of it, what disagrees, and a day that is closed: over the API of a running server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class BooksIT {

    private static final String ADMIN = "admin:admin";
    private static final String BOOKS = "/api/books/";
    private static final String REASON = "{\"reason\":\"the provider confirmed it\"}";
    private static final ZoneId ZONE = ZoneId.of("Africa/Nairobi");

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

    private HttpResponse<String> post(String path, String json) throws IOException {
        return site.as(ADMIN, "POST", BOOKS + path, json);
    }

    private HttpResponse<String> send(String query, String... lines) throws IOException {
        String csv = "receipt,time,amount\n" + String.join("\n", lines) + "\n";
        return site.as(ADMIN, "POST", BOOKS + "statements/sandbox" + query, csv, "text/csv");
    }

    private List<JsonObject> list(String path) throws IOException {
        return Site.array(site.get(BOOKS + path));
    }

    /** The difference of a payment on a day, among those that other tests have left. */
    private JsonObject difference(LocalDate day, String receipt, String state) throws IOException {
        List<JsonObject> all = list("differences?wallet=sandbox&day=" + day + "&state=" + state + "&limit=500").stream()
                .filter(one -> one.getString("receipt", "").equals(receipt))
                .toList();
        assertEquals(1, all.size(), () -> receipt + " among " + all);
        return all.get(0);
    }

    /** What the sale's wallet calls the payment, and when it was taken. */
    private JsonObject bought(String phone) throws Exception {
        operator.buy(phone, site.meters("normal").get(9), "240");
        String sms = operator.awaitSms(phone, "Token:");
        String reference = sms.replaceFirst("(?s).*Ref:(\\w+).*", "$1");
        return Site.object(site.get("/api/sales/" + reference))
                .getJsonArray("payments")
                .getJsonObject(0);
    }

    @Test
    void aPurchaseWhoseAmountDiffersIsFoundAndResolved() throws Exception {
        JsonObject payment = bought("254711000401");
        String receipt = payment.getString("externalId");
        Instant at = Instant.parse(payment.getString("changedAt"));
        LocalDate day = LocalDate.ofInstant(at, ZONE);
        JsonObject taken = Site.object(send("", receipt + "," + at + ",239.00"));
        assertEquals(1, taken.getInt("added"));
        assertTrue(Site.object(send("", receipt + "," + at + ",239.00")).getBoolean("repeated"));
        JsonObject before = Site.object(post("days/sandbox/" + day + "/compare", ""));
        JsonObject found = difference(day, receipt, "OPEN");
        assertEquals("AMOUNT_DIFF", found.getString("kind"));
        assertEquals("240.00", found.getString("ours"));
        assertEquals("239.00", found.getString("theirs"));
        String path = "differences/" + found.getJsonNumber("id");
        assertEquals(
                204,
                site.as(ADMIN, "PUT", BOOKS + path, "{\"owner\":\"second\",\"note\":\"one shilling\"}")
                        .statusCode());
        assertEquals("second", difference(day, receipt, "OPEN").getString("owner"));
        assertEquals(204, post(path + "/resolve", REASON).statusCode());
        assertEquals(409, post(path + "/resolve", REASON).statusCode());
        assertEquals("admin", difference(day, receipt, "RESOLVED").getString("endedBy"));
        JsonObject after = Site.object(post("days/sandbox/" + day + "/compare", ""));
        assertTrue(after.getInt("open") < before.getInt("open") || after.getInt("open") == 0, after::toString);
        HttpResponse<String> tooEarly = post("days/sandbox/" + day + "/close", "");
        assertEquals(409, tooEarly.statusCode());
        assertTrue(tooEarly.body().contains("\"DAY_NOT_OVER\""), tooEarly::body);
    }

    /** Long before anything was sold here, so that the day is this test's own. */
    @Test
    void aDayIsClosedOnceItsOnlyDifferenceIsResolved() throws Exception {
        String day = "2020-02-03";
        String path = "days/sandbox/" + day;
        assertTrue(post(path + "/compare", "").body().contains("\"STATEMENT_MISSING\""));
        assertEquals(
                1,
                Site.object(send("?day=" + day, "LOST1," + day + " 12:00:00,75"))
                        .getInt("added"));
        assertEquals(1, Site.object(post(path + "/compare", "")).getInt("open"));
        assertTrue(post(path + "/close", "").body().contains("\"DIFFERENCES_OPEN\""));
        JsonObject lost = difference(LocalDate.parse(day), "LOST1", "OPEN");
        assertEquals("MISSING_HERE", lost.getString("kind"));
        assertEquals("OLDER", lost.getString("age"));
        assertEquals(
                204,
                post("differences/" + lost.getJsonNumber("id") + "/resolve", REASON)
                        .statusCode());
        JsonObject closed = Site.object(post(path + "/close", "")).getJsonObject("day");
        assertEquals("admin", closed.getString("closedBy"));
        assertTrue(post(path + "/close", "").body().contains("\"ALREADY_DECIDED\""));
        JsonObject listed = list("days?limit=500").stream()
                .filter(one -> one.getString("day").equals(day))
                .findFirst()
                .orElseThrow();
        assertEquals(closed.getString("id"), listed.getString("id"));
        assertEquals("admin", listed.getString("closedBy"));
        assertEquals("sandbox", list("statements?limit=1").get(0).getString("wallet"));
        assertTrue(site.metrics().contains("tokenline_books_differences{"));
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() throws Exception {
        HttpResponse<String> faulty = send("", "R1,some day,1");
        assertEquals(400, faulty.statusCode());
        assertTrue(faulty.body().contains("\"line\":2"), faulty::body);
        assertEquals(400, send("?day=monday").statusCode());
        assertEquals(404, post("days/nowallet/2020-02-03/compare", "").statusCode());
        assertEquals(400, post("statements/sandbox/2020-02-03", "").statusCode(), "it lists nothing");
        assertEquals(400, post("days/sandbox/monday/close", "").statusCode());
        assertEquals(404, post("differences/999999999/resolve", REASON).statusCode());
        assertEquals(400, post("differences/999999999/resolve", "{}").statusCode());
        assertEquals(
                404,
                site.as(ADMIN, "PUT", BOOKS + "differences/1", "{\"owner\":\"nobody\"}")
                        .statusCode());
        assertEquals(400, site.get(BOOKS + "differences?state=LOST").statusCode());
        assertEquals(400, site.get(BOOKS + "differences?day=2020-02-03").statusCode());
    }
}
