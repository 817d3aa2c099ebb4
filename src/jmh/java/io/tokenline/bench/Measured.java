package io.tokenline.bench;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One benchmark's result in the units of the table. The JVMs it ran in are averaged, because each compiles a little
 * differently; within one, what passed is the median of its iterations, and what it took of the processor the least of
 * them: a neighbour on the machine can only add to that.
 *
 * @param type class of the benchmark
 * @param method name of the benchmark
 * @param nanos that passed for one operation
 * @param processorNanos what one operation took of the processor
 * @param bytes allocated by one operation, rounded
 */
record Measured(String type, String method, double nanos, double processorNanos, long bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int MEDIAN = 50;
    private static final int LEAST = 0;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    static Measured of(RunResult result) {
        BenchmarkParams params = result.getParams();
        int dot = params.getBenchmark().lastIndexOf('.');
        return new Measured(
                params.getBenchmark().substring(0, dot),
                params.getBenchmark().substring(dot + 1),
                nanos(params, meanOfJvms(result, BenchmarkResult::getPrimaryResult, MEDIAN)),
                meanOfJvms(result, jvm -> jvm.getSecondaryResults().get(ProcessorTime.RESULT), LEAST),
                Math.round(meanOfJvms(result, jvm -> jvm.getSecondaryResults().get(ALLOCATED), MEDIAN)));
    }

    private static double meanOfJvms(RunResult result, Function<BenchmarkResult, Result<?>> value, int percentile) {
        return result.getBenchmarkResults().stream()
                .map(value)
                .mapToDouble(iterations -> iterations.getStatistics().getPercentile(percentile))
                .average()
                .orElseThrow();
    }

    private static double nanos(BenchmarkParams params, double score) {
        double unit = params.getTimeUnit().toNanos(1);
        return params.getMode() == Mode.Throughput ? unit / score : unit * score;
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
