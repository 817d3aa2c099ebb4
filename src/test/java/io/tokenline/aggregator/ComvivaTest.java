package io.tokenline.aggregator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Flares, as Airtel runs it: parameters in, a text and the header Freeflow out. */
class ComvivaTest extends ProviderContract {

    ComvivaTest() {
        super("comviva");
    }

    private static HttpCall request(String session, String phone, Map<String, String> further) {
        Map<String, String> parameters = new HashMap<>(further);
        parameters.putAll(Map.of("SessionID", session, "MSISDN", phone, "MSC", "254733000000"));
        return Calls.get(parameters);
    }

    @Override
    HttpCall begin(String session, String phone, String dialled) {
        String bare = dialled.equals("*999#") ? dialled : dialled.replaceAll("^\\*|#$", "");
        return request(session, phone, Map.of("input", bare));
    }

    @Override
    HttpCall answer(String session, String phone, List<String> typed) {
        return request(session, phone, Map.of("input", typed.get(typed.size() - 1)));
    }

    @Override
    List<HttpCall> endings(String session, String phone) {
        return List.of(Calls.get(
                Map.of("SessionID", session, "msisdn", phone, "clean", "clean-session", "error", "522 Timeout")));
    }

    @Override
    List<HttpCall> unknownSteps(String session, String phone) {
        return List.of(request(session, phone, Map.of()));
    }

    @Override
    Shown shown(HttpAnswer answer) {
        assertEquals("text/plain", answer.type());
        assertEquals("N", answer.headers().get("charge"));
        return new Shown(
                answer.body(), String.valueOf(answer.headers().get("Freeflow")).equals("FC"));
    }
}
