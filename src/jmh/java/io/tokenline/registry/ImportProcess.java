package io.tokenline.registry;

import io.tokenline.Database;
import io.tokenline.Rooms;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes a file in, in a JVM of its own, as the server does once the file is there; then tells how long it took. */
final class ImportProcess {

    private static final Logger ROOT = Logger.getLogger("");

    private ImportProcess() {}

    /**
     * Runs.
     *
     * @param arguments URL of the database; the file
     */
    public static void main(String[] arguments) throws IOException {
        ROOT.setLevel(Level.WARNING);
        Rooms rooms = new Rooms(Database.of(arguments[0]));
        MeterImports imports = rooms.get(MeterImports.class);
        long began = System.nanoTime();
        ImportView file;
        try (InputStream csv = Files.newInputStream(Path.of(arguments[1]))) {
            file = imports.take(csv, new ImportOptions(false, false, false), "bench")
                    .file()
                    .orElseThrow();
        }
        long nanos = System.nanoTime() - began;
        if (!file.state().equals("DONE")) {
            throw new IllegalStateException(file.toString());
        }
        System.out.println("TOOK " + nanos + " " + peak());
        System.exit(0);
    }

    /** The most octets that the heap held. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
