package io.tokenline.smpp.peer;

import io.tokenline.smpp.peer.PeerMessage.Coding;
import io.tokenline.smpp.peer.PeerMessage.Dialog;
import io.tokenline.smpp.peer.PeerMessage.Part;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** node-smpp, in a process of its own: {@code src/test/node/peer.js}. */
public final class NodePeer implements Peer {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path HOME = Path.of("target", "node");
    private static final int INSTALL_SECONDS = 120;
    private static Optional<Boolean> installed = Optional.empty();

    private final Process process;
    private final Writer commands;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final BlockingQueue<PeerMessage> taken = new LinkedBlockingQueue<>();

    /** Starts one; a test is skipped where this machine has no node or no npm. */
    public NodePeer() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isInstalled(), "node and npm are not on this machine: node-smpp was not tried");
        process = new ProcessBuilder("node", "peer.js")
                .directory(HOME.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "node");
        reader.setDaemon(true);
        reader.start();
    }

    /** The versions are those of package-lock.json; what is there from an earlier run is made anew. */
    private static synchronized boolean isInstalled() throws IOException, InterruptedException {
        if (installed.isEmpty()) {
            installed = Optional.of(runs("node", "--version") && runs("npm", "--version"));
            if (installed.get()) {
                install();
            }
        }
        return installed.get();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "package-lock.json", "peer.js")) {
            Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = HOME.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm ci failed: " + Files.readString(log));
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try (JsonReader reader = Json.createReader(new StringReader(line))) {
                    said(reader.readObject());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            asked.values().forEach(answer -> answer.completeExceptionally(new IOException("node has ended")));
        }
    }

    private void said(JsonObject what) {
        if (what.containsKey("event")) {
            taken.add(message(what));
            return;
        }
        CompletableFuture<JsonObject> answer = asked.remove(what.getInt("n"));
        if (answer != null) {
            answer.complete(what);
        }
    }

    private static PeerMessage message(JsonObject what) {
        return new PeerMessage(
                what.getString("from"),
                what.getString("to"),
                Coding.of(what.getInt("dataCoding")),
                what.getInt("esmClass"),
                what.getString("text"),
                what.isNull("part") ? Optional.empty() : Optional.of(part(what.getJsonArray("part"))),
                what.isNull("operation") || what.isNull("session")
                        ? Optional.empty()
                        : Optional.of(new Dialog(what.getInt("operation"), what.getInt("session"))),
                what.getBoolean("wantsReceipt"),
                what.getString("id"));
    }

    private static Part part(JsonArray header) {
        return new Part(header.getInt(0), header.getInt(1), header.getInt(2));
    }

    private JsonObject ask(String what, JsonObjectBuilder command) throws Exception {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(number, answer);
        synchronized (commands) {
            commands.write(command.add("do", what).add("n", number).build() + "\n");
            commands.flush();
        }
        return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public int bind(int port, Optional<PeerKey> tls, Kind kind, String systemId, String password) throws Exception {
        JsonObjectBuilder command = Json.createObjectBuilder()
                .add("port", port)
                .add("kind", kind.name())
                .add("systemId", systemId)
                .add("password", password);
        if (tls.isPresent()) {
            command.add("certificate", tls.get().certificatePem());
        }
        return ask("bind", command).getInt("status");
    }

    @Override
    public int listen(String systemId, String password, Optional<PeerKey> tls) throws Exception {
        JsonObjectBuilder command =
                Json.createObjectBuilder().add("systemId", systemId).add("password", password);
        if (tls.isPresent()) {
            command.add("key", tls.get().keyPem()).add("certificate", tls.get().certificatePem());
        }
        return ask("listen", command).getInt("port");
    }

    @Override
    public int send(PeerMessage message) throws Exception {
        JsonObjectBuilder command = Json.createObjectBuilder()
                .add("from", message.from())
                .add("to", message.to())
                .add("dataCoding", message.coding().dataCoding())
                .add("esmClass", message.esmClass())
                .add("text", message.text());
        message.part()
                .ifPresent(part -> command.add(
                        "part",
                        Json.createArrayBuilder()
                                .add(part.reference())
                                .add(part.total())
                                .add(part.number())));
        message.dialog()
                .ifPresent(
                        dialog -> command.add("operation", dialog.operation()).add("session", dialog.session()));
        return ask("send", command).getInt("status");
    }

    @Override
    public Optional<PeerMessage> next(long millis) throws InterruptedException {
        return Optional.ofNullable(taken.poll(millis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void refuse(int times, int status) throws Exception {
        ask("refuse", Json.createObjectBuilder().add("times", times).add("status", status));
    }

    @Override
    public int refused() throws Exception {
        return ask("state", Json.createObjectBuilder()).getInt("refused");
    }

    @Override
    public int binds() throws Exception {
        return ask("state", Json.createObjectBuilder()).getInt("binds");
    }

    @Override
    public void cut() throws Exception {
        ask("cut", Json.createObjectBuilder());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
