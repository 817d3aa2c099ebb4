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
public record Call(String method, URI address, Map<String, String> headers, String body, Duration deadline) {

    public Call {
        headers = Map.copyOf(headers);
    }

    /** Asks for something. */
    public static Call get(URI address, Duration deadline) {
        return new Call("GET", address, Map.of("Accept", "application/json"), "", deadline);
    }

    /** Sends JSON. */
    public static Call post(URI address, JsonObject body, Duration deadline) {
        return new Call(
                "POST",
                address,
                Map.of("Accept", "application/json", "Content-Type", "application/json"),
                body.toString(),
                deadline);
    }

    /** The same with one more header. */
    public Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, address, more, body, deadline);
    }

    @Override
    public String toString() {
        return method + " " + address.getPath();
    }
}
