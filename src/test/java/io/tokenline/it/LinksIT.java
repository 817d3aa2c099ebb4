package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.CallingGateway;
import io.tokenline.smpp.Centre;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A running server binds to an operator's gateway, sells over it and learns that the token arrived. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class LinksIT {

    private static final String ADMIN = "admin:admin";
    private static final Duration SOON = Duration.ofSeconds(20);

    private Site site;
    private Centre centre;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        site.wallet("approve", 100);
        centre = new Centre();
    }

    @AfterEach
    void close() throws IOException {
        site.as(ADMIN, "DELETE", "/api/links/telco", "");
        centre.close();
    }

    private HttpResponse<String> enter(String password) throws IOException {
        return site.as(
                ADMIN,
                "PUT",
                "/api/links/telco",
                "{\"host\":\"127.0.0.1\",\"port\":" + centre.port() + ",\"systemId\":\"utility\",\"password\":\""
                        + password + "\",\"binds\":2}");
    }

    private JsonObject link() throws IOException {
        return Site.object(site.as(ADMIN, "GET", "/api/links/telco", ""));
    }

    private void becomes(String state) {
        Await.until(SOON, "the link " + state, () -> {
            try {
                return link().getString("state").equals(state);
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aPurchaseBySmsOverALinkEndsInATokenThatIsDelivered() throws Exception {
        String phone = "254711000101";
        String meter = site.meters("normal").get(5);
        int before = site.totals().getInt("delivered");
        HttpResponse<String> entered = enter("secret");
        assertEquals(200, entered.statusCode(), entered::body);
        assertFalse(entered.body().contains("secret"));
        becomes("UP");

        assertEquals(0, centre.text(phone, "BUY " + meter + " 300"));
        String sms = centre.awaitSms(phone, "Token:");
        assertEquals("ACCEPTED", site.enter(meter, Site.token(sms)).getString("result"));
        assertTrue(site.totals().getInt("delivered") == before, "nobody has said so yet");
        centre.receipts(phone, "DELIVRD");
        Await.until(SOON, "a receipt that counts", () -> {
            try {
                return site.totals().getInt("delivered") == before + 1;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void whoLooksAfterCustomersSeesEachAttemptAndNoToken() throws Exception {
        String phone = "254711000192";
        String meter = site.meters("normal").get(8);
        enter("secret");
        becomes("UP");
        centre.text(phone, "BUY " + meter + " 300");
        String token = Site.token(centre.awaitSms(phone, "Token:"));
        centre.receipts(phone, "DELIVRD");
        Await.until(SOON, "the receipt", () -> messages(phone).contains("\"delivered\":true"));
        String shown = messages(phone);
        assertTrue(shown.contains("\"way\":\"telco\"") && shown.contains("\"result\":\"TAKEN\""), shown);
        assertTrue(shown.contains("\"commandStatus\":0"), shown);
        assertFalse(shown.contains(token) || shown.contains(phone), shown);
        assertEquals("[]", messages("254711000199"));
        assertEquals(400, site.get("/api/messages?msisdn=x").statusCode());
    }

    private String messages(String phone) {
        try {
            return site.get("/api/messages?msisdn=" + phone).body();
        } catch (IOException e) {
            return "";
        }
    }

    private HttpResponse<String> enterCalled(String outbind) throws IOException {
        return site.as(
                ADMIN,
                "PUT",
                "/api/links/telco",
                "{\"host\":\"127.0.0.1\",\"port\":1,\"systemId\":\"utility\",\"password\":\"secret\",\"outbind\":"
                        + outbind + "}");
    }

    @Test
    void aGatewayThatCallsIsBoundToWhileItsLinkIsInUse() throws Exception {
        assertEquals(400, enterCalled("{\"password\":\"knock\"}").statusCode());
        assertEquals(400, enterCalled("{\"systemId\":\"smsc\"}").statusCode());
        HttpResponse<String> entered = enterCalled("{\"systemId\":\"smsc\",\"password\":\"knock\"}");
        assertEquals(200, entered.statusCode(), entered::body);
        assertEquals("{\"systemId\":\"smsc\"}", link().getJsonObject("outbind").toString());
        becomes("DOWN");
        try (CallingGateway gateway = new CallingGateway(Site.smppPort())) {
            Await.until(SOON, "a link that is opened", () -> gateway.isBoundTo("smsc", "knock"));
            becomes("UP");
            site.as(ADMIN, "POST", "/api/links/telco/pause", "");
            becomes("PAUSED");
            Await.until(SOON, "the end", gateway::isLetGo);
            assertFalse(gateway.isBoundTo("smsc", "knock"));
            site.as(ADMIN, "POST", "/api/links/telco/resume", "");
            Await.until(SOON, "a link that is open again", () -> gateway.isBoundTo("smsc", "knock"));
            becomes("UP");
        }
        becomes("DOWN");
        assertEquals(200, enter("secret").statusCode());
        assertTrue(link().isNull("outbind"), "as usual, we go to the gateway");
        becomes("UP");
    }

    @Test
    void aLinkIsHeldKilledAndChangedWhileTheServerRuns() throws Exception {
        enter("wrong");
        becomes("DOWN");
        Await.until(SOON, "the reason", () -> {
            try {
                return link().toString().contains("0xe");
            } catch (IOException e) {
                return false;
            }
        });
        enter("secret");
        becomes("UP");
        assertEquals(200, site.as(ADMIN, "POST", "/api/links/telco/pause", "").statusCode());
        becomes("PAUSED");
        Await.until(SOON, "unbound", () -> centre.binds() == 0);
        site.as(ADMIN, "POST", "/api/links/telco/resume", "");
        becomes("UP");
        site.as(ADMIN, "POST", "/api/links/telco/kill", "");
        Await.until(SOON, "bound anew", () -> centre.bindsAsked() >= 6 && centre.binds() == 2);
        assertEquals(
                400,
                site.as(ADMIN, "PUT", "/api/links/telco", "{\"host\":\"x\"}").statusCode());
        assertEquals(404, site.as(ADMIN, "POST", "/api/links/nobody/kill", "").statusCode());
        assertTrue(site.get("/api/audit?object=link%20telco").body().contains("LINK_KILLED"));
    }
}
