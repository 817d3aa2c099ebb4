package io.tokenline.ussd.menu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One screen of a service: five that a customer sees, and the action and the switch between them. */
public sealed interface Screen {

    /** A screen that waits for an answer. */
    sealed interface Asking extends Screen permits Choice, Listing, Input, Confirm {

        /** What it asks. */
        Texts text();

        /** How often it is asked again after a wrong answer. */
        int retries();
    }

    /**
     * A menu of fixed digits.
     *
     * @param arg under which name the chosen key is kept, where somebody needs it
     * @param invalid what is said after a digit it does not have; empty: {@link Message#WRONG_CHOICE}
     * @param retries how often it is shown again after a wrong digit
     */
    record Choice(Optional<String> arg, Texts text, List<Option> options, Optional<Texts> invalid, int retries)
            implements Asking {

        public Choice {
            options = List.copyOf(options);
        }
    }

    /**
     * A list of rows that an action gave, numbered from 1, with fixed digits below.
     *
     * @param of the action
     * @param arg under which name the key of the chosen row is kept
     * @param row one line of it; speaks of the action's columns
     * @param options fixed digits, above all numbers of rows
     * @param typed the input that takes what is typed and is neither a number nor a digit
     * @param target after choosing a row
     * @param empty where to go when there is no row
     * @param retries how often it is shown again after a wrong digit
     */
    record Listing(
            String of,
            String arg,
            Texts text,
            Texts row,
            List<Option> options,
            Optional<Target> typed,
            Target target,
            Target empty,
            int retries)
            implements Asking {

        public Listing {
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

        /** The most septets its answer takes on a screen. */
        public int width() {
            return type.width(bounds);
        }
    }

    /**
     * What is about to happen, and a yes or no to it; no direct dial ever answers it.
     *
     * @param retries how often it is shown again after a wrong digit
     */
    record Confirm(Texts text, Option yes, Option no, int retries) implements Asking {}

    /**
     * Something the caller of the engine does.
     *
     * @param name of the action
     * @param gives names of the values it returns, with the septets each may take on a screen
     * @param always those of them that it returns with every outcome; the others come with OK
     * @param columns the same for the columns of its rows
     * @param on target by outcome
     * @param otherwise target of every other outcome
     * @param spends whether it moves a customer's money
     */
    record Action(
            String name,
            Map<String, Integer> gives,
            Set<String> always,
            Map<String, Integer> columns,
            Map<String, Target> on,
            Target otherwise,
            boolean spends)
            implements Screen {

        public Action {
            gives = Map.copyOf(gives);
            always = Set.copyOf(always);
            columns = Map.copyOf(columns);
            on = Map.copyOf(on);
        }

        /** Of what it gave the values it promised, each cut to its width. */
        Map<String, String> values(Map<String, String> given) {
            return promised(gives, given);
        }

        /** Of a row it gave the columns it promised, each cut to its width. */
        Row row(Row given) {
            return new Row(given.key(), promised(columns, given.values()));
        }

        private static Map<String, String> promised(Map<String, Integer> widths, Map<String, String> given) {
            Map<String, String> kept = new HashMap<>();
            widths.forEach((name, width) -> {
                if (given.containsKey(name)) {
                    kept.put(name, GsmText.fit(given.getOrDefault(name, ""), width));
                }
            });
            return kept;
        }
    }

    /**
     * A way that depends on a value.
     *
     * @param on the name of an answer or value
     * @param cases target by value
     * @param otherwise target of every other value
     */
    record Switch(String on, Map<String, Target> cases, Target otherwise) implements Screen {

        public Switch {
            cases = Map.copyOf(cases);
        }
    }

    /**
     * The last text of a dialog.
     *
     * @param pages whether it may be longer than a screen, and the dialog so stay open until its last page
     */
    record End(Texts text, boolean pages) implements Screen {}
}
