package io.tokenline.ussd.menu;

import java.util.List;
import java.util.Optional;

/**
 * The rows of the last action that gave some; those of the one before are forgotten.
 *
 * @param action its name; empty where none gave rows yet
 * @param rows in the order of the list
 */
public record Rows(String action, List<Row> rows) {

    /** No action gave rows yet. */
    public static final Rows NONE = new Rows("", List.of());

    public Rows {
        rows = List.copyOf(rows);
    }

    /** The rows, where they are that action's. */
    List<Row> of(String wanted) {
        return action.equals(wanted) ? rows : List.of();
    }

    /** The row that has this number on the screen of that action. */
    Optional<Row> numbered(String wanted, String number) {
        List<Row> shown = of(wanted);
        return number.matches("[1-9][0-9]?") && Integer.parseInt(number) <= shown.size()
                ? Optional.of(shown.get(Integer.parseInt(number) - 1))
                : Optional.empty();
    }

    /** The row with that key. */
    Optional<Row> keyed(String key) {
        return rows.stream().filter(row -> row.key().equals(key)).findFirst();
    }
}
