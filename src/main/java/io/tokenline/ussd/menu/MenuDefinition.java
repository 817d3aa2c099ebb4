package io.tokenline.ussd.menu;

import java.util.List;
import java.util.Map;

/**
 * A service as its file describes it, free of faults.
 *
 * @param service its name
 * @param version changes with every change of the file; a dialog stays on the version it began with
 * @param languages the first is the one for customers whose language is unknown
 * @param start the first screen
 * @param retries how often a menu is shown again after a wrong digit
 * @param navigation the keys for back and home
 * @param messages a text for each {@link Message}
 * @param screens by name
 */
public record MenuDefinition(
        String service,
        String version,
        List<String> languages,
        String start,
        int retries,
        Navigation navigation,
        Map<Message, Texts> messages,
        Map<String, Screen> screens) {

    public MenuDefinition {
        languages = List.copyOf(languages);
        messages = Map.copyOf(messages);
        screens = Map.copyOf(screens);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("a service needs a language");
        }
    }
}
