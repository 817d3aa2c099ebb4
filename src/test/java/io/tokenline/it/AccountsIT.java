package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.smpp.type.SmppBindException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operator accounts of a running server: what the API says counts on the wire. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AccountsIT {

    private static final String ADMIN = "admin:admin";
    private static final int NAME_MAX = 8;

    private Site site;
    private String name;

    @BeforeEach
    void open() {
        site = Site.ofTests();
        String digits = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        name = digits.substring(digits.length() - NAME_MAX);
    }

    private HttpResponse<String> call(String method, String action, String json) throws IOException {
        return site.as(ADMIN, method, "/api/accounts/" + name + action, json);
    }

    private JsonObject enter(String terms) throws IOException {
        return Site.object(call("PUT", "", "{\"password\":\"" + name + "\"" + terms + "}"));
    }

    private Operator bind() throws Exception {
        return new Operator(Site.smppPort(), name);
    }

    @Test
    void anAccountThatWasEnteredBindsAndBuysUntilItIsDisabled() throws Exception {
        JsonObject entered = enter(",\"networks\":[\"127.0.0.0/8\"],\"messagesPerSecond\":50,\"window\":20");
        assertEquals("OPEN", entered.getString("mode"));
        assertEquals("127.0.0.0/8", entered.getJsonArray("networks").getString(0));
        assertFalse(entered.toString().contains("pbkdf2"), "no hash is shown");
        try (Operator operator = bind()) {
            assertFalse(operator.dial("254711000001").send("*120*55#").text().isEmpty());
            Site.object(call("POST", "/disable", ""));
            Await.until(Duration.ofSeconds(10), "the end of the bind", () -> !operator.isBound());
            assertThrows(SmppBindException.class, this::bind);
            assertTrue(Site.object(call("POST", "/enable", "{}")).getBoolean("enabled"));
            operator.bind();
            assertTrue(operator.isBound());
        }
    }

    @Test
    void whatAnAccountMayDoChangesWhileItIsBound() throws Exception {
        enter("");
        try (Operator operator = bind()) {
            assertEquals(0, operator.text("254711000002", "HELP"));
            Site.object(call("POST", "/pause", ""));
            assertEquals(0x58, operator.text("254711000002", "HELP"));
            Site.object(call("POST", "/enable", ""));
            assertEquals(0, operator.text("254711000002", "HELP"));
            enter(",\"prefixes\":[\"25472\"]");
            assertEquals(0x0A, operator.text("254711000002", "HELP"));
            Site.object(call("POST", "/kill", ""));
            Await.until(Duration.ofSeconds(10), "the end of the bind", () -> !operator.isBound());
            operator.bind();
            Site.object(call("POST", "/drain", "{\"seconds\":0}"));
            Await.until(Duration.ofSeconds(10), "the end of the bind", () -> !operator.isBound());
        }
    }

    @Test
    void howAnAccountStandsIsShown() throws Exception {
        assertEquals("DOWN", enter("").getString("state"));
        try (Operator operator = bind()) {
            operator.text("254711000195", "HELP");
            JsonObject shown = Site.object(call("GET", "", ""));
            assertEquals("UP", shown.getString("state"));
            assertEquals(1, shown.getInt("binds"));
            assertTrue(shown.getInt("places") > 0);
            assertFalse(shown.getString("since").isEmpty());
            JsonObject in = shown.getJsonObject("messagesPerMinute").getJsonObject("in");
            assertEquals(1, in.getInt("over1"), in::toString);
        }
        assertEquals("OFF", Site.object(call("POST", "/disable", "")).getString("state"));
    }

    @Test
    void bothPasswordsBindWhileTheyOverlap() throws Exception {
        enter("");
        JsonObject rotated = Site.object(call("POST", "/rotate", "{\"password\":\"another\",\"overlapMinutes\":5}"));
        assertTrue(rotated.containsKey("previousPasswordUntil"));
        try (Operator operator = bind()) {
            assertTrue(operator.isBound());
        }
        Site.object(call("POST", "/rotate", "{\"password\":\"third\",\"overlapMinutes\":0}"));
        assertThrows(SmppBindException.class, this::bind);
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() throws Exception {
        assertEquals(404, call("GET", "", "").statusCode());
        assertEquals(404, call("POST", "/kill", "").statusCode());
        assertEquals(400, call("PUT", "", "{\"password\":\"9letters!\"}").statusCode());
        assertEquals(
                400,
                call("PUT", "", "{\"password\":\"x\",\"networks\":[\"10.0.0.1/8\"]}")
                        .statusCode());
        assertEquals(400, call("PUT", "", "{\"password\":\"x\",\"maxBinds\":0}").statusCode());
        assertEquals(
                400,
                call("PUT", "", "{\"password\":\"x\",\"dialect\":\"none\"}").statusCode());
        assertEquals(400, call("PUT", "", "").statusCode());
    }

    @Test
    void theMetricsKnowTheAccount() throws Exception {
        enter("");
        try (Operator operator = bind()) {
            operator.text("254711000003", "HELP");
            Await.until(
                    Duration.ofSeconds(20),
                    "the account's metrics",
                    () -> has("tokenline_smpp_binds\\{.*account=\"" + name + "\".*} 1(\\.0)?")
                            && has("tokenline_smpp_pdus_total\\{.*account=\"" + name + "\".*command=\"submit_sm\".*"));
            assertTrue(has("tokenline_dialogs_open.*"));
        }
    }

    private boolean has(String metric) {
        try {
            return site.metrics().lines().anyMatch(line -> line.matches(metric));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aTraceIsBegunAndListedWithoutTheWholeNumber() throws Exception {
        HttpResponse<String> begun = site.as(ADMIN, "POST", "/api/trace", "{\"msisdn\":\"0711000004\",\"minutes\":1}");
        assertEquals(200, begun.statusCode(), begun::body);
        assertTrue(begun.body().contains("2547****004") && !begun.body().contains("254711000004"), begun::body);
        for (String wrong : new String[] {"{}", "{\"msisdn\":\"x\"}", "{\"msisdn\":\"0711000004\",\"minutes\":31}"}) {
            assertEquals(400, site.as(ADMIN, "POST", "/api/trace", wrong).statusCode());
        }
        assertEquals(
                404,
                site.as(ADMIN, "POST", "/api/trace", "{\"account\":\"" + name + "x\"}")
                        .statusCode());
    }
}
