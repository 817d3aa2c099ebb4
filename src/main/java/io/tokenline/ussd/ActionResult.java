package io.tokenline.ussd;

import io.tokenline.Outcome;
import java.util.Map;

/**
 * What became of an action.
 *
 * @param outcome decides the next screen
 * @param values for the screens that follow; see {@link Vocabulary} for what each action owes
 */
public record ActionResult(Outcome outcome, Map<String, String> values) {

    public ActionResult {
        values = Map.copyOf(values);
    }

    /** An outcome that brings no values. */
    public static ActionResult of(Outcome outcome) {
        return new ActionResult(outcome, Map.of());
    }
}
