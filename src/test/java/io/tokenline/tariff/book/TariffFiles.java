package io.tokenline.tariff.book;

import io.tokenline.tariff.Tariff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The tariffs that come with the server. */
public final class TariffFiles {

    static final Path FOLDER = Path.of("src", "main", "resources", "tariffs");

    private TariffFiles() {}

    /** Every tariff file below a folder. */
    static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".yaml", "");
    }

    /** One that a test writes. */
    public static Tariff tariff(String yaml) {
        return TariffReader.faultless("test.yaml", yaml);
    }

    static Tariff read(Path file) {
        return TariffReader.faultless(file.toString(), text(file));
    }

    /** One of those that come with the server, by the name of its file without {@code .yaml}. */
    public static Tariff shipped(String name) {
        return below(FOLDER).stream()
                .filter(file -> name(file).equals(name))
                .map(TariffFiles::read)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tariff " + name));
    }
}
