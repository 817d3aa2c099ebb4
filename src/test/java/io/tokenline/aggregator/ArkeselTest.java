package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** https://developers.arkesel.com : newSession in, continueSession out. */
class ArkeselTest extends ProviderContract {

    ArkeselTest() {
        super("arkesel");
    }

    private static HttpCall request(String session, String phone, boolean first, String data) {
        return Calls.post(Json.createObjectBuilder()
                .add("sessionID", session)
                .add("userID", "USSD\"AA")
                .add("newSession", first)
                .add("msisdn", phone)
                .add("userData", data)
                .add("network", "MTN")
                .build()
                .toString());
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        return request(session, phone, true, dialled);
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        return request(session, phone, false, typed.get(typed.size() - 1));
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        return List.of();
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(Calls.post("{\"sessionID\":\"" + session + "\",\"msisdn\":\"" + phone
                + "\",\"userData\":\"1\",\"newSession\":1}"));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        JsonObject json = json(answer);
        assertEquals("USSD\"AA", json.getString("userID"), "as it came");
        assertEquals(PHONE, json.getString("msisdn"));
        assertEquals(false, json.getString("sessionID").isEmpty());
        return new Shown(json.getString("message"), json.getBoolean("continueSession"));
    }
}
