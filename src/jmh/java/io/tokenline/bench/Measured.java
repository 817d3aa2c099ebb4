package io.tokenline.bench;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One benchmark's result in the units of the table.
 *
 * @param type class of the benchmark
 * @param method name of the benchmark
 * @param nanos of one operation: the median of all measured iterations, because a neighbour on the machine spoils some
 * @param bytes allocated by one operation, rounded
 */
record Measured(String type, String method, double nanos, long bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    static Measured of(RunResult result) {
        BenchmarkParams params = result.getParams();
        int dot = params.getBenchmark().lastIndexOf('.');
        return new Measured(
                params.getBenchmark().substring(0, dot),
                params.getBenchmark().substring(dot + 1),
                nanos(params, result.getPrimaryResult().getStatistics().getPercentile(50)),
                allocated(result));
    }

    private static double nanos(BenchmarkParams params, double score) {
        double unit = params.getTimeUnit().toNanos(1);
        return params.getMode() == Mode.Throughput ? unit / score : unit * score;
    }

    private static long allocated(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
        return bytes == null ? 0 : Math.round(bytes.getScore());
    }

    double perSecond() {
        return SECOND / nanos;
    }

    /** What it has to reach, where that is stated. */
    Optional<Goal> goal() {
        try {
            return Arrays.stream(Class.forName(type).getMethods())
                    .filter(candidate -> candidate.getName().equals(method))
                    .map((Method candidate) -> Optional.ofNullable(candidate.getAnnotation(Goal.class)))
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("JMH ran a benchmark that is not on the class path", e);
        }
    }
}
