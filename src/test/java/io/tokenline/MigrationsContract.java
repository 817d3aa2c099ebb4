package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema, the same on whichever database. */
abstract class MigrationsContract {

    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*?)\\);", Pattern.DOTALL);
    private static final Pattern ALTERED = Pattern.compile("alter table (\\w+) (add|drop) column (\\w+)");
    private static final Pattern COLUMN = Pattern.compile("^    (?!constraint)(\\w+) ", Pattern.MULTILINE);

    private final Database database;

    MigrationsContract(Database database) {
        this.database = database;
    }

    @Test
    void aSecondRunChangesNothing() {
        String history = "select count(*) from %s";
        long before = database.count(String.format(history, "\"schema_history\""));
        long sandbox = database.count(String.format(history, "\"sandbox_schema_history\""));
        database.migrate();
        assertTrue(before >= 6 && sandbox >= 1);
        assertEquals(before, database.count(String.format(history, "\"schema_history\"")));
        assertEquals(sandbox, database.count(String.format(history, "\"sandbox_schema_history\"")));
    }

    @Test
    void itHasExactlyTheTablesAndColumnsThatTheMigrationsName() throws IOException {
        assertEquals(
                written(),
                database
                        .names("select lower(table_name) || '.' || lower(column_name) from information_schema.columns"
                                + " where lower(table_schema) = 'public' and lower(table_name) not like '%history'")
                        .stream()
                        .sorted()
                        .toList());
    }

    /** What the files create, and add, less what they drop. */
    private static List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources", "db"))) {
            List<String> texts = files.filter(file -> file.toString().endsWith(".sql"))
                    .map(MigrationsContract::text)
                    .toList();
            TreeSet<String> columns = texts.stream()
                    .flatMap(sql -> TABLE.matcher(sql).results())
                    .flatMap(table -> COLUMN.matcher(table.group(2))
                            .results()
                            .map(column -> table.group(1) + "." + column.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
            columns.addAll(altered(texts, "add"));
            columns.removeAll(altered(texts, "drop"));
            return List.copyOf(columns);
        }
    }

    private static List<String> altered(List<String> texts, String how) {
        return texts.stream()
                .flatMap(sql -> ALTERED.matcher(sql).results())
                .filter(change -> change.group(2).equals(how))
                .map(change -> change.group(1) + "." + change.group(3))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
