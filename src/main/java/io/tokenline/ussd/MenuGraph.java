package io.tokenline.ussd;

import io.tokenline.Outcome;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.Option;
import io.tokenline.ussd.menu.Row;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.Target;
import io.tokenline.ussd.menu.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A menu as screens and the ways between them. */
final class MenuGraph {

    private final MenuDefinition menu;
    private final List<Edge> edges = new ArrayList<>();

    /**
     * One way from a screen.
     *
     * @param label what leads this way, for people: a digit, an outcome, a value
     * @param adds names that are known from here on
     */
    record Edge(String from, Target target, String label, Set<String> adds, Way way) {}

    /** How an edge comes to be taken. */
    enum Way {
        /** The customer answers, or has dialled the answer. */
        ANSWERED,
        /** The customer says yes to a confirm. */
        CONFIRMED,
        /** The customer says no to a confirm. */
        DECLINED,
        /** A list hands what was typed on to an input. */
        PASSED,
        /** Nobody chooses: an outcome, a value, a list without rows. */
        SILENT
    }

    /** Stands for the rows of an action among the names that are known; no name has such a sign. */
    static String rowsOf(String action) {
        return "rows of " + action;
    }

    MenuGraph(MenuDefinition menu) {
        this.menu = menu;
        menu.screens().forEach(this::connect);
    }

    List<Edge> edges() {
        return List.copyOf(edges);
    }

    /** For each reachable screen the names that are known there whichever way one came. */
    Map<String, Set<String>> knownNames() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>();
        if (menu.screens().containsKey(menu.start())) {
            known.put(menu.start(), Set.of());
            open.add(menu.start());
        }
        while (!open.isEmpty()) {
            String from = open.remove();
            for (Edge edge : edges) {
                String to = edge.target().screen();
                if (!edge.from().equals(from) || !menu.screens().containsKey(to)) {
                    continue;
                }
                Set<String> then = after(edge, known.getOrDefault(from, Set.of()));
                Set<String> before = known.get(to);
                if (before != null) {
                    then.retainAll(before);
                }
                if (!then.equals(before)) {
                    known.put(to, then);
                    open.add(to);
                }
            }
        }
        return known;
    }

    /** The names that are known behind an edge; rows push out those of another action. */
    Set<String> after(Edge edge, Set<String> before) {
        Set<String> then = new HashSet<>(before);
        if (menu.screens().get(edge.from()) instanceof Screen.Action action
                && !action.columns().isEmpty()) {
            then.removeIf(name -> name.startsWith(rowsOf("")));
        }
        then.addAll(edge.adds());
        return then;
    }

    /** The columns of an action's rows, with their widths; empty where no screen performs it. */
    Map<String, Integer> columns(String action) {
        return menu.screens().values().stream()
                .filter(screen ->
                        screen instanceof Screen.Action named && named.name().equals(action))
                .map(screen -> ((Screen.Action) screen).columns())
                .findFirst()
                .orElse(Map.of());
    }

    /** Screens that nobody sees and that lead back to themselves; empty where there are none. */
    Set<String> circle() {
        Set<String> silent = new TreeSet<>(menu.screens().keySet());
        silent.removeIf(name -> silent(name).isEmpty());
        boolean fewer = true;
        while (fewer) {
            fewer = silent.removeIf(name -> silent(name).stream()
                    .noneMatch(edge -> silent.contains(edge.target().screen())));
        }
        return silent;
    }

    /** The ways out of a screen that nobody chooses. */
    private List<Edge> silent(String name) {
        return edges.stream()
                .filter(edge -> edge.from().equals(name) && edge.way() == Way.SILENT)
                .toList();
    }

    /** Everything that is said in front of a screen by the ways to it. */
    List<Texts> saidBefore(String screen) {
        return new ArrayList<>(edges.stream()
                .map(Edge::target)
                .filter(target -> target.screen().equals(screen))
                .map(Target::say)
                .flatMap(Optional::stream)
                .toList());
    }

    /** The most septets each name may take. */
    Map<String, Integer> widths() {
        Map<String, Integer> widths = new HashMap<>();
        for (Screen screen : menu.screens().values()) {
            if (screen instanceof Screen.Input input) {
                widths.merge(input.arg(), input.width(), Math::max);
            } else if (screen instanceof Screen.Action action) {
                action.gives().forEach((name, width) -> widths.merge(name, width, Math::max));
            } else if (screen instanceof Screen.Listing listing) {
                widths.merge(listing.arg(), Row.KEY, Math::max);
                columns(listing.of()).forEach((name, width) -> widths.merge(name, width, Math::max));
            } else if (screen instanceof Screen.Choice choice && choice.arg().isPresent()) {
                int widest = choice.options().stream()
                        .flatMap(option -> option.text().byLanguage().values().stream())
                        .mapToInt(GsmText::septets)
                        .max()
                        .orElse(0);
                widths.merge(choice.arg().get(), widest, Math::max);
            }
        }
        return widths;
    }

    private void connect(String name, Screen screen) {
        if (screen instanceof Screen.Choice choice) {
            options(name, choice.options(), choice.arg().map(Set::of).orElse(Set.of()));
        } else if (screen instanceof Screen.Listing listing) {
            list(name, listing);
        } else if (screen instanceof Screen.Input input) {
            edges.add(new Edge(name, input.target(), input.arg(), Set.of(input.arg()), Way.ANSWERED));
        } else if (screen instanceof Screen.Confirm confirm) {
            edges.add(new Edge(name, confirm.yes().target(), confirm.yes().dial(), Set.of(), Way.CONFIRMED));
            edges.add(new Edge(name, confirm.no().target(), confirm.no().dial(), Set.of(), Way.DECLINED));
        } else if (screen instanceof Screen.Switch choice) {
            new TreeMap<>(choice.cases())
                    .forEach((value, target) -> edges.add(new Edge(name, target, value, Set.of(), Way.SILENT)));
            edges.add(new Edge(name, choice.otherwise(), "otherwise", Set.of(), Way.SILENT));
        } else if (screen instanceof Screen.Action action) {
            Set<String> gives = new HashSet<>(action.gives().keySet());
            if (!action.columns().isEmpty()) {
                gives.add(rowsOf(action.name()));
            }
            new TreeMap<>(action.on()).forEach((outcome, target) -> {
                boolean worked = outcome.equals(Outcome.OK.name());
                edges.add(new Edge(name, target, outcome, worked ? gives : action.always(), Way.SILENT));
            });
            edges.add(new Edge(name, action.otherwise(), "otherwise", action.always(), Way.SILENT));
        }
    }

    private void list(String name, Screen.Listing listing) {
        Set<String> row = new HashSet<>(columns(listing.of()).keySet());
        row.add(listing.arg());
        edges.add(new Edge(name, listing.target(), listing.arg(), row, Way.ANSWERED));
        options(name, listing.options(), Set.of());
        listing.typed().ifPresent(typed -> edges.add(new Edge(name, typed, "typed", Set.of(), Way.PASSED)));
        edges.add(new Edge(name, listing.empty(), "empty", Set.of(), Way.SILENT));
    }

    private void options(String name, List<Option> options, Set<String> adds) {
        options.forEach(option -> edges.add(new Edge(name, option.target(), option.dial(), adds, Way.ANSWERED)));
    }
}
