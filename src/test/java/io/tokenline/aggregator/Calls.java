package io.tokenline.aggregator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as providers send them. */
final class Calls {

    private static final String NO_QUERY = "";

    private Calls() {}

    static HttpCall get(Map<String, String> parameters) {
        return call("GET", "", encoded(parameters), "");
    }

    static HttpCall form(Map<String, String> parameters) {
        return call("POST", "", NO_QUERY, encoded(parameters));
    }

    static HttpCall post(String body) {
        return call("POST", "", NO_QUERY, body);
    }

    static HttpCall call(String method, String rest, String query, String body) {
        return new HttpCall(
                method, rest, query, Map.of(), StandardCharsets.UTF_8, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
