package io.tokenline.ussd;

import io.tokenline.Outcome;
import io.tokenline.ussd.menu.Row;
import java.util.List;
import java.util.Map;

/**
 * What became of an action.
 *
 * @param outcome decides the next screen
 * @param values for the screens that follow; see {@link Vocabulary} for what each action owes
 * @param rows for a list that follows, in its order; those beyond the menu's {@code limits: rows} are not shown
 */
public record ActionResult(Outcome outcome, Map<String, String> values, List<Row> rows) {

    public ActionResult {
        values = Map.copyOf(values);
        rows = List.copyOf(rows);
    }

    /** An outcome without rows. */
    public ActionResult(Outcome outcome, Map<String, String> values) {
        this(outcome, values, List.of());
    }

    /** An outcome that brings no values. */
    public static ActionResult of(Outcome outcome) {
        return new ActionResult(outcome, Map.of());
    }
}
