package io.tokenline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged server with a folder and ports of its own, for drills that start and kill it. */
final class DrillServer implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(90);
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final int SMPP = 2775;

    private final Path home;
    private final Path base;
    private final int offset;
    private final Site site;
    private final Map<String, String> settings = new HashMap<>();
    private @Nullable Process running;

    /**
     * A server that does not run, with an empty database.
     *
     * @param home of the server that {@code mvn package} leaves
     * @param base a folder to be made anew
     * @param offset of its ports
     */
    DrillServer(Path home, Path base, int offset) throws IOException {
        this.home = home;
        this.base = base;
        this.offset = offset;
        this.site = new Site(HTTP + offset, MANAGEMENT + offset);
        copy(home.resolve("standalone"), base);
    }

    Site site() {
        return site;
    }

    int smppPort() {
        return SMPP + offset;
    }

    /** A setting of its environment, from the next start on. */
    DrillServer with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** What it has logged. */
    Path log() {
        return base.resolve("drill.log");
    }

    /** Where it keeps its log files. */
    Path logs() {
        return base.resolve("log");
    }

    /** Starts it and waits until it is ready. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + offset);
        builder.environment().put("TOKENLINE_SANDBOX", "true");
        builder.environment().put("TOKENLINE_SMPP_PORT", Integer.toString(smppPort()));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        running = builder.start();
        site.awaitReady(READY);
    }

    /** Threads and open files of the server's process. */
    String resources() throws IOException {
        Path process = Path.of("/proc", Long.toString(java().pid()));
        try (Stream<Path> files = Files.list(process.resolve("fd"));
                Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.count() + " threads, " + files.count() + " open files";
        }
    }

    private ProcessHandle java() {
        return all().stream()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    private List<ProcessHandle> all() {
        List<ProcessHandle> all = new ArrayList<>();
        if (running != null) {
            all.addAll(running.descendants().toList());
            all.add(running.toHandle());
        }
        return all;
    }

    /** SIGKILL. */
    void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(Duration.ofSeconds(10), "a dead server", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        kill();
    }

    /** Data of earlier runs is left behind, on both sides. */
    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                old.sorted((a, b) -> b.compareTo(a))
                        .forEach(path -> path.toFile().delete());
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(path -> !from.relativize(path).toString().matches("(data|log|tmp)(/.*)?"))
                    .forEach(path -> copyOne(path, to.resolve(from.relativize(path))));
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
