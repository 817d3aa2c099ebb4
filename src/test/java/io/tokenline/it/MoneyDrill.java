package io.tokenline.it;

import io.tokenline.registry.MeterFile;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fifty phones a second buy, while the server, its PostgreSQL, the wallet and the operator's gateway are killed with SIGKILL in
 * turns; then what the wallet says that it took is counted against the tables, and the tables against what the phones got. Run
 * by {@code mvn -Pdrill verify}.
 */
final class MoneyDrill implements AutoCloseable {

    private static final int PER_SECOND = Integer.getInteger("drill.rate", 50);
    private static final int SERVER_KILLS = Integer.getInteger("drill.kills", 20);
    private static final int OTHER_KILLS = Integer.getInteger("drill.others", 5);
    private static final int METERS = 3_000;
    private static final int FIRST_METER = 66_000_000;
    private static final Duration SETTLED = Duration.ofMinutes(9);
    /** What has expired is asked about for a day, ever more rarely; what a later question can tell, an earlier one has told. */
    private static final int SOON_MINUTES = 4;

    private static final String SECRET = "part-of-the-addresses-of-drills";
    private static final Pattern TOKEN_RUN = Pattern.compile("\\b(\\d{20}|\\d{4}( \\d{4}){4})\\b");
    private static final Pattern PHONE = Pattern.compile("2547900\\d{5}");

    private final Path folder;
    private final Random random;
    private final DrillPostgres postgres;
    private final DrillServer server;
    private final Victim wallet;
    private final Victim gateway;
    private final Journal taken;
    private final Journal phones;
    private boolean held = true;

    private MoneyDrill(Path home, Path folder, int offset, long seed) throws IOException, SQLException {
        this.folder = folder;
        this.random = new Random(seed);
        this.server = new DrillServer(home, folder.resolve("server"), offset);
        for (String left : List.of("wallet.txt", "gateway.txt", "stop")) {
            Files.deleteIfExists(folder.resolve(left));
        }
        Path data = Files.createTempDirectory(folder, "postgres");
        this.postgres = new DrillPostgres(data, 0);
        int port = freePort();
        this.wallet = new Victim(
                WalletProcess.class,
                folder.resolve("wallet.log"),
                Integer.toString(port),
                folder.resolve("wallet.txt").toString());
        this.gateway = new Victim(
                GatewayProcess.class,
                folder.resolve("gateway.log"),
                Integer.toString(server.smppPort()),
                folder.toString(),
                Integer.toString(PER_SECOND));
        this.taken = new Journal(folder.resolve("wallet.txt"));
        this.phones = new Journal(folder.resolve("gateway.txt"));
        configure("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void configure(String base) {
        server.with("TOKENLINE_DB_URL", postgres.url())
                .with("TOKENLINE_DB_USER", "postgres")
                .with("TOKENLINE_DB_PASSWORD", "postgres")
                .with("TOKENLINE_PAYMENT_WAIT", "PT20S")
                .with("TOKENLINE_WALLETS", "mp")
                .with("TOKENLINE_WALLET_MP_KIND", "daraja")
                .with("TOKENLINE_WALLET_MP_BASE_URL", base)
                .with("TOKENLINE_WALLET_MP_PREFIXES", "25479")
                .with("TOKENLINE_WALLET_MP_CALLBACK_URL", server.site().base())
                .with("TOKENLINE_WALLET_MP_CALLBACK_SECRET", SECRET)
                .with("TOKENLINE_WALLET_MP_CONSUMER_KEY", "key")
                .with("TOKENLINE_WALLET_MP_CONSUMER_SECRET", "consumer-secret-of-drills")
                .with("TOKENLINE_WALLET_MP_PASSKEY", "pass")
                .with("TOKENLINE_WALLET_MP_SHORT_CODE", "600000")
                .with("TOKENLINE_WALLET_MP_INITIATOR", "api")
                .with("TOKENLINE_WALLET_MP_SECURITY_CREDENTIAL", "sealed");
    }

    /** Arguments: the server's home, a folder, a port offset, a seed. */
    public static void main(String[] args) throws Exception {
        long seed = args.length > 3 ? Long.parseLong(args[3]) : System.nanoTime();
        say("seed " + seed);
        int status = 2;
        Path folder = Files.createDirectories(Path.of(args[1])).toAbsolutePath();
        try (MoneyDrill drill = new MoneyDrill(Path.of(args[0]), folder, Integer.parseInt(args[2]), seed)) {
            drill.run();
            status = drill.held ? 0 : 1;
        } finally {
            System.exit(status);
        }
    }

    private void run() throws Exception {
        server.start();
        List<String> meters = takeMetersIn();
        Files.write(folder.resolve("meters.txt"), meters, StandardCharsets.UTF_8);
        wallet.start();
        gateway.start();
        pause(10_000, 1);
        long began = System.nanoTime();
        for (String victim : victims()) {
            pause(2_000, 3_000);
            kill(victim);
        }
        pause(5_000, 1);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        Files.createFile(folder.resolve("stop"));
        say(victims().size() + " kills in " + seconds + " s; purchases begun: "
                + postgres.rows("select count(*) from sale").keySet().iterator().next());
        settle();
        count();
        logsAreSilent();
        say(held ? "HELD" : "FAILED");
    }

    private List<String> takeMetersIn() throws IOException {
        StringBuilder csv = new StringBuilder(
                "drn,account,name,supply_group,tariff_index,key_revision,algorithm,dkga,base_date,tariff,phones\n");
        List<String> meters = new ArrayList<>();
        for (int i = 0; i < METERS; i++) {
            String drn = MeterFile.drn(FIRST_METER + i);
            meters.add(drn);
            csv.append(drn).append(",D-" + i + ",Customer " + i + ",600675,1,1,11,4,14,demo,");
            csv.append(GatewayProcess.phone(i)).append('\n');
        }
        JsonObject answer =
                Site.object(server.site().as("admin:admin", "POST", "/api/meters/import", csv.toString(), "text/csv"));
        if (!answer.getJsonObject("file").getString("state").equals("DONE")) {
            throw new IllegalStateException(answer.toString());
        }
        return meters;
    }

    private List<String> victims() {
        List<String> all = new ArrayList<>(Collections.nCopies(SERVER_KILLS, "server"));
        List.of("PostgreSQL", "wallet", "gateway").forEach(one -> all.addAll(Collections.nCopies(OTHER_KILLS, one)));
        Collections.shuffle(all, random);
        return all;
    }

    private void kill(String victim) throws IOException {
        switch (victim) {
            case "server" -> {
                server.kill();
                server.startToSell();
            }
            case "PostgreSQL" -> {
                postgres.kill();
                pause(500, 2_500);
                postgres.restart();
            }
            default -> {
                Victim process = victim.equals("wallet") ? wallet : gateway;
                process.kill();
                pause(500, 2_500);
                process.start();
            }
        }
        say("killed the " + victim + "; the wallet has taken "
                + taken.lines("PAID", 5).size() + " payments");
    }

    private void pause(int millis, int spread) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos((long) millis + random.nextInt(spread)));
    }

    /** Until no sale, no payment and no SMS waits for anything. */
    private void settle() {
        long began = System.nanoTime();
        Await.until(SETTLED, "the end of everything", () -> {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            try {
                return waiting().isEmpty();
            } catch (SQLException e) {
                return false;
            }
        });
        say("settled after " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s");
    }

    private Map<String, String> waiting() throws SQLException {
        Map<String, String> waiting = new TreeMap<>();
        for (String table : List.of("payment_callback", "outbox_message")) {
            waiting.putAll(postgres.rows("select '" + table + "', count(*) from " + table
                    + " where next_at is not null having count(*) > 0"));
        }
        waiting.putAll(
                postgres.rows("select 'payment_attempt', count(*) from payment_attempt a where a.next_at is not null"
                        + " and (a.state <> 'EXPIRED' or (a.next_at < now() + interval '" + SOON_MINUTES
                        + " minutes' and not exists (select 1 from payment_case c where c.attempt_id = a.id)))"
                        + " having count(*) > 0"));
        waiting.putAll(postgres.rows("select state, count(*) from sale"
                + " where state in ('PAYMENT_REQUESTED', 'HELD', 'PAID') group by state"));
        return waiting;
    }

    private void count() throws Exception {
        Map<String, String> states = postgres.rows("select reference, state from sale");
        Set<String> cases = postgres.rows("select sale_reference from payment_case where closed_at is null")
                .keySet();
        Map<String, Long> payments = taken.lines("PAID", 5).stream()
                .collect(Collectors.groupingBy(line -> line.get(2), Collectors.counting()));
        Map<String, Integer> ends = new TreeMap<>();
        Map<String, String> lost = new HashMap<>();
        payments.keySet().forEach(sale -> {
            String state = states.getOrDefault(sale, "no such sale");
            String end = state.equals("TOKEN_ISSUED")
                    ? "issued"
                    : state.equals("REFUNDED") ? "refunded" : cases.contains(sale) ? "open case" : "LOST " + state;
            ends.merge(end, 1, Integer::sum);
            if (end.startsWith("LOST")) {
                lost.put(sale, state);
            }
        });
        long issued = states.values().stream().filter("TOKEN_ISSUED"::equals).count();
        Map<String, Long> byState =
                states.values().stream().collect(Collectors.groupingBy(s -> s, TreeMap::new, Collectors.counting()));
        say("sales " + byState + ", open cases " + cases.size());
        say("sales paid at the wallet " + payments.size() + " = " + ends);
        check("money without token, refund or case", lost.size());
        check(
                "tokens without money",
                states.entrySet().stream()
                        .filter(sale -> sale.getValue().equals("TOKEN_ISSUED") && !payments.containsKey(sale.getKey()))
                        .count());
        check(
                "dialogs that promised a sale that is not there",
                phones.lines("ASKED", 3).stream()
                        .filter(line -> !states.containsKey(line.get(1)))
                        .count());
        countTokens(states, issued);
        JsonObject totals = server.site().totals();
        say("totals " + totals);
        check("issued, but not delivered", (long) totals.getInt("issued") - totals.getInt("delivered"));
        JsonObject broken = server.site().invariants();
        broken.keySet().forEach(invariant -> check("invariant " + invariant + " broken", broken.getInt(invariant)));
        JsonObject proof = server.site().auditProof();
        say("audit chain " + proof);
        held &= proof.getBoolean("intact");
    }

    private void countTokens(Map<String, String> states, long issued) {
        Map<String, Set<String>> tokens = new HashMap<>();
        int arrived = 0;
        for (List<String> line : phones.lines("SMS", 3)) {
            if (line.get(2).contains("Token:")) {
                arrived++;
                tokens.computeIfAbsent(line.get(2).replaceFirst("^.*Ref:(\\w+).*$", "$1"), sale -> new HashSet<>())
                        .add(Site.token(line.get(2)));
            }
        }
        say("issued " + issued + ", token SMS at phones " + arrived + ", of sales " + tokens.size());
        check(
                "issued, but not on the phone",
                states.entrySet().stream()
                        .filter(sale -> sale.getValue().equals("TOKEN_ISSUED") && !tokens.containsKey(sale.getKey()))
                        .count());
        check(
                "sales with two tokens",
                tokens.values().stream().filter(all -> all.size() > 1).count());
        long different =
                tokens.values().stream().flatMap(Set::stream).distinct().count();
        check("tokens of two sales", tokens.size() - different);
    }

    private void logsAreSilent() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("server").resolve("log"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                scan(file, found);
            }
        }
        scan(server.log(), found);
        check("tokens in logs", found.getOrDefault("token", 0L));
        check("whole phone numbers in logs", found.getOrDefault("phone", 0L));
    }

    private static void scan(Path file, Map<String, Long> found) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                found.merge("token", TOKEN_RUN.matcher(line).find() ? 1L : 0L, Long::sum);
                found.merge("phone", PHONE.matcher(line).find() ? 1L : 0L, Long::sum);
            });
        }
    }

    private void check(String what, long broken) {
        say(what + ": " + broken);
        held &= broken == 0;
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        wallet.close();
        server.close();
        postgres.close();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
