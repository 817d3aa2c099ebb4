package io.tokenline.aggregator;

import io.tokenline.yaml.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a profile file while it is read: it knows which of its keys were asked for, so the others are unknown. */
final class Entries {

    private final Node node;
    private final String what;
    private final Notes notes;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    /** What is wrong with one file, all of it. */
    static final class Notes {

        private final String file;
        private final List<Fault> faults = new ArrayList<>();

        Notes(String file) {
            this.file = file;
        }

        void at(Node node, String text) {
            Mark mark = node.getStartMark().orElseThrow();
            at(mark.getLine() + 1, mark.getColumn() + 1, text);
        }

        void at(int line, int column, String text) {
            faults.add(new Fault(file, line, column, text));
        }

        List<Fault> faults() {
            return List.copyOf(faults);
        }
    }

    Entries(Node node, String what, Notes notes) {
        this.node = node;
        this.what = what;
        this.notes = notes;
        if (!(node instanceof MappingNode mapping)) {
            notes.at(node, what + " must be 'key: value' pairs");
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                notes.at(entry.getKeyNode(), "a key of " + what + " must be a plain word");
            } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
                notes.at(key, "'" + key.getValue() + "' stands twice in " + what + "; keep one of the two");
            }
        }
    }

    Optional<Node> take(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    /** The value of a key that must be there. */
    Optional<Node> need(String key, String example) {
        Optional<Node> value = take(key);
        if (value.isEmpty() && node instanceof MappingNode) {
            notes.at(node, what + " has no '" + key + "'; write " + example);
        }
        return value;
    }

    /** The text of a key, where it is there. */
    Optional<String> text(String key) {
        return take(key).flatMap(value -> text(value, key));
    }

    /** A text that must be there; empty where it is not, and then noted. */
    String needText(String key, String example) {
        return need(key, example).flatMap(value -> text(value, key)).orElse("");
    }

    /** Every key with its text. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            asked.add(key);
            text(entry.getValueNode(), key).ifPresent(text -> texts.put(key, text));
        });
        return texts;
    }

    /** The texts of a list; empty where it is not there. */
    List<String> list(String key) {
        Optional<Node> value = take(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof SequenceNode list && !list.getValue().isEmpty()) {
            return list.getValue().stream()
                    .flatMap(element -> text(element, key).stream())
                    .toList();
        }
        notes.at(value.get(), "'" + key + "' of " + what + " must be a list such as [a, b]");
        return List.of();
    }

    boolean flag(String key) {
        Optional<String> text = text(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            fault(key, "'" + key + "' is true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    /** A whole number that must be there and lie between two others. */
    int number(String key, int min, int max) {
        String text = needText(key, key + ": " + max);
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        if (!text.isEmpty()) {
            fault(key, "'" + key + "' is a whole number from " + min + " to " + max);
        }
        return min;
    }

    /** Notes what is wrong with the value of a key. */
    void fault(String key, String text) {
        NodeTuple entry = entries.get(key);
        notes.at(entry == null ? node : entry.getValueNode(), text);
    }

    /** Notes every key that nothing asked for. */
    void done() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                notes.at(
                        entry.getKeyNode(),
                        "unknown key '" + key + "' in " + what + "; write one of " + String.join(", ", asked));
            }
        });
    }

    private Optional<String> text(Node value, String key) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        notes.at(value, "'" + key + "' of " + what + " must be a plain text");
        return Optional.empty();
    }
}
