package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the owner of a phone may ask for, over the API of a running server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CareIT {

    private static final String ADMIN = "admin:admin";

    private Site site;
    private Operator operator;
    private String name;

    @BeforeEach
    void open() throws Exception {
        site = Site.ofTests();
        operator = new Operator(Site.smppPort(), "sandbox");
        name = "it-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    private HttpResponse<String> call(String login, String method, String path, String json) throws IOException {
        return site.as(login, method, path, json);
    }

    private static String wanted(String phone) {
        return "{\"msisdn\":\"" + phone + "\",\"reason\":\"he asked on paper\"}";
    }

    @Test
    void hisDataIsHandedOutAndTwoPersonsForgetHim() throws Exception {
        String phone = "2547" + Long.toString(System.nanoTime()).substring(0, 8);
        assertEquals(0, operator.text(phone, "LANG sw"));
        assertFalse(operator.awaitSms(phone, "").isEmpty());
        JsonObject all = Site.object(call(ADMIN, "POST", "/api/subjects/export", wanted("+" + phone)));
        assertTrue(all.containsKey("sales") && all.containsKey("messages"), all::toString);
        assertEquals(1, all.getJsonArray("language").size(), all::toString);
        JsonObject asked = Site.object(call(ADMIN, "POST", "/api/subjects/erase", wanted(phone)));
        assertFalse(asked.toString().contains(phone), asked::toString);
        String decision = "/api/subjects/erasures/" + asked.getJsonNumber("id") + "/approve";
        assertEquals(409, call(ADMIN, "POST", decision, "{}").statusCode(), "one person alone does not");
        assertEquals(
                403, call(site.person(name, "SUPPORT"), "POST", decision, "{}").statusCode());
        assertTrue(Site.object(call(site.person(name, "ADMIN"), "POST", decision, "{}"))
                .getBoolean("approved"));
        JsonObject after = Site.object(call(ADMIN, "POST", "/api/subjects/export", wanted(phone)));
        assertEquals(0, after.getJsonArray("language").size(), after::toString);
        assertEquals(
                200,
                call(site.person(name, "AUDITOR"), "GET", "/api/subjects/erasures", "")
                        .statusCode());
    }

    @Test
    void whatIsAskedForWithoutANumberOrAReasonIsRefusedWithASentence() throws Exception {
        for (String bad : new String[] {
            "", "{}", "{\"msisdn\":\"0722000444\"}", "{\"msisdn\":\"0722000444\",\"reason\":\"why\"}", wanted("x")
        }) {
            for (String path : new String[] {"/api/subjects/export", "/api/subjects/erase"}) {
                HttpResponse<String> refused = call(ADMIN, "POST", path, bad);
                assertEquals(400, refused.statusCode(), bad);
                assertTrue(refused.body().contains("\"error\":\""), refused::body);
            }
        }
        assertEquals(
                403,
                call(site.person(name, "SUPPORT"), "POST", "/api/subjects/export", wanted("0722000444"))
                        .statusCode());
        assertEquals(
                404,
                call(ADMIN, "POST", "/api/subjects/erasures/999999999/approve", "{}")
                        .statusCode());
    }
}
