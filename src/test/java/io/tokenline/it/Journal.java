package io.tokenline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A file of lines that a process which may be killed has written; a line that was written stays. */
final class Journal {

    private static final String CUT = "\t";

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    /** Adds a line of words; line ends in them become spaces. */
    synchronized void add(String... words) {
        String line = Stream.of(words)
                .map(word -> word.replaceAll("\\s+", " "))
                .reduce((a, b) -> a + CUT + b)
                .orElseThrow();
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that begin with a word, each as its words; one that was cut short by a kill is left out. */
    synchronized List<List<String>> lines(String first, int words) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> List.of(line.split(CUT, -1)))
                    .filter(line -> line.get(0).equals(first) && line.size() == words)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
