package io.tokenline.payment.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A provider on loopback: a real HTTP server that remembers what it was asked and answers as a test says. */
public final class StandIn implements AutoCloseable {

    /** What it was asked. */
    public record Asked(String method, String path, String query, com.sun.net.httpserver.Headers headers, Fields body) {

        /** A header, or an empty text. */
        public String header(String name) {
            String value = headers.getFirst(name);
            return value == null ? "" : value;
        }
    }

    /**
     * What it answers.
     *
     * @param status 0 breaks the connection off without an answer
     */
    public record Answer(int status, String body) {

        /** 200 with JSON, quotes written as apostrophes. */
        public static Answer ok(String json) {
            return new Answer(200, json.replace('\'', '"'));
        }

        /** Any status with JSON, quotes written as apostrophes. */
        public static Answer of(int status, String json) {
            return new Answer(status, json.replace('\'', '"'));
        }

        /** The connection breaks off. */
        public static Answer none() {
            return new Answer(0, "");
        }
    }

    /** What it was asked, in order. */
    public final List<Asked> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<Asked, Answer> answers;

    /** Opens on a free port. */
    public StandIn(Function<Asked, Answer> answers) {
        this(0, answers);
    }

    /** Opens on a port. */
    public StandIn(int port, Function<Asked, Answer> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Where a provider's numbers begin: at a port that a server knows him by, none of his numbers comes again. */
    public static int firstNumber(int port) {
        return port == 0 ? 0 : (int) (System.currentTimeMillis() % 10_000_000 / 100 * 100);
    }

    /** Where it is. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What it answers from now on. */
    public void answer(Function<Asked, Answer> next) {
        answers = next;
    }

    /** What it was asked at a path. */
    public List<Asked> at(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            Asked one = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    query == null ? "" : query,
                    exchange.getRequestHeaders(),
                    Fields.of(body));
            asked.add(one);
            Answer answer = answers.apply(one);
            if (answer.status() == 0) {
                return; // closed without an answer
            }
            byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(octets);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
