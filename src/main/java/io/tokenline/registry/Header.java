package io.tokenline.registry;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The first line of a file: which cell of a row is which column.
 *
 * @param places by column
 * @param size cells that every row has
 */
record Header(Map<Column, Integer> places, int size) {

    Header {
        places = new EnumMap<>(places);
    }

    /** Reads it; empty where it has a fault, of which it has told. */
    static Optional<Header> read(long line, List<String> titles, Consumer<RowFault> faults) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        boolean sound = true;
        for (int i = 0; i < titles.size(); i++) {
            Optional<Column> column = column(titles.get(i));
            if (column.isEmpty()) {
                sound = false;
                faults.accept(RowFault.ofRow(
                        line,
                        "cell " + (i + 1) + " of the first line names no column",
                        "see registry.md: drn, name, …"));
            } else if (places.put(column.get(), i) != null) {
                sound = false;
                faults.accept(
                        RowFault.of(line, column.get(), "the first line names this column twice", "leave one out"));
            }
        }
        if (!places.containsKey(Column.DRN)) {
            sound = false;
            faults.accept(RowFault.of(
                    line, Column.DRN, "the first line does not name this column", "name the columns: drn,name,…"));
        }
        return sound ? Optional.of(new Header(places, titles.size())) : Optional.empty();
    }

    private static Optional<Column> column(String title) {
        String wanted = title.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(Column.values())
                .filter(column -> column.title().equals(wanted))
                .findAny();
    }

    /** The titles of all columns, as a first line has them. */
    static String titles() {
        return Arrays.stream(Column.values()).map(Column::title).collect(Collectors.joining(","));
    }
}
