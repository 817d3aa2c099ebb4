package io.tokenline.ussd.menu;

import java.util.Map;

/** What is to be done next in a dialog. */
public sealed interface Step {

    /** Show the text and wait for an answer. */
    record Show(String text) implements Step {}

    /** Show the text; the dialog is over. */
    record End(String text) implements Step {}

    /**
     * Do something and resume with its outcome.
     *
     * @param action its name
     * @param args every answer given so far, normalised
     */
    record Act(String action, Map<String, String> args) implements Step {

        public Act {
            args = Map.copyOf(args);
        }
    }
}
