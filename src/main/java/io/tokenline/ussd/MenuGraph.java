package io.tokenline.ussd;

import io.tokenline.Outcome;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.Option;
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

/** A menu as screens and the ways between them. */
final class MenuGraph {

    private final MenuDefinition menu;
    private final List<Edge> edges = new ArrayList<>();

    /**
     * One way from a screen.
     *
     * @param adds names that are known from here on
     * @param confirmed whether it is the yes of a confirm
     */
    record Edge(String from, Target target, Set<String> adds, boolean confirmed) {}

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
                Set<String> then = new HashSet<>(known.getOrDefault(from, Set.of()));
                then.addAll(edge.adds());
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
                widths.merge(input.arg(), input.type().width(), Math::max);
            } else if (screen instanceof Screen.Action action) {
                action.gives().forEach((name, width) -> widths.merge(name, width, Math::max));
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
            Set<String> adds = choice.arg().map(Set::of).orElse(Set.of());
            for (Option option : choice.options()) {
                edges.add(new Edge(name, option.target(), adds, false));
            }
        } else if (screen instanceof Screen.Input input) {
            edges.add(new Edge(name, input.target(), Set.of(input.arg()), false));
        } else if (screen instanceof Screen.Confirm confirm) {
            edges.add(new Edge(name, confirm.yes().target(), Set.of(), true));
            edges.add(new Edge(name, confirm.no().target(), Set.of(), false));
        } else if (screen instanceof Screen.Action action) {
            action.on().forEach((outcome, target) -> {
                boolean worked = outcome.equals(Outcome.OK.name());
                edges.add(new Edge(name, target, worked ? action.gives().keySet() : Set.of(), false));
            });
            edges.add(new Edge(name, action.otherwise(), Set.of(), false));
        }
    }
}
