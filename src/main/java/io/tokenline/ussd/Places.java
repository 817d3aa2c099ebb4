package io.tokenline.ussd;

import io.tokenline.ussd.menu.Texts;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Where in the file each part of a menu was read from; by identity, because equal texts stand in many places. */
final class Places {

    private final IdentityHashMap<Object, Node> parts = new IdentityHashMap<>();
    private final IdentityHashMap<Texts, Map<String, Node>> texts = new IdentityHashMap<>();

    <T> T put(T part, Node node) {
        parts.put(part, node);
        return part;
    }

    void put(Texts text, String language, Node node) {
        texts.computeIfAbsent(text, any -> new HashMap<>()).put(language, node);
    }

    Node of(Object part) {
        Node node = parts.get(part);
        if (node == null) {
            throw new IllegalStateException("no place is known of " + part);
        }
        return node;
    }

    /** Where a text stands in one language, or where its other languages do. */
    Node of(Texts text, String language) {
        Node node = texts.getOrDefault(text, Map.of()).get(language);
        return node == null ? of(text) : node;
    }
}
