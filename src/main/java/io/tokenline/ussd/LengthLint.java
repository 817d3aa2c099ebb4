package io.tokenline.ussd;

import io.tokenline.ussd.menu.Answer;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.MenuText;
import io.tokenline.ussd.menu.Message;
import io.tokenline.ussd.menu.Navigation;
import io.tokenline.ussd.menu.Option;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.Row;
import io.tokenline.ussd.menu.Rows;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that every screen fits a phone in every language, however long its values: whole, or in pages. */
final class LengthLint {

    private final MenuDefinition menu;
    private final Set<String> ucs2;
    private final Places places;
    private final Faults faults;
    private final MenuGraph graph;
    private final Map<String, Integer> constants;
    private final boolean paging;
    private final Map<Texts, String> pageable = new HashMap<>();

    LengthLint(MenuDefinition menu, Vocabulary vocabulary, Set<String> ucs2, Places places, Faults faults) {
        this.menu = menu;
        this.ucs2 = ucs2;
        this.places = places;
        this.faults = faults;
        this.graph = new MenuGraph(menu);
        this.constants = vocabulary.constants();
        this.paging = menu.navigation().more().isPresent();
        for (Screen screen : menu.screens().values()) {
            if (screen instanceof Screen.End end && paging) {
                pageable.put(end.text(), ", or pages: true");
            } else if (screen instanceof Screen.Asking asking && !paging) {
                pageable.put(asking.text(), ", or nav: {more: {dial: \"98\", …}} for pages");
            }
        }
    }

    void check() {
        numbers();
        for (String language : menu.languages()) {
            MenuText text = text();
            if (!keys(language)) {
                continue;
            }
            menu.messages().forEach((message, texts) -> {
                if (message == Message.RESUME) {
                    String whole = String.join("\n", text.resumption(widest(menu.start(), language)));
                    fits(whole, texts, language, " with its digits");
                } else if (message != Message.WRONG_CHOICE) {
                    fits(text.message(message, language), texts, language, "");
                }
            });
            menu.screens().forEach((name, screen) -> lengths(text, widest(name, language), screen));
        }
    }

    /** Rows are numbered; no other digit of their screen may be such a number. */
    private void numbers() {
        List<Navigation.Key> keys = new ArrayList<>(
                List.of(menu.navigation().back(), menu.navigation().home()));
        menu.navigation().more().ifPresent(keys::add);
        for (Screen screen : menu.screens().values()) {
            if (screen instanceof Screen.Listing listing) {
                for (Navigation.Key key : keys) {
                    if (isRow(key.dial())) {
                        faults.at(
                                places.of(key.text()),
                                "the digit " + key.dial()
                                        + " is also the number of a row; write another, or limits: {rows: "
                                        + Math.max(1, Integer.parseInt(key.dial()) - 1) + "}");
                    }
                }
                for (Option option : listing.options()) {
                    if (isRow(option.dial())) {
                        faults.at(
                                places.of(option),
                                "the digit " + option.dial() + " is also the number of a row; write one above "
                                        + menu.rows() + ", or fewer rows in limits: {rows: …}");
                    }
                }
            }
        }
    }

    private boolean isRow(String dial) {
        return dial.matches("[1-9][0-9]?") && Integer.parseInt(dial) <= menu.rows();
    }

    /** The keys at the foot must leave room for a sentence. */
    private boolean keys(String language) {
        Navigation nav = menu.navigation();
        String foot = foot(language);
        int room = menu.limit().room(foot) / 2;
        if (ScreenLimit.size(foot) > room) {
            faults.at(
                    places.of(nav.back().text(), language),
                    "the keys take " + ScreenLimit.size(foot) + " characters of a screen (" + language
                            + "); write shorter words, " + room + " in all");
        }
        return ScreenLimit.size(foot) <= room;
    }

    private String foot(String language) {
        Navigation nav = menu.navigation();
        StringBuilder foot = new StringBuilder();
        nav.more().ifPresent(more -> foot.append(line(more, language)).append('\n'));
        return foot.append(line(nav.back(), language))
                .append(' ')
                .append(line(nav.home(), language))
                .toString();
    }

    private static String line(Navigation.Key key, String language) {
        return key.dial() + " " + key.text().in(language);
    }

    private void lengths(MenuText text, Position position, Screen screen) {
        if (screen instanceof Screen.End end && !(end.pages() && paging)) {
            if (end.pages()) {
                faults.at(places.of(end), "pages need a key for the next one; write nav: {more: {dial: \"98\", …}}");
            }
            String language = position.language();
            if (fits(text.fill(position, end.text()), end.text(), language, "")) {
                for (Texts say : graph.saidBefore(position.screen())) {
                    String both = text.fill(position, say) + "\n" + text.fill(position, end.text());
                    fits(both, say, language, " with its screen");
                }
            }
        }
        if (screen instanceof Screen.Asking asking) {
            if (paging) {
                options(text, position, asking);
            } else {
                whole(text, position, asking);
            }
        }
    }

    /** Where nothing is paged the whole screen must fit, with whatever may be said in front of it. */
    private void whole(MenuText text, Position position, Screen.Asking asking) {
        String language = position.language();
        if (!fits(lines(text, position, asking), asking.text(), language, "")) {
            return;
        }
        List<Texts> prefixes = graph.saidBefore(position.screen());
        if (asking instanceof Screen.Input input) {
            prefixes.addAll(input.errors().values());
        } else if (asking instanceof Screen.Choice choice && choice.invalid().isPresent()) {
            prefixes.add(choice.invalid().get());
        } else if (menu.messages().containsKey(Message.WRONG_CHOICE)) {
            String prefix = text.message(Message.WRONG_CHOICE, language);
            fits(prefix + "\n" + lines(text, position, asking), asking.text(), language, " with wrong_choice");
        }
        for (Texts prefix : prefixes) {
            String both = text.fill(position, prefix) + "\n" + lines(text, position, asking);
            fits(both, prefix, language, " with its screen");
        }
    }

    /** Whatever its length, everything a screen shows, one line below the other. */
    private String lines(MenuText text, Position position, Screen.Asking asking) {
        List<String> lines = new ArrayList<>(List.of(text.fill(position, asking.text())));
        lines.addAll(text.choices(position, asking));
        if (!position.screen().equals(menu.start())) {
            lines.add(foot(position.language()));
        }
        return String.join("\n", lines);
    }

    /** Where pages may follow, every option and row must fit one as a whole. */
    private void options(MenuText text, Position position, Screen.Asking asking) {
        String foot = foot(position.language());
        Texts source = asking instanceof Screen.Listing listing ? listing.row() : asking.text();
        for (String line : MenuText.together(asking, text.choices(position, asking))) {
            fits(line + "\n" + foot, source, position.language(), " in one option");
        }
    }

    private boolean fits(String text, Texts source, String language, String with) {
        int size = ScreenLimit.size(text);
        int room = menu.limit().room(text);
        if (size > room) {
            String or = with.isEmpty() ? pageable.getOrDefault(source, "") : "";
            faults.at(
                    places.of(source, language),
                    "too long" + with + ": " + size + " of " + room + " characters in the worst case (" + language
                            + "); write " + (size - room) + " fewer" + or);
        }
        return size <= room;
    }

    private MenuText text() {
        Map<String, String> widest = new HashMap<>();
        constants.forEach((name, width) -> widest.put(name, "X".repeat(width)));
        return new MenuText(menu, widest);
    }

    /** A position at which every value is as long as it may be. */
    private Position widest(String screen, String language) {
        String filler = ucs2.contains(language) ? "\u1200" : "X";
        int sign = constants.getOrDefault(MenuText.CURRENCY, 0) + 1;
        Map<String, Answer> answers = new HashMap<>();
        graph.widths()
                .forEach((name, width) ->
                        answers.put(name, new Answer(filler.repeat(width + sign), filler.repeat(width))));
        Rows rows = Rows.NONE;
        if (menu.screens().get(screen) instanceof Screen.Listing listing) {
            Map<String, String> columns = new HashMap<>();
            graph.columns(listing.of()).forEach((name, width) -> columns.put(name, filler.repeat(width)));
            rows = new Rows(listing.of(), Collections.nCopies(menu.rows(), new Row("x", columns)));
        }
        return new Position(
                menu.version(),
                language,
                menu.limit(),
                screen,
                0,
                "",
                0,
                List.of(),
                answers,
                Map.of(),
                rows,
                List.of());
    }
}
