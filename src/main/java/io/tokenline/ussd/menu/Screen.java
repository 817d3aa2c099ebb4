package io.tokenline.ussd.menu;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One screen of a service: four that a customer sees, and the action between them. */
public sealed interface Screen {

    /** A screen that waits for an answer. */
    sealed interface Asking extends Screen permits Choice, Input, Confirm {

        /** What it asks. */
        Texts text();
    }

    /**
     * A menu of fixed digits.
     *
     * @param arg under which name the chosen key is kept, where an action needs it
     */
    record Choice(Optional<String> arg, Texts text, List<Option> options) implements Asking {

        public Choice {
            options = List.copyOf(options);
        }
    }

    /**
     * A question with a typed answer.
     *
     * @param arg the name of the answer
     * @param errors text for each error key of the type, {@link InputType#INVALID} among them
     * @param retries how often it is asked again
     */
    record Input(
            String arg,
            InputType type,
            Bounds bounds,
            Texts text,
            Map<String, Texts> errors,
            int retries,
            Target target)
            implements Asking {

        public Input {
            errors = Map.copyOf(errors);
        }
    }

    /** What is about to happen, and a yes or no to it; no direct dial ever answers it. */
    record Confirm(Texts text, Option yes, Option no) implements Asking {}

    /**
     * Something the caller of the engine does.
     *
     * @param name of the action
     * @param gives names of the values it returns, with the septets each may take on a screen
     * @param on target by outcome
     * @param otherwise target of every other outcome
     */
    record Action(String name, Map<String, Integer> gives, Map<String, Target> on, Target otherwise) implements Screen {

        public Action {
            gives = Map.copyOf(gives);
            on = Map.copyOf(on);
        }
    }

    /** The last text of a dialog. */
    record End(Texts text) implements Screen {}
}
