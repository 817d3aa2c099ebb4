package io.tokenline.ussd;

import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.MenuText;
import io.tokenline.ussd.menu.Message;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.Target;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks a whole menu: that every way leads somewhere, that names are known, and that money needs a confirm. */
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
        Set<String> circle = graph.circle();
        if (!circle.isEmpty()) {
            faults.at(
                    place(circle.iterator().next()),
                    "runs in a circle without asking anything: " + String.join(", ", circle)
                            + "; put a screen between them");
        }
        new MoneyLint(menu, vocabulary, graph, places, faults).check(start);
        known.forEach(this::names);
        menu.messages().forEach((message, text) -> {
            // a line of it that speaks of something unknown is left out
            Set<String> names = message == Message.RESUME ? graph.widths().keySet() : Set.of();
            placeholders(text, names, "a message");
        });
    }

    private Node place(String screen) {
        return places.of(Objects.requireNonNull(menu.screens().get(screen)));
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
            if ((screen instanceof Screen.Action || screen instanceof Screen.Switch)
                    && edge.target().say().isPresent()) {
                String kind = screen instanceof Screen.Action ? "an action" : "a switch";
                faults.at(
                        places.of(edge.target()),
                        "'" + to + "' is " + kind + " and shows nothing; say it in front of a screen");
            }
        }
        for (Screen screen : menu.screens().values()) {
            if (screen instanceof Screen.Listing listing) {
                typed(listing.typed());
            }
        }
    }

    private void typed(Optional<Target> typed) {
        Optional<Screen> screen = typed.map(target -> menu.screens().get(target.screen()));
        if (screen.isPresent() && !(screen.get() instanceof Screen.Input)) {
            faults.at(
                    places.of(typed.orElseThrow()),
                    "'" + typed.get().screen() + "' takes nothing typed; write the name of an input");
        } else if (typed.flatMap(Target::say).isPresent()) {
            faults.at(
                    places.of(typed.orElseThrow()),
                    "what is typed is read at once and nothing is shown; write the name of an input alone");
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
                    place(name),
                    "no way leads to the screen '" + name + "'; write goto: " + name + " somewhere or remove it");
        }
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
        if (screen instanceof Screen.Choice choice) {
            choice.invalid().ifPresent(text -> placeholders(text, known, where));
        }
        if (screen instanceof Screen.Listing listing) {
            list(listing, known, where);
        }
        if (screen instanceof Screen.End end) {
            placeholders(end.text(), known, where);
        }
        if (screen instanceof Screen.Action action) {
            takes(action, known);
        }
        if (screen instanceof Screen.Switch choice && !choice.on().isEmpty() && !known.contains(choice.on())) {
            faults.at(
                    places.of(screen),
                    "'" + choice.on() + "' is not known on every way to " + where + "; write on: with one of "
                            + String.join(", ", plain(known)));
        }
        for (MenuGraph.Edge edge : graph.edges()) {
            if (edge.from().equals(name) && edge.target().say().isPresent()) {
                placeholders(edge.target().say().get(), graph.after(edge, known), where);
            }
        }
    }

    private void list(Screen.Listing listing, Set<String> known, String where) {
        Vocabulary.ActionSpec spec = vocabulary.actions().get(listing.of());
        Map<String, Integer> columns = spec == null ? Map.of() : spec.columns();
        if (!columns.isEmpty() && !known.contains(MenuGraph.rowsOf(listing.of()))) {
            faults.at(
                    places.of(listing),
                    where + " needs the rows of '" + listing.of()
                            + "', which is not performed on every way here; put that action in front");
        }
        placeholders(listing.row(), columns.keySet(), "a row of " + where);
    }

    private void takes(Screen.Action action, Set<String> known) {
        Vocabulary.ActionSpec spec = vocabulary.actions().get(action.name());
        for (String arg : spec == null ? Set.<String>of() : new TreeSet<>(spec.takes())) {
            if (!known.contains(arg)) {
                faults.at(
                        places.of(action),
                        "the action '" + action.name() + "' needs '" + arg
                                + "', which is not asked for on every way here; ask for it with arg: " + arg);
            }
        }
    }

    private void placeholders(Texts texts, Set<String> known, String where) {
        Set<String> all = plain(known);
        all.addAll(vocabulary.constants().keySet());
        texts.byLanguage().forEach((language, text) -> {
            Matcher found = MenuText.PLACEHOLDER.matcher(text);
            while (found.find()) {
                String name = found.group(1);
                if (!all.contains(name)) {
                    faults.at(
                            places.of(texts, language),
                            "{" + name + "} is not known on every way to " + where + "; write one of "
                                    + String.join(", ", all));
                } else if (found.group(2) != null && !isAmount(name)) {
                    faults.at(places.of(texts, language), "'" + name + "' is no amount of money; write {" + name + "}");
                }
            }
        });
    }

    private static Set<String> plain(Set<String> known) {
        Set<String> plain = new TreeSet<>(known);
        plain.removeIf(name -> name.startsWith(MenuGraph.rowsOf("")));
        return plain;
    }

    private boolean isAmount(String name) {
        return vocabulary.actions().values().stream()
                        .anyMatch(action -> action.amounts().contains(name))
                || menu.screens().values().stream()
                        .anyMatch(screen -> screen instanceof Screen.Input input
                                && input.arg().equals(name)
                                && input.type().isMoney());
    }
}
