package io.tokenline.it;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the server with SIGKILL at random moments while phones buy, starts it again each time, and then counts: every
 * sale that was confirmed is paid, issued and sent, and every phone that was given a reference has its token. Run by
 * {@code src/test/scripts/kill-drill.sh}.
 */
final class KillDrill {

    private static final int KILLS = 10;
    private static final int PHONES = 10;
    private static final int PURCHASES = 100;
    private static final int THINK_MILLIS = 1_500;
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final Path home;
    private final Path base;
    private final int offset;
    private final Site site;
    private final int smppPort;
    private final Random random;
    private final Map<String, String> confirmed = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Operator operator;

    private KillDrill(Path home, Path base, int offset, long seed) {
        this.home = home;
        this.base = base;
        this.offset = offset;
        this.site = new Site(8080 + offset, 9990 + offset);
        this.smppPort = 2775 + offset;
        this.random = new Random(seed);
    }

    /** Arguments: the server's home, a copy of its {@code standalone} folder, a port offset, a seed. */
    public static void main(String[] args) throws Exception {
        long seed = args.length > 3 ? Long.parseLong(args[3]) : System.nanoTime();
        say("seed " + seed);
        int status = 2;
        try {
            boolean held = new KillDrill(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), seed).run();
            status = held ? 0 : 1;
        } finally {
            System.exit(status);
        }
    }

    private boolean run() throws Exception {
        ExecutorService phones = Executors.newFixedThreadPool(PHONES);
        Process server = start();
        try {
            site.wallet("approve", 300);
            operator = new Operator(smppPort, "sandbox");
            List<String> meters = site.meters("normal");
            for (int i = 0; i < PHONES; i++) {
                String phone = "25474400001" + i;
                String meter = meters.get(i); // one each: sixty tokens an hour are the most that one meter is given
                phones.execute(() -> buyUntilOver(phone, meter));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_000 + random.nextInt(4_000)));
                kill(server);
                say("kill " + kill + " after " + begun.get() + " purchases begun, " + confirmed.size() + " confirmed");
                server = start();
                rebind();
            }
            Await.until(Duration.ofMinutes(2), PURCHASES + " purchases", () -> confirmed.size() >= PURCHASES);
            over.set(true);
            phones.shutdown();
            boolean done = phones.awaitTermination(60, TimeUnit.SECONDS);
            return done && settled();
        } finally {
            over.set(true);
            phones.shutdownNow();
            kill(server);
        }
    }

    private void buyUntilOver(String phone, String meter) {
        while (!over.get()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(THINK_MILLIS)));
            begun.incrementAndGet();
            try {
                Operator.Screen end = operator.buy(phone, meter, "100");
                if (end.last() && end.text().startsWith("Request ")) {
                    confirmed.put(end.text().replaceFirst("(?s)^\\w+ (\\w+)[.].*$", "$1"), phone);
                }
            } catch (Exception e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100)); // the server is down just now
            }
        }
    }

    private boolean settled() throws IOException {
        Optional<String> missing = Optional.empty();
        long end = System.nanoTime() + SETTLED.toNanos();
        while (System.nanoTime() < end) {
            missing = missing();
            if (missing.isEmpty()) {
                break;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        JsonObject totals = site.totals();
        say("totals " + totals);
        say("confirmed on a screen " + confirmed.size() + ", token SMS " + tokens().size() + ", of them different "
                + new HashSet<>(tokens()).size() + ", of sales " + references().size());
        missing.ifPresent(what -> say("NOT HELD: " + what));
        say(missing.isEmpty() ? "HELD" : "FAILED");
        return missing.isEmpty();
    }

    private Optional<String> missing() throws IOException {
        JsonObject totals = site.totals();
        int paid = totals.getInt("paid");
        if (paid < confirmed.size()) {
            return Optional.of("paid " + paid + " is less than confirmed " + confirmed.size());
        }
        if (paid != totals.getInt("issued") || paid != totals.getInt("sent") || totals.getInt("openCases") != 0) {
            return Optional.of("paid = issued = sent and no open case: " + totals);
        }
        Set<String> withToken = references();
        for (Map.Entry<String, String> sale : confirmed.entrySet()) {
            if (!withToken.contains(sale.getKey())) {
                return Optional.of("phone " + sale.getValue() + " has no token of sale " + sale.getKey());
            }
        }
        if (new HashSet<>(tokens()).size() != withToken.size()) {
            return Optional.of("one token for each sale");
        }
        return withToken.size() == paid ? Optional.empty() : Optional.of("a token SMS of every paid sale");
    }

    private List<String> tokenTexts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < PHONES; i++) {
            operator.inbox("25474400001" + i).stream()
                    .filter(sms -> sms.contains("Token:"))
                    .forEach(texts::add);
        }
        return texts;
    }

    private List<String> tokens() {
        return tokenTexts().stream().map(Site::token).toList();
    }

    private Set<String> references() {
        Set<String> references = new HashSet<>();
        tokenTexts().forEach(sms -> references.add(sms.replaceFirst("(?s)^.*Ref:(\\w+).*$", "$1")));
        return references;
    }

    private void rebind() {
        Await.until(READY, "a bind", () -> {
            try {
                operator.bind();
                return true;
            } catch (Exception e) {
                return false;
            }
        });
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.socket.binding.port-offset=" + offset);
        builder.environment().put("TOKENLINE_SANDBOX", "true");
        builder.environment().put("TOKENLINE_SMPP_PORT", Integer.toString(smppPort));
        builder.redirectErrorStream(true);
        Path log = base.resolve("drill.log");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                Files.exists(log) ? log.toFile() : Files.createFile(log).toFile()));
        Process server = builder.start();
        site.awaitReady(READY);
        return server;
    }

    private static void kill(Process server) {
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(server.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(Duration.ofSeconds(10), "a dead server", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
