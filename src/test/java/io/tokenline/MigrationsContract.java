package io.tokenline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema, the same on whichever database. */
abstract class MigrationsContract {

    private static final Pattern TABLE = Pattern.compile("create table (\\w+) \\((.*?)\\);", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("^    (?!constraint)(\\w+) ", Pattern.MULTILINE);

    private static final Pattern ADDED = Pattern.compile("alter table (\\w+) add column (\\w+)");
    private static final Pattern LESS = Pattern.compile("alter table (\\w+) drop column (\\w+)");
    private static final Pattern DROPPED = Pattern.compile("drop table (\\w+)");

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

    private static List<String> written() throws IOException {
        Map<String, Set<String>> columns = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources", "db"))) {
            files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingInt(MigrationsContract::version))
                    .forEach(file -> apply(text(file), columns));
        }
        return columns.entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(column -> table.getKey() + "." + column))
                .sorted()
                .toList();
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("V([0-9]+)__.*", "$1"));
    }

    private static void apply(String sql, Map<String, Set<String>> columns) {
        DROPPED.matcher(sql).results().forEach(table -> columns.remove(table.group(1)));
        TABLE.matcher(sql)
                .results()
                .forEach(table -> columns.put(
                        table.group(1),
                        COLUMN.matcher(table.group(2))
                                .results()
                                .map(column -> column.group(1))
                                .collect(Collectors.toCollection(HashSet::new))));
        ADDED.matcher(sql)
                .results()
                .forEach(added ->
                        Objects.requireNonNull(columns.get(added.group(1))).add(added.group(2)));
        LESS.matcher(sql)
                .results()
                .forEach(less ->
                        Objects.requireNonNull(columns.get(less.group(1))).remove(less.group(2)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
