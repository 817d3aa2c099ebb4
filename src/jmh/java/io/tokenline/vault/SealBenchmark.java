package io.tokenline.vault;

import io.tokenline.bench.Goal;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
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

/** What it costs that no phone number lies in the clear: every look-up seals one, an import one or two a row. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@Threads(1)
@State(Scope.Thread)
public class SealBenchmark {

    private static final int NUMBERS = 256;

    private final MasterKey master = new MasterKey(new SecretKeySpec(new byte[32], "AES"));
    private final String[] clear = IntStream.range(0, NUMBERS)
            .mapToObj(i -> Long.toString(254_700_000_000L + i * 7_919L))
            .toArray(String[]::new);
    private final String[] sealed = IntStream.range(0, NUMBERS)
            .mapToObj(i -> master.numbers().seal(clear[i]))
            .toArray(String[]::new);
    private int turn;

    /** 3 microseconds at most. */
    @Benchmark
    @Goal(perSecond = 333_334)
    public String sealsANumber() {
        return master.numbers().seal(clear[turn++ & 0xFF]);
    }

    @Benchmark
    @Goal(perSecond = 333_334)
    public String opensANumber() {
        return master.numbers().open(sealed[turn++ & 0xFF]);
    }
}
