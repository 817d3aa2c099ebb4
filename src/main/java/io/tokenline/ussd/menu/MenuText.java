package io.tokenline.ussd.menu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays screens out: lines in front, the text, the options, the keys for back and home; and fills in values. */
public final class MenuText {

    /** {@code {name}} in a text. */
    public static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z_]*)}");

    private final MenuDefinition menu;
    private final Map<String, String> constants;

    /**
     * A layout for one menu.
     *
     * @param constants values that are the same for every dialog
     */
    public MenuText(MenuDefinition menu, Map<String, String> constants) {
        this.menu = menu;
        this.constants = Map.copyOf(constants);
    }

    /** A screen that asks, with a line in front where {@code prefix} has one. */
    public String asking(Position position, Screen.Asking screen, String prefix) {
        String language = position.language();
        StringBuilder lines = new StringBuilder(prefix);
        line(lines, fill(position, screen.text()));
        List<Option> options = List.of();
        if (screen instanceof Screen.Choice choice) {
            options = choice.options();
        } else if (screen instanceof Screen.Confirm confirm) {
            options = List.of(confirm.yes(), confirm.no());
        }
        for (Option option : options) {
            line(lines, option.dial() + " " + option.text().in(language));
        }
        if (!position.screen().equals(menu.start())) {
            Navigation.Key back = menu.navigation().back();
            Navigation.Key home = menu.navigation().home();
            line(
                    lines,
                    back.dial() + " " + back.text().in(language) + " " + home.dial() + " "
                            + home.text().in(language));
        }
        return lines.toString();
    }

    /** The last text of a dialog. */
    public String end(Position position, Screen.End screen, String prefix) {
        StringBuilder lines = new StringBuilder(prefix);
        line(lines, fill(position, screen.text()));
        return lines.toString();
    }

    /** What a target says in front of its screen; empty where it says nothing. */
    public String say(Position position, Target target) {
        return target.say().map(texts -> fill(position, texts)).orElse("");
    }

    /** Why an input was refused. */
    public String error(Position position, Screen.Input screen, String key) {
        Texts fallback = screen.errors().getOrDefault(InputType.INVALID, new Texts(Map.of()));
        return fill(position, screen.errors().getOrDefault(key, fallback));
    }

    /** A sentence that belongs to no screen. */
    public String message(Message message, String language) {
        Texts texts = menu.messages().getOrDefault(message, new Texts(Map.of()));
        return fill(texts.in(language), constants);
    }

    /** A text with the values of a position. */
    public String fill(Position position, Texts texts) {
        Map<String, String> values = new HashMap<>(constants);
        values.putAll(position.values());
        position.answers().forEach((name, answer) -> values.put(name, answer.shown()));
        return fill(texts.in(position.language()), values);
    }

    /** The values go in as they are: braces in them mean nothing. */
    private static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }

    private static void line(StringBuilder lines, String line) {
        if (!line.isEmpty()) {
            lines.append(lines.isEmpty() ? "" : "\n").append(line);
        }
    }
}
