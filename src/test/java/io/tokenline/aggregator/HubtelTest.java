package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** https://businessdocs-developers.hubtel.com/docs/api-reference-prog-services */
class HubtelTest extends ProviderContract {

    HubtelTest() {
        super("hubtel");
    }

    private static HttpCall request(String session, String phone, String type, String message, int sequence) {
        return Calls.post(Json.createObjectBuilder()
                .add("Sequence", sequence)
                .add("Type", type)
                .add("Message", message)
                .add("ServiceCode", "120*55")
                .add("Operator", "mtn")
                .add("ClientState", "")
                .add("Mobile", phone)
                .add("SessionId", session)
                .add("Platform", "USSD")
                .build()
                .toString());
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        return request(session, phone, "Initiation", dialled, 1);
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        return request(session, phone, "Response", typed.get(typed.size() - 1), typed.size() + 1);
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        return List.of(request(session, phone, "release", "", 9), request(session, phone, "Timeout", "", 9));
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(request(session, phone, "AddToCart", "", 1), request(session, phone, "", "1", 1));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        JsonObject json = json(answer);
        assertEquals("", json.getString("ClientState"));
        return new Shown(json.getString("Message"), json.getString("Type").equals("response"));
    }
}
