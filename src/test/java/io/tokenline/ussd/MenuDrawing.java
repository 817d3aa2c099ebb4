package io.tokenline.ussd;

import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Draws services as graphs for the documentation, in Mermaid. */
final class MenuDrawing {

    static final Path DOCUMENT = Path.of("src", "site", "markdown", "menus.md");
    static final Path FOLDER = Path.of("ussd-menus");

    private static final String MARK = "<!-- The rest of this file is drawn by mvn -Pmenu. -->\n";

    private MenuDrawing() {}

    /** The document with the graphs as the menus are now. */
    static String document(MenuReader reader) throws IOException {
        String written = Files.readString(DOCUMENT);
        int mark = written.indexOf(MARK);
        if (mark < 0) {
            throw new IllegalStateException(DOCUMENT + " has no line " + MARK);
        }
        StringBuilder document = new StringBuilder(written.substring(0, mark)).append(MARK);
        for (Path file : files()) {
            MenuDefinition menu = reader.faultless(file.toString(), Files.readString(file));
            document.append("\n### ").append(menu.service()).append("\n\n```mermaid\n");
            document.append(graph(menu)).append("```\n");
        }
        return document.toString();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String graph(MenuDefinition menu) {
        StringBuilder graph = new StringBuilder("flowchart TD\n");
        new TreeMap<>(menu.screens())
                .forEach((name, screen) ->
                        graph.append("    ").append(node(name, screen)).append('\n'));
        Map<String, List<String>> ways = new LinkedHashMap<>();
        for (MenuGraph.Edge edge : new MenuGraph(menu)
                .edges().stream()
                        .sorted(Comparator.comparing(MenuGraph.Edge::from))
                        .toList()) {
            ways.computeIfAbsent(
                            id(edge.from()) + " -->|%s| " + id(edge.target().screen()), any -> new ArrayList<>())
                    .add(edge.label());
        }
        ways.forEach((way, labels) -> graph.append("    ")
                .append(String.format(way, String.join("<br>", labels)))
                .append('\n'));
        return graph.toString();
    }

    /** A name such as end would be a word of Mermaid's. */
    private static String id(String screen) {
        return "s_" + screen;
    }

    private static String node(String name, Screen screen) {
        if (screen instanceof Screen.Choice) {
            return id(name) + "[" + name + "]";
        }
        if (screen instanceof Screen.Listing listing) {
            return id(name) + "[[" + name + ": " + listing.of() + "]]";
        }
        if (screen instanceof Screen.Input input) {
            return id(name) + "[/" + name + ": " + input.arg() + "/]";
        }
        if (screen instanceof Screen.Confirm) {
            return id(name) + "{{" + name + "}}";
        }
        if (screen instanceof Screen.Action action) {
            return id(name) + "([" + action.name() + "])";
        }
        if (screen instanceof Screen.Switch choice) {
            return id(name) + "{" + choice.on() + "}";
        }
        return id(name) + "((" + name + "))";
    }
}
