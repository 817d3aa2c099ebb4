package io.tokenline.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/** All results and what they had to reach, for people. */
final class Table {

    private static final String ROW = "%-34s %14s %14s %14s %10s%n";
    private static final String GOAL_ROW = "%-34s %-42s %14s  %s%n";
    private static final double TWICE = 2;

    private final Map<String, Measured> results = new TreeMap<>();

    private final Map<String, List<Figure>> trials;

    Table(Collection<RunResult> results, Map<String, List<Figure>> trials) {
        this.trials = trials;
        for (RunResult result : results) {
            Measured measured = Measured.of(result);
            this.results.put(measured.type() + "." + measured.method(), measured);
        }
    }

    @Override
    public String toString() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("%n" + ROW, "Benchmark", "ns/op", "op/s", "cpu ns/op", "bytes/op");
        String type = "";
        for (Measured measured : results.values()) {
            if (!measured.type().equals(type)) {
                type = measured.type();
                text.format("%s%n", type);
            }
            text.format(
                    ROW,
                    "  " + measured.method(),
                    String.format(Locale.ROOT, "%,.1f", measured.nanos()),
                    String.format(Locale.ROOT, "%,.0f", measured.perSecond()),
                    String.format(Locale.ROOT, "%,.1f", measured.processorNanos()),
                    measured.bytes());
        }
        trials.forEach((name, figures) -> {
            text.format("%s%n", name);
            figures.forEach(figure -> text.format("%-56s %21s%n", "  " + figure.name(), figure.measured()));
        });
        text.format("%n" + GOAL_ROW, "Target", "", "measured", "");
        results.values().forEach(measured -> lines(measured).forEach(text::format));
        trials.values().stream().flatMap(List::stream).forEach(figure -> target(text, figure));
        return text.toString();
    }

    private static void target(Formatter text, Figure figure) {
        if (!figure.goal().isEmpty()) {
            text.format(GOAL_ROW, "  " + figure.name(), figure.goal(), figure.measured(), verdict(figure.met()));
        }
    }

    private List<String> lines(Measured measured) {
        return measured.goal().map(goal -> lines(measured, goal)).orElse(List.of());
    }

    private List<String> lines(Measured measured, Goal goal) {
        List<String> lines = new ArrayList<>();
        if (goal.perSecond() > 0) {
            double ratio = measured.perSecond() / goal.perSecond();
            lines.add(line(measured, String.format(Locale.ROOT, "at least %,d/s", goal.perSecond()), ratio, ratio >= 1));
        }
        Measured baseline = results.get(measured.type() + "." + goal.doubles());
        if (baseline != null) {
            double ratio = measured.processorNanos() / baseline.processorNanos();
            lines.add(line(measured, "at most 2 times " + goal.doubles(), ratio, ratio <= TWICE));
        }
        Measured lean = results.get(measured.type() + "." + goal.allocatesAs());
        if (lean != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    GOAL_ROW,
                    "  " + measured.method(),
                    "allocates as " + goal.allocatesAs(),
                    measured.bytes() + " / " + lean.bytes() + " B",
                    verdict(measured.bytes() <= lean.bytes())));
        }
        return lines;
    }

    private static String line(Measured measured, String goal, double ratio, boolean met) {
        String times = String.format(Locale.ROOT, "%.2f times", ratio);
        return String.format(Locale.ROOT, GOAL_ROW, "  " + measured.method(), goal, times, verdict(met));
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }
}
