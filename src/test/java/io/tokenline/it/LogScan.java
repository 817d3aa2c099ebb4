package io.tokenline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads what the servers of the tests before it have logged: no token, and no whole phone number of any country that they sell
 * in. It runs when both servers are done.
 */
class LogScan {

    private static final Pattern TOKEN = Pattern.compile("(?<!\\d)\\d{4}([ -]?\\d{4}){4}(?!\\d)");
    /** The name of a dialog, of which one in some thousands has the shape of a token in its middle. */
    private static final Pattern NAME = Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    private static final Pattern PHONE =
            Pattern.compile("(?<![\\w.-])(?:\\+?2[2-6]\\d{10}|\\+?27\\d{9}|0[67]\\d{8})(?![\\w.-])");

    @Test
    void noTokenAndNoWholePhoneNumberIsLogged() throws IOException {
        List<String> found = new ArrayList<>();
        long lines = 0;
        for (Path file : logs()) {
            try (Stream<String> all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                List<String> read =
                        all.map(line -> NAME.matcher(line).replaceAll("(name)")).toList();
                lines += read.size();
                for (int i = 0; i < read.size(); i++) {
                    look(TOKEN, read.get(i), file.getFileName() + ":" + (i + 1) + " a token", found);
                    look(PHONE, read.get(i), file.getFileName() + ":" + (i + 1) + " a phone", found);
                }
            }
        }
        assertEquals(List.of(), found);
        assertTrue(lines > 0, "servers have logged something");
    }

    /** Says where it is, and not what it is. */
    private static void look(Pattern pattern, String line, String what, List<String> found) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
            found.add(what + " after '" + line.substring(0, matcher.start()).replaceAll("\\d", "#") + "'");
        }
    }

    private static List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        for (String server : List.of("it-server", "it-postgres-server")) {
            Path folder = Path.of("target", server, "log");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(Files::isRegularFile).forEach(logs::add);
                }
            }
        }
        return logs;
    }
}
