package io.tokenline.ussd.menu;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lays screens out: lines in front, the text, the options, the keys at the foot; and fills in values. */
public final class MenuText {

    /** {@code {name}} or {@code {name|money}} in a text. */
    public static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z_]*)(\\|money)?}");

    /** The constant that names the currency, for {@code {name|money}}. */
    public static final String CURRENCY = "currency";

    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,4})?");

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

    /** The pages of a screen that asks, with what was said before it in front; at least one. */
    public List<String> asking(Position position, Screen.Asking screen) {
        String language = position.language();
        List<String> lines = lines(position, screen.text());
        lines.addAll(together(screen, choices(position, screen)));
        String back = menu.navigation().back().in(language);
        String keys = back + " " + menu.navigation().home().in(language);
        boolean first = position.history().isEmpty();
        return layout(position).pages(lines, first ? "" : keys, first ? back : keys);
    }

    /** What no page may part: a yes from its no, so that whoever answers a confirm sees both. */
    public static List<String> together(Screen.Asking screen, List<String> choices) {
        return screen instanceof Screen.Confirm ? List.of(String.join("\n", choices)) : choices;
    }

    /** The pages of the last text of a dialog; at least one, and the dialog is over with the last. */
    public List<String> end(Position position, Screen.End screen) {
        return layout(position).pages(lines(position, screen.text()), "", "");
    }

    /** The lines to choose from: rows with their numbers, options with their digits. */
    public List<String> choices(Position position, Screen.Asking screen) {
        List<String> lines = new ArrayList<>();
        if (screen instanceof Screen.Listing listing) {
            List<Row> rows = position.rows().of(listing.of());
            for (int i = 0; i < rows.size(); i++) {
                lines.add((i + 1) + " " + row(position, listing, rows.get(i)));
            }
        }
        for (Option option : options(screen)) {
            lines.add(option.dial() + " " + option.text().in(position.language()));
        }
        return lines;
    }

    /** The fixed digits of a screen. */
    static List<Option> options(Screen.Asking screen) {
        if (screen instanceof Screen.Choice choice) {
            return choice.options();
        }
        if (screen instanceof Screen.Listing listing) {
            return listing.options();
        }
        return screen instanceof Screen.Confirm confirm ? List.of(confirm.yes(), confirm.no()) : List.of();
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
        return fill(text(message, language), new Values(constants, constants));
    }

    private String text(Message message, String language) {
        return menu.messages().getOrDefault(message, new Texts(Map.of())).in(language);
    }

    /**
     * The lines of the question whether to go on where a dialog broke off, its two digits last. A line that speaks of
     * what is not known yet is left out.
     *
     * @param position where it broke off
     */
    public List<String> resumption(Position position) {
        Values values = values(position);
        String language = position.language();
        List<String> lines = new ArrayList<>(position.said().lines().toList());
        text(Message.RESUME, language)
                .lines()
                .filter(line -> PLACEHOLDER.matcher(line).results().allMatch(values::knows))
                .map(line -> fill(line, values))
                .forEach(lines::add);
        lines.add(Resumption.CONTINUE + " " + message(Message.RESUME_CONTINUE, language));
        lines.add(Resumption.AGAIN + " " + message(Message.RESUME_AGAIN, language));
        return lines;
    }

    /** A text with the values of a position. */
    public String fill(Position position, Texts texts) {
        String text = texts.in(position.language());
        return text.indexOf('{') < 0 ? text : fill(text, values(position));
    }

    private Values values(Position position) {
        Map<String, String> shown = new HashMap<>(constants);
        shown.putAll(position.values());
        Map<String, String> plain = new HashMap<>(shown);
        position.answers().forEach((name, answer) -> {
            shown.put(name, answer.shown());
            plain.put(name, answer.value());
        });
        return new Values(shown, plain);
    }

    /**
     * What placeholders stand for.
     *
     * @param shown on screens
     * @param plain as actions are told
     */
    private record Values(Map<String, String> shown, Map<String, String> plain) {

        boolean knows(MatchResult placeholder) {
            return shown.containsKey(placeholder.group(1));
        }
    }

    private String row(Position position, Screen.Listing listing, Row row) {
        Map<String, String> values = new HashMap<>(constants);
        values.putAll(row.values());
        return fill(listing.row().in(position.language()), new Values(values, values))
                .strip();
    }

    private List<String> lines(Position position, Texts texts) {
        List<String> lines = new ArrayList<>();
        for (String text : List.of(position.said(), fill(position, texts))) {
            if (!text.isEmpty()) {
                lines.addAll(text.lines().toList());
            }
        }
        return lines;
    }

    private Layout layout(Position position) {
        Optional<Navigation.Key> more = menu.navigation().more();
        return new Layout(
                position.limit(), more.map(key -> key.in(position.language())).orElse(""));
    }

    /**
     * The values go in as they are: braces in them mean nothing, and a line of nothing but empty ones is left out. A text in the GSM alphabet stays in it, so that the
     * file alone decides how much room a screen has.
     */
    private String fill(String text, Values values) {
        String filled = text.lines()
                .map(line -> new String[] {line, filled(line, values)})
                .filter(line -> line[0].isBlank() || !isBlank(line[1]))
                .map(line -> line[1])
                .collect(Collectors.joining("\n"));
        return GsmText.isGsm(text) ? GsmText.reduced(filled) : filled;
    }

    private String filled(String line, Values values) {
        return PLACEHOLDER.matcher(line).replaceAll(found -> Matcher.quoteReplacement(value(found, values)));
    }

    /** Of a line that says nothing today not even the marks stay that turn it from left to right. */
    private static boolean isBlank(String line) {
        return line.replace("\u200E", "").isBlank();
    }

    private String value(MatchResult found, Values values) {
        if (found.group(2) == null) {
            return values.shown().getOrDefault(found.group(1), "");
        }
        String value = values.plain().getOrDefault(found.group(1), "");
        return AMOUNT.matcher(value).matches()
                ? constants.getOrDefault(CURRENCY, "") + " " + new BigDecimal(value).toPlainString()
                : value;
    }
}
