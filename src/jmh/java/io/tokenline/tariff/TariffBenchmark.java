package io.tokenline.tariff;

import io.tokenline.bench.Goal;
import io.tokenline.tariff.book.TariffReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Quotes, each for an amount of its own; the heaviest example goes through every block and pays everything there is. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@Threads(1)
@State(Scope.Thread)
public class TariffBenchmark {

    private static final long LEAST_CENTS = 1_000_000;
    private static final int AMOUNTS = 256;
    private static final int CENTS_APART = 3_701;

    private static final Situation HEAVY = new Situation(
            155,
            2,
            new BigDecimal("35.50"),
            412,
            100,
            List.of(
                    new Debt(
                            "Connection",
                            new BigDecimal("8400.00"),
                            BigDecimal.ZERO,
                            new BigDecimal("0.125"),
                            new BigDecimal("20"),
                            Optional.of(new BigDecimal("900"))),
                    Debt.allOf("Arrears", new BigDecimal("612.35"))));

    private final Tariff flat = shipped("demo");
    private final Tariff luku = shipped("examples/luku-t1");
    private final Tariff kplc = shipped("examples/kplc-2024-02");
    private final Tariff everything = shipped("examples/everything").forTokens();
    private final BigDecimal[] amounts = amounts();
    private int turn;

    @Benchmark
    public Breakdown flat() {
        return flat.sell(Situation.NEW_METER, amount());
    }

    @Benchmark
    public Breakdown fourLinesOfLuku() {
        return luku.sell(Situation.NEW_METER, amount());
    }

    @Benchmark
    public Breakdown eightLinesOfKplc() {
        return kplc.sell(Situation.NEW_METER, amount());
    }

    /** Four blocks, charges of two months, two debts, a fee and free energy. */
    @Benchmark
    @Goal(perSecond = 200_000)
    public Breakdown everything() {
        return everything.sell(HEAVY, amount());
    }

    /** The other direction searches. */
    @Benchmark
    public BigDecimal priceOfEverything() {
        return everything.price(HEAVY, 120_000 + 100L * (turn++ & 0xFF));
    }

    private BigDecimal amount() {
        return amounts[turn++ & 0xFF];
    }

    private static BigDecimal[] amounts() {
        BigDecimal[] amounts = new BigDecimal[AMOUNTS];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = BigDecimal.valueOf(LEAST_CENTS + (long) CENTS_APART * i, 2);
        }
        return amounts;
    }

    private static Tariff shipped(String name) {
        String file = "/tariffs/" + name + ".yaml";
        try (InputStream in = Objects.requireNonNull(TariffBenchmark.class.getResourceAsStream(file), file)) {
            return TariffReader.faultless(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
