package io.tokenline.smpp;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The JVM of a server under load, as its parent sees it; it ends when its parent does. */
final class ServerProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final int port;

    /** Who serves. */
    enum Kind {
        TOKENLINE,
        BARE_JSMPP
    }

    /** What can be asked. */
    enum Question {
        /** Processor time so far. */
        PROCESSOR_NANOS,
        /** Heap in use after a full garbage collection. */
        HEAP_OCTETS,
        /** Live threads. */
        THREADS
    }

    /**
     * Starts a server.
     *
     * @param heap the most it may have, as the JVM's option says it
     * @param directory for its log
     */
    ServerProcess(Kind kind, String heap, Path directory) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        StepServer.class.getName(),
                        kind.name())
                .redirectError(directory
                        .resolve("StepTrial-" + kind + "-" + heap + ".log")
                        .toFile())
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        port = (int) answer();
    }

    int port() {
        return port;
    }

    long ask(Question question) throws IOException, InterruptedException {
        questions.write(question + "\n");
        questions.flush();
        return answer();
    }

    private long answer() throws IOException, InterruptedException {
        try {
            return Long.parseLong(
                    CompletableFuture.supplyAsync(this::line).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | NumberFormatException e) {
            close();
            throw new IOException("a server under load does not answer; see its log", e);
        }
    }

    /** The next line that is a number; a JVM may say other things. */
    private String line() {
        try {
            String line = answers.readLine();
            while (line != null && !line.matches("[0-9]+")) {
                line = answers.readLine();
            }
            return String.valueOf(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
