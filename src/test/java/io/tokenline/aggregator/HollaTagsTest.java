package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** https://docs.hollatags.com/ussd/inbound : parameters in, JSON out. */
class HollaTagsTest extends ProviderContract {

    HollaTagsTest() {
        super("hollatags");
    }

    private static HttpCall request(String session, String phone, String operation, String message) {
        return Calls.get(Map.of(
                "session_msisdn", phone,
                "session_operation", operation,
                "session_msg", message,
                "session_id", session,
                "session_from", Bed.CODE,
                "session_type", "1",
                "session_mno", "MTN"));
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        return request(session, phone, "begin", dialled);
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        return request(session, phone, "continue", typed.get(typed.size() - 1));
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        return List.of(request(session, phone, "end", ""));
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(request(session, phone, "start", ""));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        JsonObject json = json(answer);
        boolean open = json.getString("session_operation").equals("continue");
        assertEquals(open ? 1 : 4, json.getInt("session_type"));
        return new Shown(json.getString("session_msg"), open);
    }

    @Test
    void aSessionIdThatIsANumberStaysOne() throws Refused {
        assertEquals(123456, json(bed.send(begin("123456", PHONE, Bed.CODE))).getInt("session_id"));
        assertEquals(
                "012",
                json(bed.send(begin("012", PHONE, Bed.CODE))).getString("session_id"),
                "which no JSON number can be");
    }
}
