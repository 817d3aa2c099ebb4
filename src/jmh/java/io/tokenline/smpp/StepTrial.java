package io.tokenline.smpp;

import io.tokenline.bench.Figure;
import io.tokenline.bench.Trial;
import io.tokenline.smpp.ServerProcess.Kind;
import io.tokenline.smpp.ServerProcess.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Menu steps over SMPP that need no database: how many a second, beside the same PDUs on jSMPP alone in the same run;
 * how long one takes while there are few; and what many quiet binds cost. Servers have JVMs of their own, and take turns.
 */
public final class StepTrial implements Trial {

    private static final int LINKS = 4;
    /** Dialogs that each link keeps open, with one step each on its way. */
    static final int WINDOW = 10;

    private static final Duration WARM_UP = Duration.ofSeconds(25);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int ROUNDS = 5;
    private static final double LEAST_OF_BARE = 0.6;

    private static final int FEW = 500;
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofSeconds(3);
    private static final int TURNS = 5;

    private static final int MANY_BINDS = 200;
    private static final Duration HELD = Duration.ofSeconds(18);
    private static final int HEAP_MEGABYTES = 300;

    private static final double MEGABYTE = 1 << 20;
    private static final double MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);

    /** For the {@link java.util.ServiceLoader}. */
    public StepTrial() {}

    @Override
    public List<Figure> run(Path directory) throws IOException, InterruptedException {
        StepScript script = StepScript.play();
        List<Figure> figures = new ArrayList<>();
        try (Contender ours = new Contender(Kind.TOKENLINE, script, directory);
                Contender bare = new Contender(Kind.BARE_JSMPP, script, directory)) {
            figures.addAll(race(ours, bare));
            figures.addAll(timeTable(ours, bare));
        }
        figures.addAll(manyBinds(script, directory));
        return figures;
    }

    private static List<Figure> race(Contender ours, Contender bare) throws IOException, InterruptedException {
        ours.load.hurry(WARM_UP);
        bare.load.hurry(WARM_UP);
        for (int round = 0; round < ROUNDS; round++) {
            ours.hurry();
            bare.hurry();
        }
        double ratio = median(ours.perSecond) / median(bare.perSecond);
        double sameTime = median(bare.micros) / median(ours.micros);
        return List.of(
                Figure.of("steps of Tokenline", median(ours.perSecond), "/s"),
                Figure.of("steps of bare jSMPP", median(bare.perSecond), "/s"),
                Figure.of("processor time of a step, Tokenline", median(ours.micros), "µs"),
                Figure.of("processor time of a step, bare jSMPP", median(bare.micros), "µs"),
                Figure.of("steps a second, 4 links", ratio, "times").atLeast(LEAST_OF_BARE, "of bare jSMPP"),
                Figure.of("steps by processor time", sameTime, "times").atLeast(LEAST_OF_BARE, "of bare jSMPP"));
    }

    /** Percentiles of each turn, and the median of the turns: the machine's other work is not the server's. */
    private static List<Figure> timeTable(Contender ours, Contender bare) throws IOException {
        for (Contender contender : List.of(ours, bare)) {
            contender.load.keep(FEW, SHORT);
        }
        for (int turn = 0; turn < TURNS; turn++) {
            ours.keep();
            bare.keep();
        }
        return List.of(
                Figure.of("a step at 500/s, Tokenline, p50", median(ours.p50), "ms"),
                Figure.of("a step at 500/s, Tokenline, p99", median(ours.p99), "ms"),
                Figure.of("a step at 500/s, bare jSMPP, p50", median(bare.p50), "ms"),
                Figure.of("a step at 500/s, bare jSMPP, p99", median(bare.p99), "ms"));
    }

    private static double percentile(long[] sorted, int percentile) {
        return sorted[sorted.length * percentile / 100] / MILLISECOND;
    }

    /** The JVM gets no more heap than it is to need. */
    private static List<Figure> manyBinds(StepScript script, Path directory) throws IOException, InterruptedException {
        try (ServerProcess server = new ServerProcess(Kind.TOKENLINE, HEAP_MEGABYTES + "m", directory);
                GatewayLoad load = new GatewayLoad(server.port(), MANY_BINDS, 1, script)) {
            load.keep(MANY_BINDS, TURN);
            long[] latencies = load.keep(MANY_BINDS, HELD);
            double heap = server.ask(Question.HEAP_OCTETS) / MEGABYTE;
            return List.of(
                    Figure.of("200 binds, 1 step/s each: p99", percentile(latencies, 99), "ms"),
                    Figure.of("200 binds, 1 step/s each: threads", (int) server.ask(Question.THREADS), ""),
                    Figure.of("200 binds, 1 step/s each: heap", heap, "MB").atMost(HEAP_MEGABYTES, "MB, -Xmx300m"));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** A server with its gateway, and what was measured of it round by round. */
    private static final class Contender implements AutoCloseable {
        private static final String HEAP = "512m";
        private final ServerProcess server;
        private final GatewayLoad load;
        private final List<Double> perSecond = new ArrayList<>();
        private final List<Double> micros = new ArrayList<>();
        private final List<Double> p50 = new ArrayList<>();
        private final List<Double> p99 = new ArrayList<>();

        Contender(Kind kind, StepScript script, Path directory) throws IOException, InterruptedException {
            server = new ServerProcess(kind, HEAP, directory);
            load = new GatewayLoad(server.port(), LINKS, WINDOW, script);
        }

        void hurry() throws IOException, InterruptedException {
            long before = server.ask(Question.PROCESSOR_NANOS);
            double steps = load.hurry(ROUND);
            long spent = server.ask(Question.PROCESSOR_NANOS) - before;
            perSecond.add(steps);
            micros.add(spent / (steps * ROUND.toSeconds()) / MICROSECOND);
        }

        void keep() throws IOException {
            long[] latencies = load.keep(FEW, TURN);
            p50.add(percentile(latencies, 50));
            p99.add(percentile(latencies, 99));
        }

        @Override
        public void close() throws IOException {
            load.close();
            server.close();
        }
    }
}
