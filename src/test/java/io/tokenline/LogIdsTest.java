package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever watches the log searches for an id and must find one thing by it. */
class LogIdsTest {

    private static final Pattern ID = Pattern.compile("\"(TKL-[0-9]+)");

    @Test
    void anIdIsUsedInOneClassOnly() throws IOException {
        Map<String, Set<String>> users = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                ID.matcher(Files.readString(file))
                        .results()
                        .forEach(id -> users.computeIfAbsent(id.group(1), any -> new HashSet<>())
                                .add(file.getFileName().toString()));
            }
        }
        assertTrue(users.size() > 50, users::toString);
        users.values().removeIf(files -> files.size() == 1);
        assertEquals(Map.of(), users);
    }
}
