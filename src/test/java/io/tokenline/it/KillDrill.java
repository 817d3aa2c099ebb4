package io.tokenline.it;

import jakarta.json.JsonObject;
import java.io.IOException;
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
 * {@code mvn -Pdrill verify}.
 */
final class KillDrill {

    private static final int KILLS = 4;
    private static final int PHONES = 10;
    private static final int PURCHASES = 60;
    private static final int THINK_MILLIS = 1_500;
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final DrillServer server;
    private final Site site;
    private final Random random;
    private final Map<String, String> confirmed = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Operator operator;

    private KillDrill(DrillServer server, long seed) {
        this.server = server;
        this.site = server.site();
        this.random = new Random(seed);
    }

    /** Arguments: the server's home, a folder to be made anew, a port offset, a seed. */
    public static void main(String[] args) throws Exception {
        long seed = args.length > 3 ? Long.parseLong(args[3]) : System.nanoTime();
        say("seed " + seed);
        int status = 2;
        try (DrillServer server = new DrillServer(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]))) {
            boolean held = new KillDrill(server, seed).run();
            status = held ? 0 : 1;
        } finally {
            System.exit(status);
        }
    }

    private boolean run() throws Exception {
        ExecutorService phones = Executors.newFixedThreadPool(PHONES);
        server.start();
        try {
            site.wallet("approve", 300);
            operator = new Operator(server.smppPort(), "sandbox");
            List<String> meters = site.meters("normal");
            for (int i = 0; i < PHONES; i++) {
                String phone = "25474400001" + i;
                String meter = meters.get(i); // one each: sixty tokens an hour are the most that one meter is given
                phones.execute(() -> buyUntilOver(phone, meter));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_000 + random.nextInt(4_000)));
                server.kill();
                say("kill " + kill + " after " + begun.get() + " purchases begun, " + confirmed.size() + " confirmed");
                server.start();
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
        JsonObject broken = site.invariants();
        broken.forEach((invariant, count) -> say("invariant " + invariant + ": broken " + count + " times"));
        JsonObject proof = site.auditProof();
        say("audit chain: " + proof);
        missing.ifPresent(what -> say("NOT HELD: " + what));
        boolean held = missing.isEmpty()
                && broken.keySet().stream().allMatch(invariant -> broken.getInt(invariant) == 0)
                && proof.getBoolean("intact");
        say(held ? "HELD" : "FAILED");
        return held;
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

    private static void say(String line) {
        System.out.println(line);
    }
}
