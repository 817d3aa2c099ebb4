package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** A command in and out, with a payload in it. */
class BeemTest extends ProviderContract {

    BeemTest() {
        super("beem");
    }

    @Override
    boolean takesDirectDial() {
        return false;
    }

    private static HttpCall request(String session, String phone, String command, String response) {
        return Calls.post(Json.createObjectBuilder()
                .add("command", command)
                .add("msisdn", phone)
                .add("session_id", session)
                .add("operator", "vodacom")
                .add("payload", Json.createObjectBuilder().add("request_id", 17).add("response", response))
                .build()
                .toString());
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        return request(session, phone, "initiate", "0");
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        return request(session, phone, "continue", typed.get(typed.size() - 1));
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        return List.of(request(session, phone, "terminate", ""));
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(request(session, phone, "begin", ""));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        JsonObject json = json(answer);
        assertEquals("vodacom", json.getString("operator"));
        assertEquals(17, json.getJsonObject("payload").getInt("request_id"), "a number, as it came");
        return new Shown(
                json.getJsonObject("payload").getString("request"),
                json.getString("command").equals("continue"));
    }
}
