package io.tokenline.registry;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.bench.Figure;
import io.tokenline.bench.Trial;
import io.tokenline.metering.MeterLookup;
import io.tokenline.vending.LookUps;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * A million meters: how long a file of them takes to be taken in, by a JVM with little heap, beside a plain COPY of the same
 * rows into a table without index in the same run; and whether a meter is found as fast among them as among ten thousand.
 */
public final class RegistryTrial implements Trial {

    private static final int MANY = 1_000_000;
    private static final int FEW = 10_000;
    private static final int SECONDS = 60;
    private static final int HEAP_MEGABYTES = 256;
    private static final int PATIENCE_MINUTES = 8;
    private static final int ROUNDS = 15;
    private static final int LOOK_UPS = 2_000;
    private static final double TIMES = 1.2;
    private static final double MEGABYTE = 1 << 20;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);
    private static final Msisdn PHONE = new Msisdn("254733000111");

    /** For the {@link java.util.ServiceLoader}. */
    public RegistryTrial() {}

    @Override
    public List<Figure> run(Path directory) throws IOException, InterruptedException {
        Path many = directory.resolve("meters-many.csv");
        Path few = directory.resolve("meters-few.csv");
        MeterFile.write(many, MANY);
        MeterFile.write(few, FEW);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            return measure(postgres, many, few, directory);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(many);
            Files.deleteIfExists(few);
        }
    }

    private static List<Figure> measure(EmbeddedPostgres postgres, Path many, Path few, Path directory)
            throws IOException, InterruptedException, SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new IllegalStateException(setting + " is off");
                    }
                }
            }
            statement.execute("create database many");
            statement.execute("create database few");
        }
        long[] taken = taken(url(postgres, "many"), many, directory);
        double copied = copied(postgres, many);
        long[] unused = taken(url(postgres, "few"), few, directory);
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.of("import of 1,000,000 meters", taken[0] / SECOND, "s").atMost(SECONDS, "s"),
                Figure.of("its heap, at most", taken[1] / MEGABYTE, "MB").atMost(HEAP_MEGABYTES, "MB, -Xmx256m"),
                Figure.of("plain COPY of the same rows", copied, "s"),
                Figure.of("import by COPY", taken[0] / SECOND / copied, "times")));
        figures.addAll(lookUps(url(postgres, "many"), url(postgres, "few")));
        return figures;
    }

    private static String url(EmbeddedPostgres postgres, String database) {
        return postgres.getJdbcUrl("postgres", database);
    }

    /** Nanoseconds, and octets of the heap. */
    private static long[] taken(String url, Path file, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ImportProcess.class.getName(),
                        url,
                        file.toString())
                .redirectError(directory.resolve("RegistryTrial.log").toFile())
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || !said.contains("TOOK ")) {
                throw new IllegalStateException("the import did not come to its end; see its log");
            }
            String[] figures = said.substring(said.indexOf("TOOK ")).strip().split(" ", -1);
            return new long[] {Long.parseLong(figures[1]), Long.parseLong(figures[2])};
        } finally {
            process.destroyForcibly();
        }
    }

    private static double copied(EmbeddedPostgres postgres, Path file) throws SQLException, IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                InputStream rows = Files.newInputStream(file)) {
            statement.execute("create table plain (" + MeterFile.TITLES.replace(",", " text, ") + " text)");
            long began = System.nanoTime();
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy plain from stdin with (format csv, header)", rows);
            if (copied != MANY) {
                throw new IllegalStateException(copied + " rows");
            }
            return (System.nanoTime() - began) / SECOND;
        }
    }

    /** Medians of rounds that take turns. */
    private static List<Figure> lookUps(String many, String few) {
        Contender among = new Contender(many, MANY);
        Contender beside = new Contender(few, FEW);
        for (int round = 0; round < ROUNDS; round++) {
            among.round();
            beside.round();
        }
        double ratio = among.median() / beside.median();
        return List.of(
                Figure.of("a look-up among 1,000,000", among.median(), "µs"),
                Figure.of("a look-up among 10,000", beside.median(), "µs"),
                Figure.of("among many by among few", ratio, "times").atMost(TIMES, "times"));
    }

    /** A registry, and how long its look-ups took round by round, the first ones left out. */
    private static final class Contender {
        private final LookUps lookUps;
        private final int meters;
        private final Random random = new Random(62055);
        private final List<Double> micros = new ArrayList<>();
        private boolean warm;

        Contender(String url, int meters) {
            Database database = Database.of(url);
            this.lookUps = Rooms.over(database).get(LookUps.class);
            this.meters = meters;
        }

        void round() {
            List<String> numbers = random.ints(LOOK_UPS, 1, meters + 1)
                    .mapToObj(MeterFile::drn)
                    .toList();
            long began = System.nanoTime();
            for (String drn : numbers) {
                if (!(lookUps.again(drn, PHONE) instanceof MeterLookup.Found)) {
                    throw new IllegalStateException(String.format(Locale.ROOT, "no meter %s", drn));
                }
            }
            if (warm) {
                micros.add((System.nanoTime() - began) / MICROSECOND / LOOK_UPS);
            }
            warm = true;
        }

        double median() {
            return micros.stream().sorted().skip(micros.size() / 2).findFirst().orElseThrow();
        }
    }
}
