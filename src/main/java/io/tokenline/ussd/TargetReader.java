package io.tokenline.ussd;

import io.tokenline.ussd.menu.Navigation;
import io.tokenline.ussd.menu.Option;
import io.tokenline.ussd.menu.Target;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the ways out of screens: options with their digits, and targets. */
final class TargetReader {

    private static final String GOTO = "goto: NAME_OF_A_SCREEN";

    private final Vocabulary vocabulary;
    private final TextReader texts;
    private final Set<String> navigation = new HashSet<>();
    private final Faults faults;
    private final Places places;

    /**
     * A reader for one file.
     *
     * @param keys whose digits mean something else everywhere
     */
    TargetReader(Vocabulary vocabulary, TextReader texts, Navigation keys, Faults faults, Places places) {
        this.vocabulary = vocabulary;
        this.texts = texts;
        this.faults = faults;
        this.places = places;
        navigation.add(keys.back().dial());
        navigation.add(keys.home().dial());
        keys.more().ifPresent(more -> navigation.add(more.dial()));
    }

    /** Fixed digits below each other. */
    List<Option> options(List<Node> nodes, String what) {
        List<Option> options = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Set<String> dials = new HashSet<>();
        for (Node node : nodes) {
            Section line = new Section(node, "an option of " + what, faults);
            String key = line.needWord("key", "key: a_stable_name");
            String dial = line.needWord("dial", "dial: \"1\"");
            if (!key.isEmpty() && !keys.add(key)) {
                faults.at(node, "the key '" + key + "' stands twice in " + what + "; give each option its own");
            }
            dial(node, dial, dials, what);
            options.add(places.put(new Option(key, dial, texts.label(line), next(line)), node));
            line.done();
        }
        return options;
    }

    /** The yes or the no of a confirm. */
    Option answer(Section body, String key, String dial, String what) {
        Node node = body.need(key, key + ": {text: {…}, " + GOTO + "}").orElse(null);
        if (node == null) {
            Texts none = places.put(new Texts(Map.of()), body.node());
            return new Option(key, dial, none, places.put(Target.of(""), body.node()));
        }
        Section line = new Section(node, "'" + key + "' of " + what, faults);
        dial(node, dial, new HashSet<>(), what);
        Option option = places.put(new Option(key, dial, texts.label(line), next(line)), node);
        line.done();
        return option;
    }

    /** A target with or without something to say. */
    Target target(Node node) {
        if (node instanceof ScalarNode scalar) {
            return places.put(Target.of(scalar.getValue().strip()), node);
        }
        Section section = new Section(node, "a target", faults);
        Texts say = texts.need(section, "say");
        Target next = next(section);
        section.done();
        return places.put(new Target(next.screen(), Optional.of(say)), places.of(next));
    }

    /** The {@code goto} that must be there. */
    Target next(Section body) {
        Node node = body.need("goto", GOTO).orElse(body.node());
        return places.put(Target.of(body.take("goto").isEmpty() ? "" : body.word(node, "goto", GOTO)), node);
    }

    /** The name of an answer, which must be there. */
    String arg(Section body) {
        String arg = body.needWord("arg", "arg: meter");
        if (!arg.isEmpty()
                && (!arg.matches("[a-z][a-z_]*") || vocabulary.constants().containsKey(arg))) {
            faults.at(
                    body.key("arg"),
                    "'" + arg + "' cannot name an answer; write small letters, and none of "
                            + String.join(
                                    ", ", new TreeSet<>(vocabulary.constants().keySet())));
        }
        return arg;
    }

    private void dial(Node node, String dial, Set<String> taken, String what) {
        if (dial.isEmpty()) {
            return;
        }
        if (!dial.matches("[0-9]{1,2}")) {
            faults.at(node, "'" + dial + "' cannot be dialled; write one or two digits");
        } else if (navigation.contains(dial)) {
            faults.at(node, "the digit " + dial + " means back, home or more; give this option another");
        } else if (!taken.add(dial)) {
            faults.at(node, "the digit " + dial + " stands twice in " + what + "; give each option its own");
        }
    }
}
