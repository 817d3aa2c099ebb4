package io.tokenline.ussd;

import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks that nothing spends a customer's money unless the screen before it was a confirm, and he said yes. */
final class MoneyLint {

    private final MenuDefinition menu;
    private final Vocabulary vocabulary;
    private final MenuGraph graph;
    private final Places places;
    private final Faults faults;

    MoneyLint(MenuDefinition menu, Vocabulary vocabulary, MenuGraph graph, Places places, Faults faults) {
        this.menu = menu;
        this.vocabulary = vocabulary;
        this.graph = graph;
        this.places = places;
        this.faults = faults;
    }

    /**
     * Reports what it finds.
     *
     * @param start where the first screen is named
     */
    void check(Node start) {
        if (spends(menu.start())) {
            faults.at(start, "'" + menu.start() + "' spends money; begin with a menu");
        }
        Map<String, String> dials = dials();
        for (MenuGraph.Edge edge : graph.edges()) {
            String to = edge.target().screen();
            if (spends(to) && edge.way() != MenuGraph.Way.CONFIRMED) {
                faults.at(
                        places.of(edge.target()),
                        "'" + to + "' spends money and must stand behind the yes of a confirm; put a confirm between");
                dialled(edge, dials)
                        .ifPresent(dial -> faults.at(
                                places.of(edge.target()),
                                "dialling " + dial + " would spend money at once in '" + to + "'"));
            }
        }
    }

    private boolean spends(String name) {
        return menu.screens().get(name) instanceof Screen.Action action
                && vocabulary.actions().containsKey(action.name())
                && vocabulary.actions().get(action.name()).spends();
    }

    /** For each screen that a direct dial reaches, the shortest one, such as {@code 1*meter*amount}. */
    private Map<String, String> dials() {
        Map<String, String> dials = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        dials.put(menu.start(), "");
        open.add(menu.start());
        while (!open.isEmpty()) {
            String from = open.remove();
            for (MenuGraph.Edge edge : graph.edges()) {
                String to = edge.target().screen();
                if (edge.from().equals(from) && !dials.containsKey(to)) {
                    dialled(edge, dials).ifPresent(dial -> {
                        dials.put(to, dial);
                        open.add(to);
                    });
                }
            }
        }
        return dials;
    }

    /** What one dials to go this way; empty where a confirm is in it. */
    private Optional<String> dialled(MenuGraph.Edge edge, Map<String, String> dials) {
        String before = dials.get(edge.from());
        if (before == null) {
            return Optional.empty();
        }
        return switch (edge.way()) {
            case CONFIRMED, DECLINED -> Optional.empty();
            case PASSED, SILENT -> Optional.of(before);
            case ANSWERED -> Optional.of(before.isEmpty() ? edge.label() : before + "*" + edge.label());
        };
    }
}
