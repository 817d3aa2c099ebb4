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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
    private static final Duration SETTLED = Duration.ofMinutes(12);

    /** Between two kills so many phones pay, unless that takes too long. */
    private static final int PAID_BETWEEN = 25;

    private static final Duration PAYING = Duration.ofSeconds(20);

    /**
     * What has expired, or was not reached, is asked about for a day, ever more rarely; what a later question can tell, an
     * earlier one has told.
     */
    private static final int SOON_MINUTES = 4;

    private static final String SECRET = "part-of-the-addresses-of-drills";

    private final Path folder;
    private final Random random;
    private final DrillPostgres postgres;
    private final DrillServer server;
    private final Victim wallet;
    private final Victim gateway;
    private final Journal taken;
    private final Journal phones;
    private boolean held;

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
                .with("TOKENLINE_REFUND_ALONE", "100000")
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
            sell();
            pause(500, 2_000);
            kill(victim);
        }
        sell();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        Files.createFile(folder.resolve("stop"));
        say(victims().size() + " kills in " + seconds + " s; purchases begun: "
                + postgres.rows("select count(*) from sale").keySet().iterator().next());
        settle();
        held = new MoneyCount(server, postgres, taken, phones).holds();
        say(held ? "HELD" : "FAILED");
    }

    private void sell() {
        long began = System.nanoTime();
        int before = taken.lines("PAID", 5).size();
        while (taken.lines("PAID", 5).size() < before + PAID_BETWEEN && System.nanoTime() - began < PAYING.toNanos()) {
            pause(200, 1);
        }
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
                server.start();
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
                        + " and (a.state not in ('EXPIRED', 'FAILED') or (a.next_at < now() + interval '" + SOON_MINUTES
                        + " minutes' and not exists (select 1 from payment_case c where c.attempt_id = a.id)))"
                        + " having count(*) > 0"));
        waiting.putAll(postgres.rows("select 'refund', count(*) from refund where next_at is not null"
                + " and state <> 'ASKED' having count(*) > 0")); // the wallet tells of it, or is asked much later
        waiting.putAll(postgres.rows("select state, count(*) from sale"
                + " where state in ('PAYMENT_REQUESTED', 'HELD', 'PAID') group by state"));
        return waiting;
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
