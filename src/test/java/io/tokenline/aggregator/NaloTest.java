package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** Capitals in and out; MSGTYPE is a truth value. */
class NaloTest extends ProviderContract {

    NaloTest() {
        super("nalo");
    }

    private static HttpCall request(String session, String phone, boolean first, String data) {
        return Calls.post(Json.createObjectBuilder()
                .add("USERID", "NALOTest")
                .add("MSISDN", phone)
                .add("USERDATA", data)
                .add("MSGTYPE", first)
                .add("NETWORK", "MTN")
                .add("SESSIONID", session)
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
        return List.of(Calls.post("{\"SESSIONID\":\"" + session + "\",\"MSISDN\":\"" + phone
                + "\",\"USERDATA\":\"1\",\"MSGTYPE\":null}"));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        JsonObject json = json(answer);
        assertEquals("NALOTest", json.getString("USERID"));
        assertEquals(PHONE, json.getString("MSISDN"));
        return new Shown(json.getString("MSG"), json.getBoolean("MSGTYPE"));
    }
}
