package io.tokenline.ussd;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping in a menu file while it is read: it knows which of its keys were asked for, so the others are unknown. */
final class Section {

    private final Node node;
    private final String what;
    private final Faults faults;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * Begins reading.
     *
     * @param what names it in faults, for example {@code "the screen 'meter'"}
     */
    Section(Node node, String what, Faults faults) {
        this.node = node;
        this.what = what;
        this.faults = faults;
        if (!(node instanceof MappingNode mapping)) {
            faults.at(node, what + " must be 'key: value' pairs");
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                faults.at(entry.getKeyNode(), "a key of " + what + " must be a plain word");
            } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
                faults.at(key, "'" + key.getValue() + "' stands twice in " + what + "; keep one of the two");
            }
        }
    }

    Node node() {
        return node;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Every key with its value, for mappings whose keys are names. */
    Map<String, Node> all() {
        Map<String, Node> all = new LinkedHashMap<>();
        entries.forEach((key, entry) -> all.put(key, entry.getValueNode()));
        asked.addAll(all.keySet());
        return all;
    }

    /** Where a key stands. */
    Node key(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null ? node : entry.getKeyNode();
    }

    Optional<Node> take(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    /** The value of a key that must be there. */
    Optional<Node> need(String key, String example) {
        Optional<Node> value = take(key);
        if (value.isEmpty() && isMapping()) {
            faults.at(node, what + " has no '" + key + "'; write " + example);
        }
        return value;
    }

    /** A word that must be there; empty where it is not, and then reported. */
    String needWord(String key, String example) {
        return need(key, example).map(value -> word(value, key, example)).orElse("");
    }

    String word(Node value, String key, String example) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        faults.at(value, "'" + key + "' of " + what + " must be a word; write " + example);
        return "";
    }

    /** A list that must be there, with at least one element. */
    List<Node> needList(String key, String example) {
        Optional<Node> value = need(key, example);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue();
        }
        faults.at(value.get(), "'" + key + "' of " + what + " must be a list; write " + example);
        return List.of();
    }

    /** Whole number from 1 to 9, or the default. */
    int smallNumber(String key, int otherwise) {
        return number(key, otherwise, 1, 9);
    }

    /** Whole number within both bounds, or the default. */
    int number(String key, int otherwise, int least, int most) {
        Optional<Node> value = take(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        String write = key + ": " + otherwise;
        String word = word(value.get(), key, write);
        if (word.matches("[0-9]{1,4}") && Integer.parseInt(word) >= least && Integer.parseInt(word) <= most) {
            return Integer.parseInt(word);
        }
        if (!word.isEmpty()) {
            faults.at(value.get(), "'" + key + "' must be a number from " + least + " to " + most + "; write " + write);
        }
        return otherwise;
    }

    /** True or false, or the default. */
    boolean truth(String key, boolean otherwise) {
        Optional<Node> value = take(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        String word = word(value.get(), key, key + ": true");
        if (!word.isEmpty() && !word.equals("true") && !word.equals("false")) {
            faults.at(value.get(), "'" + key + "' of " + what + " must be true or false; write " + key + ": false");
        }
        return word.equals("true");
    }

    /** Reports every key that nothing asked for. */
    void done() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                faults.at(
                        entry.getKeyNode(),
                        "unknown key '" + key + "' in " + what + "; write one of " + String.join(", ", asked));
            }
        });
    }
}
