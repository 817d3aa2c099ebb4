package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens is in the path: session/ID/start, response, end and status. */
class InfobipTest extends ProviderContract {

    InfobipTest() {
        super("infobip");
    }

    private static HttpCall request(String session, String phone, String event, String text) {
        return Calls.call(
                "POST",
                "session/" + session + "/" + event,
                "",
                Json.createObjectBuilder()
                        .add("msisdn", phone)
                        .add("text", text)
                        .add("imsi", "639020000000001")
                        .add("language", "en")
                        .add("ussdGwId", "gw-1")
                        .build()
                        .toString());
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        return request(session, phone, "start", dialled);
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        return request(session, phone, "response", typed.get(typed.size() - 1));
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        String path = "session/" + session + "/end";
        return List.of(
                Calls.call("POST", path, "", "{\"exitCode\":602,\"reason\":\"User Canceled\"}"),
                Calls.call("PUT", path, "", "{\"exitCode\":500,\"reason\":\"Timeout\"}"));
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(request(session, phone, "begin", ""));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        JsonObject json = json(answer);
        assertEquals(200, json.getInt("responseExitCode"));
        return new Shown(json.getString("ussdMenu"), !json.getBoolean("shouldClose"));
    }

    private boolean isActive() throws Refused {
        return json(bed.send(Calls.call("GET", "session/session-1/status", "", "")))
                .getBoolean("sessionActive");
    }

    @Test
    void aSessionTellsWhetherItIsActive() throws Refused {
        assertFalse(isActive());
        dial(Bed.CODE);
        assertTrue(isActive());
        bed.send(endings("session-1", PHONE).get(0));
        assertFalse(isActive());
    }

    @Test
    void theEndOfAnUnknownSessionIsTaken() throws Refused {
        assertEquals(200, bed.send(endings("nobody", PHONE).get(0)).status());
    }
}
