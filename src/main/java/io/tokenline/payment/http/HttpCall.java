package io.tokenline.payment.http;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call to a wallet. Its text shows neither headers nor body.
 *
 * @param method of HTTP
 * @param address whole
 * @param headers by name
 * @param body to send; empty for none
 * @param deadline until which the whole answer has to be here
 */
public record HttpCall(String method, URI address, Map<String, String> headers, String body, Duration deadline) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** Asks for something. */
    public static HttpCall get(URI address, Duration deadline) {
        return new HttpCall("GET", address, Map.of("Accept", "application/json"), "", deadline);
    }

    /** Sends JSON. */
    public static HttpCall post(URI address, JsonObject body, Duration deadline) {
        return new HttpCall(
                "POST",
                address,
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                body.toString(),
                deadline);
    }

    /** The same with one more header. */
    public HttpCall with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, address, more, body, deadline);
    }

    @Override
    public String toString() {
        return method + " " + address.getPath();
    }
}
