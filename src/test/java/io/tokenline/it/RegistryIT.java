package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.registry.MeterFile;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registry over the API of a running server: files in and out, single changes, another meter in a place. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RegistryIT {

    private static final String ADMIN = "admin:admin";
    private static final String CSV = "text/csv";
    private static final String TITLES =
            "drn,account,name,supply_group,tariff_index,key_revision,algorithm,dkga,base_date,tariff,phones,debts\n";
    private static final int TWELVE_MEGABYTES = 12 << 20;

    private Site site;
    private String name;

    @BeforeEach
    void open() {
        site = Site.ofTests();
        name = "it-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    private HttpResponse<String> call(String login, String method, String path, String json) throws IOException {
        return site.as(login, method, path, json);
    }

    private HttpResponse<String> send(String login, String query, String file) throws IOException {
        return site.as(login, "POST", "/api/meters/import" + query, file, CSV);
    }

    /** Serial numbers that no other test uses. */
    private static String drn(int serial) {
        return MeterFile.drn(77_000_000 + serial);
    }

    private static String row(int serial, String phone) {
        return drn(serial) + ",ACC-" + serial + ",\"Otieno, Brian\",123457,1,1,11,4,14,demo," + phone + ",Loan:15:1\n";
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Test
    void aFileIsCheckedTakenInShownRepeatedAndHandedOut() throws Exception {
        String file = TITLES + row(1, "0722000111|0722000222") + row(2, "");
        JsonObject checked = Site.object(send(ADMIN, "?check=true", file));
        assertEquals("CHECKED", checked.getJsonObject("file").getString("state"));
        assertEquals(404, call(ADMIN, "GET", "/api/meters/" + drn(1), "").statusCode());
        JsonObject taken = Site.object(send(ADMIN, "", file));
        JsonObject done = taken.getJsonObject("file");
        assertEquals("DONE", done.getString("state"));
        assertEquals(2, done.getInt("created"));
        JsonObject again = Site.object(send(ADMIN, "", file));
        assertTrue(again.getBoolean("repeated"));
        assertEquals(done, again.getJsonObject("file"));
        String imports = "/api/meters/imports";
        assertEquals(
                done.getJsonNumber("id"),
                Site.array(call(ADMIN, "GET", imports + "?limit=1", "")).get(0).getJsonNumber("id"));
        assertEquals(
                done,
                Site.object(call(site.person(name, "AUDITOR"), "GET", imports + "/" + done.getJsonNumber("id"), "")));
        assertEquals(404, call(ADMIN, "GET", imports + "/999999999", "").statusCode());
        handedOut();
    }

    private void handedOut() throws IOException {
        HttpResponse<String> whole = call(ADMIN, "GET", "/api/meters/export?reveal=moving+house", "");
        assertEquals(200, whole.statusCode());
        assertTrue(whole.headers().firstValue("Content-Type").orElse("").startsWith(CSV));
        assertTrue(whole.body().contains("\r\n" + drn(1) + ",ACC-1,\"Otieno, Brian\",123457,"), "the meter");
        assertTrue(whole.body().contains("254722000111|254722000222"), "its phones");
        String masked = call(site.person(name, "SUPPORT"), "GET", "/api/meters/export", "")
                .body();
        assertTrue(masked.contains(drn(1)) && !masked.contains("254722000111"), "phones are masked for support");
        JsonObject back = Site.object(send(ADMIN, "?keys=true", whole.body()));
        assertEquals(0, back.getJsonObject("file").getInt("created"));
        assertEquals(0, back.getJsonObject("file").getInt("updated"));
    }

    @Test
    void aFileWithFaultsIsRefusedWithAllOfThem() throws Exception {
        HttpResponse<String> refused = send(ADMIN, "", TITLES + row(3, "nobody") + row(3, "") + "x,y\n");
        assertEquals(400, refused.statusCode());
        JsonObject body = object(refused.body());
        assertTrue(body.getString("error").startsWith("Nothing was taken in"), body::toString);
        String faults = "/api/meters/imports/" + body.getJsonObject("file").getJsonNumber("id") + "/faults";
        List<JsonObject> all = Site.array(call(ADMIN, "GET", faults, ""));
        assertEquals(
                List.of("2 FAULT phones", "4 FAULT ", "3 NOTICE key_revision"),
                all.stream()
                        .map(fault ->
                                fault.getInt("line") + " " + fault.getString("kind") + " " + fault.getString("column"))
                        .toList());
        assertEquals(1, Site.array(call(ADMIN, "GET", faults + "?after=2", "")).size());
        assertEquals(404, call(ADMIN, "GET", "/api/meters/" + drn(3), "").statusCode());
    }

    @Test
    void onlyWhoMayTakesFilesInAndOnlyAsWhatTheyAre() throws Exception {
        String file = TITLES + row(4, "");
        for (String role : List.of("SUPPORT", "AUDITOR", "ENGINEER", "KEYS")) {
            assertEquals(403, send(site.person(name, role), "", file).statusCode(), role);
        }
        assertEquals(
                415,
                site.as(ADMIN, "POST", "/api/meters/import", file, "text/plain").statusCode());
        assertEquals(400, send(ADMIN, "?partial=perhaps", file).statusCode());
        assertEquals(
                403,
                call(site.person(name, "ENGINEER"), "GET", "/api/meters/export", "")
                        .statusCode());
        assertEquals(404, call(ADMIN, "GET", "/api/meters/" + drn(4), "").statusCode());
    }

    @Test
    void aFileMayBeLongerThanAnyOtherRequest() throws Exception {
        String blank = "\n".repeat(TWELVE_MEGABYTES);
        JsonObject taken = Site.object(send(ADMIN, "", TITLES + row(5, "") + blank));
        assertEquals(1, taken.getJsonObject("file").getInt("created"));
        HttpResponse<String> other = call(
                ADMIN,
                "POST",
                "/api/meters/" + drn(5) + "/block",
                "{\"reason\":\"" + " ".repeat(TWELVE_MEGABYTES) + "\"}");
        assertTrue(other.statusCode() >= 400, "elsewhere the limit holds");
        assertEquals(
                "ACTIVE",
                Site.object(call(ADMIN, "GET", "/api/meters/" + drn(5), ""))
                        .getJsonObject("meter")
                        .getString("status"));
    }

    @Test
    void oneMeterIsChangedStepByStep() throws Exception {
        Site.object(send(ADMIN, "", TITLES + row(6, "0722000333")));
        String meter = "/api/meters/" + drn(6);
        String support = site.person(name, "SUPPORT");
        assertEquals(400, call(support, "POST", meter + "/block", "{}").statusCode(), "a reason is needed");
        Site.object(call(support, "POST", meter + "/block", "{\"reason\":\"seal broken\"}"));
        assertEquals(
                403,
                call(support, "PUT", meter + "/tariff", "{\"tariff\":\"other\"}")
                        .statusCode());
        Site.object(call(ADMIN, "PUT", meter + "/group", "{\"group\":\"Schools\"}"));
        Site.object(call(ADMIN, "PUT", meter + "/hidden", "{\"hidden\":true}"));
        Site.object(call(ADMIN, "PUT", meter + "/free-units", "{\"kwh\":\"50.5\"}"));
        Site.object(call(ADMIN, "PUT", meter + "/phones", "{\"phones\":[\"0722000444\"]}"));
        Site.object(call(
                ADMIN, "PUT", meter + "/debts/Loan", "{\"remaining\":\"7.50\",\"reason\":\"paid at the office\"}"));
        JsonObject whole = Site.object(call(support, "GET", meter, ""));
        JsonObject view = whole.getJsonObject("meter");
        assertEquals("BLOCKED", view.getString("status"));
        assertEquals("seal broken", view.getString("blockReason"));
        assertEquals("Schools", view.getString("group"));
        assertEquals("50.5", view.getString("freeKwh"));
        assertTrue(view.getBoolean("hidden"));
        assertFalse(whole.toString().contains("254722000444"), "phones are masked");
        assertEquals("7.50", whole.getJsonArray("debts").getJsonObject(0).getString("remaining"));
        assertEquals(403, call(support, "GET", meter + "/phones", "").statusCode());
        String auditor = site.person(name, "AUDITOR");
        assertFalse(call(auditor, "GET", meter + "/phones", "").body().contains("254722000444"), "nobody asked");
        assertEquals(400, call(auditor, "GET", meter + "/phones?reveal=why", "").statusCode());
        assertEquals(
                "254722000444",
                Site.object(call(auditor, "GET", meter + "/phones?reveal=the+owner+asks", ""))
                        .getJsonArray("phones")
                        .getString(0));
        assertEquals(
                1,
                Site.array(call(support, "GET", "/api/meters?account=ACC-6", ""))
                        .size());
        assertEquals(400, call(ADMIN, "GET", "/api/meters?status=perhaps", "").statusCode());
        assertEquals(400, call(ADMIN, "GET", "/api/meters/07000000000", "").statusCode());
    }

    @Test
    void anotherMeterIsHungInAPlaceByTwoEngineers() throws Exception {
        String old = site.meters("normal").get(11);
        String engineer = site.person(name, "ENGINEER");
        JsonObject asked = Site.object(call(
                engineer,
                "POST",
                "/api/meters/" + old + "/replace",
                "{\"meter\":\"" + drn(7) + "\",\"creditTenths\":120,\"reason\":\"burnt by lightning\"}"));
        assertEquals(drn(7), asked.getString("newMeter"));
        String request = "/api/engineering/" + asked.getString("reference");
        assertEquals(409, call(engineer, "POST", request + "/approve", "{}").statusCode());
        Site.object(call(ADMIN, "POST", request + "/approve", "{}"));
        JsonObject shown = Site.object(call(engineer, "POST", request + "/show", "{}"));
        assertEquals(20, shown.getString("token").replace(" ", "").length());
        JsonObject view =
                Site.object(call(ADMIN, "GET", "/api/meters/" + old, "")).getJsonObject("meter");
        assertEquals(drn(7), view.getString("replacedBy"));
        assertEquals("BLOCKED", view.getString("status"));
        assertEquals(
                409,
                call(ADMIN, "POST", "/api/meters/" + old + "/unblock", "{\"reason\":\"try it again\"}")
                        .statusCode());
    }
}
