package io.tokenline.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process of ours that a drill starts and kills. */
final class Victim implements AutoCloseable {

    private static final Duration GONE = Duration.ofSeconds(10);

    private final List<String> command;
    private final Path log;
    private @Nullable Process running;

    Victim(Class<?> main, Path log, String... arguments) {
        this.log = log;
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.util.logging.config.file=src/test/resources/logging.properties",
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
    }

    void start() throws IOException {
        running = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** SIGKILL. */
    void kill() {
        Process process = running;
        if (process != null) {
            process.destroyForcibly();
            Await.until(GONE, "a dead process", () -> !process.isAlive());
        }
    }

    @Override
    public void close() {
        kill();
    }
}
