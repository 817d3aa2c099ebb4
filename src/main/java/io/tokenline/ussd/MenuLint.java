package io.tokenline.ussd;

import io.tokenline.ussd.menu.Answer;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.MenuText;
import io.tokenline.ussd.menu.Message;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks a whole menu: that every way leads somewhere, that money needs a confirm, and that every screen fits. */
final class MenuLint {

    private final MenuDefinition menu;
    private final Vocabulary vocabulary;
    private final Places places;
    private final Faults faults;
    private final MenuGraph graph;

    MenuLint(MenuDefinition menu, Vocabulary vocabulary, Places places, Faults faults) {
        this.menu = menu;
        this.vocabulary = vocabulary;
        this.places = places;
        this.faults = faults;
        this.graph = new MenuGraph(menu);
    }

    /**
     * Reports what it finds.
     *
     * @param start where the first screen is named
     * @param whole whether every screen could be read; only then it is known which are unreachable
     */
    void check(Node start, boolean whole) {
        targets(start, whole);
        Map<String, Set<String>> known = graph.knownNames();
        if (whole) {
            unreachable(known.keySet());
        }
        money(start);
        known.forEach(this::names);
        menu.messages().values().forEach(text -> placeholders(text, Set.of(), "a message"));
        lengths();
    }

    private void targets(Node start, boolean whole) {
        String names = String.join(", ", new TreeSet<>(menu.screens().keySet()));
        if (whole && !menu.start().isEmpty() && !menu.screens().containsKey(menu.start())) {
            faults.at(start, "there is no screen '" + menu.start() + "'; write one of " + names);
        }
        for (MenuGraph.Edge edge : graph.edges()) {
            String to = edge.target().screen();
            Screen screen = menu.screens().get(to);
            if (whole && screen == null && !to.isEmpty()) {
                faults.at(places.of(edge.target()), "there is no screen '" + to + "'; write one of " + names);
            }
            if (screen instanceof Screen.Action && edge.target().say().isPresent()) {
                faults.at(
                        places.of(edge.target()),
                        "'" + to + "' is an action and shows nothing; say it in front of a screen");
            }
        }
    }

    /** Of a part that nothing leads to, its beginning is reported; the rest follows from it. */
    private void unreachable(Set<String> reached) {
        if (!menu.screens().containsKey(menu.start())) {
            return;
        }
        Set<String> lost = new TreeSet<>(menu.screens().keySet());
        lost.removeAll(reached);
        Set<String> beginnings = new TreeSet<>(lost);
        for (MenuGraph.Edge edge : graph.edges()) {
            if (lost.contains(edge.from())) {
                beginnings.remove(edge.target().screen());
            }
        }
        for (String name : beginnings.isEmpty() ? lost : beginnings) {
            faults.at(
                    places.of(Objects.requireNonNull(menu.screens().get(name))),
                    "no way leads to the screen '" + name + "'; write goto: " + name + " somewhere or remove it");
        }
    }

    private void money(Node start) {
        if (spends(menu.start())) {
            faults.at(start, "'" + menu.start() + "' spends money; begin with a menu");
        }
        for (MenuGraph.Edge edge : graph.edges()) {
            if (spends(edge.target().screen()) && !edge.confirmed()) {
                faults.at(
                        places.of(edge.target()),
                        "'" + edge.target().screen()
                                + "' spends money and must stand behind the yes of a confirm; put a confirm between");
            }
        }
    }

    private boolean spends(String name) {
        return menu.screens().get(name) instanceof Screen.Action action
                && vocabulary.actions().containsKey(action.name())
                && vocabulary.actions().get(action.name()).spends();
    }

    /** Every name a screen uses must be known on every way to it. */
    private void names(String name, Set<String> known) {
        Screen screen = menu.screens().get(name);
        String where = "the screen '" + name + "'";
        if (screen instanceof Screen.Asking asking) {
            placeholders(asking.text(), known, where);
        }
        if (screen instanceof Screen.Input input) {
            input.errors().values().forEach(text -> placeholders(text, known, where));
        }
        if (screen instanceof Screen.End end) {
            placeholders(end.text(), known, where);
        }
        if (screen instanceof Screen.Action action && vocabulary.actions().containsKey(action.name())) {
            for (String arg :
                    new TreeSet<>(vocabulary.actions().get(action.name()).takes())) {
                if (!known.contains(arg)) {
                    faults.at(
                            places.of(screen),
                            "the action '" + action.name() + "' needs '" + arg
                                    + "', which is not asked for on every way here; ask for it with arg: " + arg);
                }
            }
        }
        for (MenuGraph.Edge edge : graph.edges()) {
            if (edge.from().equals(name) && edge.target().say().isPresent()) {
                Set<String> then = new TreeSet<>(known);
                then.addAll(edge.adds());
                placeholders(edge.target().say().get(), then, where);
            }
        }
    }

    private void placeholders(Texts texts, Set<String> known, String where) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(vocabulary.constants().keySet());
        texts.byLanguage().forEach((language, text) -> {
            Matcher found = MenuText.PLACEHOLDER.matcher(text);
            while (found.find()) {
                if (!all.contains(found.group(1))) {
                    faults.at(
                            places.of(texts, language),
                            "{" + found.group(1) + "} is not known on every way to " + where + "; write one of "
                                    + String.join(", ", all));
                }
            }
        });
    }

    private void lengths() {
        Map<String, String> constants = new HashMap<>();
        vocabulary.constants().forEach((name, width) -> constants.put(name, "X".repeat(width)));
        MenuText text = new MenuText(menu, constants);
        for (String language : menu.languages()) {
            menu.messages().forEach((message, texts) -> {
                if (message != Message.WRONG_CHOICE) {
                    fits(text.message(message, language), texts, language, "");
                }
            });
            menu.screens().forEach((name, screen) -> lengths(text, widest(name, language), screen));
        }
    }

    private void lengths(MenuText text, Position position, Screen screen) {
        if (screen instanceof Screen.End end) {
            if (fits(text.end(position, end, ""), end.text(), position.language(), "")) {
                graph.saidBefore(position.screen()).forEach(say -> {
                    String prefix = text.fill(position, say);
                    fits(text.end(position, end, prefix), say, position.language(), " with its screen");
                });
            }
        }
        if (screen instanceof Screen.Asking asking
                && fits(text.asking(position, asking, ""), asking.text(), position.language(), "")) {
            List<Texts> prefixes = graph.saidBefore(position.screen());
            if (asking instanceof Screen.Input input) {
                prefixes.addAll(input.errors().values());
            } else if (menu.messages().containsKey(Message.WRONG_CHOICE)) {
                String prefix = text.message(Message.WRONG_CHOICE, position.language());
                fits(text.asking(position, asking, prefix), asking.text(), position.language(), " with wrong_choice");
            }
            for (Texts prefix : prefixes) {
                String filled = text.fill(position, prefix);
                fits(text.asking(position, asking, filled), prefix, position.language(), " with its screen");
            }
        }
    }

    private boolean fits(String text, Texts source, String language, String with) {
        int septets = GsmText.septets(text);
        if (septets > GsmText.SCREEN) {
            faults.at(
                    places.of(source, language),
                    "too long" + with + ": " + septets + " of " + GsmText.SCREEN + " characters in the worst case ("
                            + language + "); write " + (septets - GsmText.SCREEN) + " fewer");
        }
        return septets <= GsmText.SCREEN;
    }

    /** A position at which every value is as long as it may be. */
    private Position widest(String screen, String language) {
        Map<String, Answer> answers = new HashMap<>();
        graph.widths().forEach((name, width) -> answers.put(name, new Answer("", "X".repeat(width))));
        return new Position(menu.version(), language, screen, List.of(), answers, Map.of(), List.of(), 0);
    }
}
