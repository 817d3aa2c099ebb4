package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what at the API of a running server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PeopleIT {

    private static final String ADMIN = "admin:admin";
    private static final String SECOND = "second:second";
    private static final int WRONG_MAX = 10;

    private Site site;
    private String name;
    private String login;

    @BeforeEach
    void open() {
        site = Site.ofTests();
        name = "it-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        login = name + ":secret of " + name;
    }

    private JsonObject enter(String... roles) throws IOException {
        return Site.object(put(ADMIN, roles));
    }

    private HttpResponse<String> put(String by, String... roles) throws IOException {
        JsonObject wanted = Json.createObjectBuilder()
                .add("password", "secret of " + name)
                .add("roles", Json.createArrayBuilder(List.of(roles)))
                .build();
        return site.as(by, "PUT", "/api/people/" + name, wanted.toString());
    }

    private HttpResponse<String> get(String by, String path) throws IOException {
        return site.as(by, "GET", path, "");
    }

    private HttpResponse<String> post(String by, String path) throws IOException {
        return site.as(by, "POST", path, "");
    }

    /** The one form of every error, and the outcome where it names one. */
    private static Optional<String> refused(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response::body);
        assertEquals(
                Optional.of("application/json"),
                response.headers().firstValue("Content-Type").map(type -> type.replaceAll(";.*", "")));
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            JsonObject body = reader.readObject();
            assertTrue(body.getString("error").endsWith("."), response::body);
            return Optional.ofNullable(body.getString("outcome", null));
        }
    }

    @Test
    void aPersonWhoWasEnteredDoesWhatHisRolesSay() throws Exception {
        JsonObject entered = enter("SUPPORT");
        assertEquals(name, entered.getString("name"));
        assertTrue(entered.getBoolean("enabled"));

        JsonObject me = Site.object(get(login, "/api/me"));
        assertEquals(name, me.getString("name"));
        assertEquals("[\"SUPPORT\"]", me.getJsonArray("roles").toString());
        assertEquals(200, get(login, "/api/totals").statusCode());
        for (String path : List.of("/api/people", "/api/audit")) {
            assertEquals(Optional.empty(), refused(403, get(login, path)));
        }
        refused(403, put(login, "SUPPORT", "KEYS"));

        enter("AUDITOR");
        assertEquals(200, get(login, "/api/audit").statusCode());
        assertEquals(200, get(login, "/api/people").statusCode());
        refused(403, put(login, "AUDITOR"));
    }

    @Test
    void theAdminOfTheTableHasNoOtherRoleAndGivesHimselfNone() throws Exception {
        enter("ADMIN");
        assertEquals(
                "[\"ADMIN\"]",
                Site.object(get(login, "/api/me")).getJsonArray("roles").toString());
        assertEquals(Optional.of("SAME_PERSON"), refused(409, put(login, "ADMIN", "KEYS")));
        assertEquals(Optional.of("SAME_PERSON"), refused(409, post(login, "/api/people/" + name + "/disable")));
    }

    @Test
    void whoIsDisabledIsOutAtOnce() throws Exception {
        enter("SUPPORT");
        assertEquals(200, get(login, "/api/me").statusCode());
        assertFalse(Site.object(post(ADMIN, "/api/people/" + name + "/disable")).getBoolean("enabled"));
        refused(401, get(login, "/api/me"));
        assertTrue(Site.object(post(ADMIN, "/api/people/" + name + "/enable")).getBoolean("enabled"));
        assertEquals(200, get(login, "/api/me").statusCode());
        assertEquals(Optional.of("PERSON_UNKNOWN"), refused(404, post(ADMIN, "/api/people/" + name + "x/disable")));
    }

    @Test
    void everybodySetsHisOwnPassword() throws Exception {
        enter("SUPPORT");
        assertEquals(
                200,
                site.as(login, "PUT", "/api/me/password", "{\"password\":\"another\"}")
                        .statusCode());
        refused(401, get(login, "/api/me"));
        assertEquals(200, get(name + ":another", "/api/me").statusCode());
        assertEquals(
                Optional.of("PERSON_UNKNOWN"),
                refused(404, site.as(ADMIN, "PUT", "/api/me/password", "{\"password\":\"another\"}")));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() throws Exception {
        enter("SUPPORT");
        HttpResponse<String> wrong = get(name + ":wrong", "/api/me");
        HttpResponse<String> unknown = get(name + "x:wrong", "/api/me");
        refused(401, wrong);
        assertEquals(wrong.statusCode(), unknown.statusCode());
        assertEquals(wrong.body(), unknown.body());
        assertEquals(wrong.headers().map().keySet(), unknown.headers().map().keySet());
        assertTrue(wrong.headers().firstValue("WWW-Authenticate").isPresent());
    }

    @Test
    void whoGuessesIsSlowedAndNobodyElseIs() throws Exception {
        enter("SUPPORT");
        assertEquals(200, get(login, "/api/me").statusCode());
        for (int i = 0; i < WRONG_MAX; i++) {
            refused(401, get(name + ":wrong", "/api/me"));
        }
        for (String guess : List.of(name + ":wrong", login)) {
            HttpResponse<String> slowed = get(guess, "/api/me");
            refused(429, slowed);
            long seconds = slowed.headers().firstValueAsLong("Retry-After").orElse(0);
            assertTrue(seconds > 0 && seconds <= 60, () -> "Retry-After " + seconds);
        }
        assertEquals(200, get(ADMIN, "/api/me").statusCode());
        assertEquals(200, get(SECOND, "/api/me").statusCode());
    }

    @Test
    void theSandboxHasASecondPersonWithEveryRole() throws Exception {
        assertEquals(
                Site.object(get(ADMIN, "/api/me")).getJsonArray("roles"),
                Site.object(get(SECOND, "/api/me")).getJsonArray("roles"));
    }

    @Test
    void theAuditSaysWhoChangedWhom() throws Exception {
        enter("SUPPORT");
        post(SECOND, "/api/people/" + name + "/disable");
        String object = "/api/audit?object=person%20" + name;
        List<JsonObject> events = Site.array(get(ADMIN, object));
        assertEquals(
                List.of("second PERSON_DISABLED", "admin PERSON_ENTERED"),
                events.stream()
                        .map(event -> event.getString("actor") + " " + event.getString("action"))
                        .toList());
        assertFalse(events.toString().contains("secret of"));

        List<JsonObject> first = Site.array(get(ADMIN, object + "&limit=1"));
        assertEquals(events.subList(0, 1), first);
        long after = first.get(0).getJsonNumber("id").longValueExact();
        assertEquals(events.subList(1, 2), Site.array(get(ADMIN, object + "&limit=1&after=" + after)));
        assertEquals(events.subList(1, 2), Site.array(get(ADMIN, object + "&actor=admin&action=PERSON_ENTERED")));
        assertEquals(List.of(), Site.array(get(ADMIN, object + "&actor=nobody")));
    }

    @Test
    void thePeopleAreListedByName() throws Exception {
        enter("SUPPORT", "KEYS");
        String before = name.substring(0, name.length() - 1);
        List<JsonObject> page = Site.array(get(ADMIN, "/api/people?limit=500&after=" + before));
        JsonObject listed = page.stream()
                .filter(person -> person.getString("name").equals(name))
                .findAny()
                .orElseThrow();
        assertEquals("[\"KEYS\",\"SUPPORT\"]", listed.getJsonArray("roles").toString());
        assertFalse(page.toString().contains("pbkdf2"));
        assertEquals(1, Site.array(get(ADMIN, "/api/people?limit=1")).size());
    }

    @Test
    void everyMistakeIsAnsweredInOneForm() throws Exception {
        String path = "/api/people/" + name;
        for (String bad : List.of(
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{}",
                "{\"roles\":\"KEYS\"}",
                "{\"roles\":[\"KING\"]}",
                "{\"roles\":[0]}",
                "{\"roles\":[null]}",
                "{\"roles\":[\"KEYS\"],\"hunter2\":1}",
                "{\"roles\":{\"hunter2\":[]}}",
                "{\"roles\":[\"hunter2\"")) {
            HttpResponse<String> answer = site.as(ADMIN, "PUT", path, bad);
            refused(400, answer);
            assertFalse(answer.body().contains("hunter2"), answer::body);
        }
        assertEquals(Optional.of("PERSON_INVALID"), refused(400, put(ADMIN)));
        assertEquals(
                Optional.of("PASSWORD_INVALID"), refused(400, site.as(ADMIN, "PUT", path, "{\"roles\":[\"KEYS\"]}")));
        for (String page : List.of("limit=0", "limit=501", "limit=x", "after=%00")) {
            refused(400, get(ADMIN, "/api/people?" + page));
        }
        refused(400, get(ADMIN, "/api/audit?after=x"));
        refused(404, get(ADMIN, "/api/nothing"));
        refused(404, get(ADMIN, "/api/"));
        refused(401, get("nobody:x", "/api/nothing"));
        refused(401, site.as("nobody:x", "PUT", path, "{}"));
        assertEquals(404, get(ADMIN, "/error").statusCode());
        refused(405, site.as(ADMIN, "DELETE", "/api/people", ""));
        assertEquals(List.of(), Site.array(get(ADMIN, "/api/audit?object=person%20" + name)));
    }

    @Test
    void aFormOfAForeignPageChangesNothing() throws Exception {
        enter("SUPPORT");
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            refused(415, site.as(ADMIN, "POST", "/api/people/" + name + "/disable", "", type));
        }
        assertEquals(200, get(login, "/api/me").statusCode());
    }
}
