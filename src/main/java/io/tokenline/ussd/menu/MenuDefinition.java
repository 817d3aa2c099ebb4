package io.tokenline.ussd.menu;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service as its file describes it, free of faults.
 *
 * @param service its name
 * @param version changes with every change of the file; a dialog stays on the version it began with
 * @param languages the first is the one for customers whose language is unknown
 * @param reviewed the languages whose texts a native speaker has reviewed
 * @param limit the screen that every text is checked for, and that links get which tell none
 * @param rows the most rows that a list keeps
 * @param start the first screen
 * @param navigation the keys for back, home and more
 * @param messages a text for each {@link Message}
 * @param screens by name
 */
public record MenuDefinition(
        String service,
        String version,
        List<String> languages,
        Set<String> reviewed,
        ScreenLimit limit,
        int rows,
        String start,
        Navigation navigation,
        Map<Message, Texts> messages,
        Map<String, Screen> screens) {

    public MenuDefinition {
        languages = List.copyOf(languages);
        reviewed = Set.copyOf(reviewed);
        messages = Map.copyOf(messages);
        screens = Map.copyOf(screens);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("a service needs a language");
        }
    }

    /** Whether a screen is an action that moves a customer's money. */
    public boolean isSpending(String screen) {
        return screens.get(screen) instanceof Screen.Action action && action.spends();
    }
}
