package io.tokenline.yaml;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping in a file while it is read: it knows which of its keys were asked for, so the others are unknown. */
public final class Section {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,8})?");

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
    public Section(Node node, String what, Faults faults) {
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

    /** The mapping itself, for faults. */
    public Node node() {
        return node;
    }

    /** False where something else stands in its place, which is reported already. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Every key with its value, for mappings whose keys are names. */
    public Map<String, Node> all() {
        Map<String, Node> all = new LinkedHashMap<>();
        entries.forEach((key, entry) -> all.put(key, entry.getValueNode()));
        asked.addAll(all.keySet());
        return all;
    }

    /** Where a key stands. */
    public Node key(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null ? node : entry.getKeyNode();
    }

    /** The value of a key that may be there. */
    public Optional<Node> take(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    /** The value of a key that must be there. */
    public Optional<Node> need(String key, String example) {
        Optional<Node> value = take(key);
        if (value.isEmpty() && isMapping()) {
            faults.at(node, what + " has no '" + key + "'; write " + example);
        }
        return value;
    }

    /** A word that must be there; empty where it is not, and then reported. */
    public String needWord(String key, String example) {
        return need(key, example).map(value -> word(value, key, example)).orElse("");
    }

    /** A value of {@code key} as a word; empty where it is none, and then reported. */
    public String word(Node value, String key, String example) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        faults.at(value, "'" + key + "' of " + what + " must be a word; write " + example);
        return "";
    }

    /** A list that must be there, with at least one element. */
    public List<Node> needList(String key, String example) {
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
    public int smallNumber(String key, int otherwise) {
        return number(key, otherwise, 1, 9);
    }

    /** Whole number within both bounds, or the default. */
    public int number(String key, int otherwise, int least, int most) {
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

    /**
     * A number that may be there, zero or more; empty also where it is none, and then reported.
     *
     * @param example what to write, for example {@code "rate: 20.00"}
     */
    public Optional<BigDecimal> decimal(String key, String example) {
        return take(key).flatMap(value -> {
            String word = word(value, key, example);
            if (word.isEmpty() || DECIMAL.matcher(word).matches()) {
                return word.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(word));
            }
            faults.at(
                    value,
                    "'" + key + "' of " + what
                            + " must be a plain number like 12.5, without sign, comma or unit; write " + example);
            return Optional.empty();
        });
    }

    /** A number above zero that must be there; empty where it is not, and then reported. */
    public Optional<BigDecimal> needDecimal(String key, String example) {
        need(key, example);
        Optional<BigDecimal> number = decimal(key, example);
        number.filter(value -> value.signum() == 0)
                .ifPresent(zero ->
                        faults.at(key(key), "'" + key + "' of " + what + " must be above zero; write " + example));
        return number.filter(value -> value.signum() > 0);
    }

    /** True or false, or the default. */
    public boolean truth(String key, boolean otherwise) {
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
    public void done() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                faults.at(
                        entry.getKeyNode(),
                        "unknown key '" + key + "' in " + what + "; write one of " + String.join(", ", asked));
            }
        });
    }
}
