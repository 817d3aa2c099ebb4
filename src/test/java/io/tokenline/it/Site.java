package io.tokenline.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running server as its users see it over HTTP. */
final class Site {

    private static final Pattern TOKEN = Pattern.compile("\\d{4}( \\d{4}){4}");
    private static final Pattern UNITS = Pattern.compile("Units:(\\d+\\.\\d) kWh");

    /** A server that could not start is not waited for by every test anew. */
    private static final AtomicBoolean NEVER_READY = new AtomicBoolean();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int httpPort;
    private final int managementPort;

    Site(int httpPort, int managementPort) {
        this.httpPort = httpPort;
        this.managementPort = managementPort;
    }

    /** The server that the integration tests run against, once it is ready. */
    static Site ofTests() {
        Site site = new Site(Integer.getInteger("it.http.port"), Integer.getInteger("it.management.port"));
        Duration patience = NEVER_READY.get() ? Duration.ofSeconds(1) : Duration.ofSeconds(60);
        NEVER_READY.set(true);
        site.awaitReady(patience);
        NEVER_READY.set(false);
        return site;
    }

    /** Where it is. */
    String base() {
        return "http://127.0.0.1:" + httpPort;
    }

    static int smppPort() {
        return Integer.getInteger("it.smpp.port");
    }

    void awaitReady(Duration deadline) {
        Await.rarely(deadline, "a ready server", this::isReady);
    }

    boolean isReady() {
        try {
            return get(managementPort, "/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String metrics() throws IOException {
        return get(managementPort, "/metrics").body();
    }

    HttpResponse<String> get(String path) throws IOException {
        return get(httpPort, path);
    }

    HttpResponse<String> get(int port, String path) throws IOException {
        return send(request(port, path).GET());
    }

    HttpResponse<String> get(String path, String authorization) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization));
    }

    HttpResponse<String> post(String path, String json) throws IOException {
        return send(request(httpPort, path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) throws IOException {
        return send(request(httpPort, path).PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A request to the API by somebody: {@code name:password}. */
    HttpResponse<String> as(String login, String method, String path, String json) throws IOException {
        return as(login, method, path, json, "application/json");
    }

    HttpResponse<String> as(String login, String method, String path, String body, String type) throws IOException {
        return send(request(httpPort, path)
                .setHeader("Authorization", basic(login))
                .setHeader("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest.Builder request(int port, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
        return path.startsWith("/api/") && !path.startsWith("/api/sandbox")
                ? request.header("Authorization", basic("admin:admin"))
                : request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Numbers of the demo meters of a scenario. */
    List<String> meters(String scenario) throws IOException {
        JsonArray meters;
        try (JsonReader reader =
                Json.createReader(new StringReader(get("/api/sandbox/meters").body()))) {
            meters = reader.readArray();
        }
        return meters.getValuesAs(JsonObject.class).stream()
                .filter(meter -> meter.getString("scenario").equals(scenario))
                .map(meter -> meter.getString("drn"))
                .toList();
    }

    /** Types a token into a virtual meter. */
    JsonObject enter(String drn, String token) throws IOException {
        return object(post("/api/sandbox/meters/" + drn + "/tokens", "{\"token\":\"" + token + "\"}"));
    }

    JsonObject totals() throws IOException {
        return object(get("/api/totals"));
    }

    /** How often each invariant of the books is broken. */
    JsonObject invariants() throws IOException {
        return object(get("/api/books/invariants"));
    }

    /** Whether the audit is as it was written. */
    JsonObject auditProof() throws IOException {
        return object(get("/api/audit/proof"));
    }

    void wallet(String mode, int delayMillis) throws IOException {
        object(put("/api/sandbox/wallet", "{\"mode\":\"" + mode + "\",\"delayMs\":" + delayMillis + "}"));
    }

    static JsonObject object(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode() + ": " + response.body());
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    static List<JsonObject> array(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode() + ": " + response.body());
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }

    /** Enters a person with one role, whose name begins so; gives {@code name:password}. */
    String person(String name, String role) throws IOException {
        String person = name + role.toLowerCase(Locale.ROOT);
        String password = "secret of " + name;
        object(as(
                "admin:admin",
                "PUT",
                "/api/people/" + person,
                "{\"password\":\"" + password + "\",\"roles\":[\"" + role + "\"]}"));
        return person + ":" + password;
    }

    /** The 20 digits in a token SMS. */
    static String token(String sms) {
        return group(TOKEN, 0, sms);
    }

    /** Every group of 20 digits in an SMS, in order. */
    static List<String> tokens(String sms) {
        return TOKEN.matcher(sms).results().map(MatchResult::group).toList();
    }

    /** The kilowatt-hours in a token SMS. */
    static String units(String sms) {
        return group(UNITS, 1, sms);
    }

    private static String group(Pattern pattern, int group, String sms) {
        Matcher matcher = pattern.matcher(sms);
        if (!matcher.find()) {
            throw new AssertionError("not in the SMS: " + pattern);
        }
        return matcher.group(group);
    }
}
