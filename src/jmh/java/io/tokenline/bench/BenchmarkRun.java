package io.tokenline.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks that JMH finds, room by room, each room into a JSON file of its name, and all trials; then prints
 * one table.
 */
public final class BenchmarkRun {

    private BenchmarkRun() {}

    /**
     * Runs.
     *
     * @param arguments directory of the JSON files; a regular expression that the benchmarks' names hold
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        List<RunResult> results = new ArrayList<>();
        for (Map.Entry<String, List<String>> room : rooms(arguments[1]).entrySet()) {
            results.addAll(run(room.getValue(), directory.resolve(room.getKey() + ".json")));
        }
        System.out.println(new Table(results, trials(arguments[1], directory)));
    }

    /** What the chosen trials found, by their names; each into a JSON file of its name, too. */
    private static SortedMap<String, List<Figure>> trials(String chosen, Path directory)
            throws IOException, InterruptedException {
        SortedMap<String, List<Figure>> found = new TreeMap<>();
        for (Trial trial : ServiceLoader.load(Trial.class)) {
            String name = trial.getClass().getName();
            if (Pattern.compile(chosen).matcher(name).find()) {
                List<Figure> figures = trial.run(directory);
                Files.writeString(directory.resolve(trial.getClass().getSimpleName() + ".json"), json(figures));
                found.put(name, figures);
            }
        }
        return found;
    }

    private static String json(List<Figure> figures) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        figures.forEach(figure -> all.add(Json.createObjectBuilder()
                .add("figure", figure.name())
                .add("value", figure.value())
                .add("unit", figure.unit())
                .add("goal", figure.goal())
                .add("met", figure.met())));
        return all.build().toString();
    }

    /** The names of the chosen benchmarks, by the last part of their package. */
    private static SortedMap<String, List<String>> rooms(String chosen) {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        SortedMap<String, List<String>> rooms = new TreeMap<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().find(silent, List.of(chosen), List.of())) {
            String[] parts = entry.getUserClassQName().split("\\.", -1);
            rooms.computeIfAbsent(parts[parts.length - 2], any -> new ArrayList<>())
                    .add(entry.getUsername());
        }
        return rooms;
    }

    private static Collection<RunResult> run(List<String> names, Path file) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .resultFormat(ResultFormatType.JSON)
                .result(file.toString())
                .shouldFailOnError(true);
        names.forEach(name -> options.include("^" + Pattern.quote(name) + "$"));
        return new Runner(options.build()).run();
    }
}
