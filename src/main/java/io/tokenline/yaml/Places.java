package io.tokenline.yaml;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Where in a file each part of what it says was read from; by identity, because equal texts stand in many places. */
public final class Places {

    private final IdentityHashMap<Object, Node> parts = new IdentityHashMap<>();
    private final IdentityHashMap<Object, Map<String, Node>> texts = new IdentityHashMap<>();

    /** Notes where a part stands. */
    public <T> T put(T part, Node node) {
        parts.put(part, node);
        return part;
    }

    /** Notes where a text stands in one language. */
    public void put(Object text, String language, Node node) {
        texts.computeIfAbsent(text, any -> new HashMap<>()).put(language, node);
    }

    /**
     * Where a part stands.
     *
     * @throws IllegalStateException where nobody noted it, which is a bug of the reader
     */
    public Node of(Object part) {
        Node node = parts.get(part);
        if (node == null) {
            throw new IllegalStateException("no place is known of " + part);
        }
        return node;
    }

    /** Where a text stands in one language, or where its other languages do. */
    public Node of(Object text, String language) {
        Node node = texts.getOrDefault(text, Map.of()).get(language);
        return node == null ? of(text) : node;
    }
}
