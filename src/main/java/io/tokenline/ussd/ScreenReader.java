package io.tokenline.ussd;

import io.tokenline.Outcome;
import io.tokenline.ussd.menu.Bounds;
import io.tokenline.ussd.menu.InputType;
import io.tokenline.ussd.menu.Option;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.Target;
import io.tokenline.ussd.menu.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the screens of a menu file; what is missing is reported and replaced by something harmless, to read on. */
final class ScreenReader {

    private static final String GOTO = "goto: NAME_OF_A_SCREEN";
    private static final Set<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::name).collect(Collectors.toUnmodifiableSet());

    private final Vocabulary vocabulary;
    private final TextReader texts;
    private final Set<String> navigation;
    private final int retries;
    private final Faults faults;
    private final Places places;

    /**
     * A reader for one file.
     *
     * @param navigation digits that mean back and home everywhere
     * @param retries for inputs that name none
     */
    ScreenReader(
            Vocabulary vocabulary,
            TextReader texts,
            Set<String> navigation,
            int retries,
            Faults faults,
            Places places) {
        this.vocabulary = vocabulary;
        this.texts = texts;
        this.navigation = navigation;
        this.retries = retries;
        this.faults = faults;
        this.places = places;
    }

    /** One screen; empty where not even its kind is known. */
    Optional<Screen> read(String name, Node node, Node nameNode) {
        String what = "the screen '" + name + "'";
        Section section = new Section(node, what, faults);
        Map<String, Node> kinds = section.all();
        if (kinds.size() != 1) {
            if (section.isMapping()) {
                faults.at(nameNode, what + " must have one kind; write menu, input, confirm, action or end");
            }
            return Optional.empty();
        }
        String kind = kinds.keySet().iterator().next();
        Section body = new Section(kinds.values().iterator().next(), what, faults);
        Screen screen = switch (kind) {
            case "menu" -> menu(body, what);
            case "input" -> input(body, what);
            case "confirm" -> confirm(body, what);
            case "action" -> action(body, what);
            case "end" -> new Screen.End(texts.need(body, "text"));
            default -> null;
        };
        if (screen == null) {
            faults.at(
                    section.key(kind),
                    "unknown kind of screen '" + kind + "'; write menu, input, confirm, action or end");
            return Optional.empty();
        }
        body.done();
        return Optional.of(places.put(screen, nameNode));
    }

    private Screen menu(Section body, String what) {
        Optional<String> arg = body.take("arg").isPresent() ? Optional.of(arg(body)) : Optional.empty();
        Texts text = texts.need(body, "text");
        List<Option> options = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Set<String> dials = new HashSet<>(navigation);
        for (Node node : body.needList("options", "options: [{key: …, dial: \"1\", text: {…}, goto: …}]")) {
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
        return new Screen.Choice(arg, text, options);
    }

    private void dial(Node node, String dial, Set<String> taken, String what) {
        if (dial.isEmpty()) {
            return;
        }
        if (!dial.matches("[0-9]{1,2}")) {
            faults.at(node, "'" + dial + "' cannot be dialled; write one or two digits");
        } else if (navigation.contains(dial)) {
            faults.at(node, "the digit " + dial + " means back or home; give this option another");
        } else if (!taken.add(dial)) {
            faults.at(node, "the digit " + dial + " stands twice in " + what + "; give each option its own");
        }
    }

    private Screen input(Section body, String what) {
        String arg = arg(body);
        Optional<Node> typeNode = body.need("type", "type: " + String.join(" or ", sorted(vocabulary.types())));
        String typeName =
                typeNode.map(node -> body.word(node, "type", "type: money")).orElse("");
        InputType type = vocabulary.types().get(typeName);
        if (type == null && !typeName.isEmpty()) {
            faults.at(
                    typeNode.orElseThrow(),
                    "unknown input type '" + typeName + "'; write one of "
                            + String.join(", ", sorted(vocabulary.types())));
        }
        InputType known = type == null ? (typed, bounds) -> new InputType.Refused(InputType.INVALID) : type;
        Texts text = texts.need(body, "text");
        Map<String, Texts> errors = new HashMap<>();
        errors.put(InputType.INVALID, texts.need(body, InputType.INVALID));
        Bounds bounds = Bounds.NONE;
        if (type == null || type.bounded()) {
            Optional<BigDecimal> min = bound(body, "min", InputType.TOO_LOW, errors);
            Optional<BigDecimal> max = bound(body, "max", InputType.TOO_HIGH, errors);
            bounds = new Bounds(min, max);
            if (min.isPresent() && bounds.isTooHigh(min.get())) {
                faults.at(body.key("min"), "'min' of " + what + " is above 'max'; swap the two");
            }
        }
        int times = body.smallNumber("retries", retries);
        return new Screen.Input(arg, known, bounds, text, errors, times, next(body));
    }

    private Optional<BigDecimal> bound(Section body, String key, String error, Map<String, Texts> errors) {
        Optional<Node> node = body.take(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        errors.put(error, texts.need(body, error));
        String word = body.word(node.get(), key, key + ": 50");
        if (word.matches("[0-9]{1,12}(\\.[0-9]{1,4})?")) {
            return Optional.of(new BigDecimal(word));
        }
        faults.at(node.get(), "'" + key + "' must be a number; write " + key + ": 50");
        return Optional.empty();
    }

    private Screen confirm(Section body, String what) {
        Texts text = texts.need(body, "text");
        return new Screen.Confirm(text, answer(body, "yes", "1", what), answer(body, "no", "2", what));
    }

    private Option answer(Section body, String key, String dial, String what) {
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

    private Screen action(Section body, String what) {
        Optional<Node> nameNode = body.need("name", "name: " + String.join(" or ", sorted(vocabulary.actions())));
        String name = nameNode.map(node -> body.word(node, "name", "name: buy")).orElse("");
        Vocabulary.ActionSpec spec = vocabulary.actions().get(name);
        if (spec == null && !name.isEmpty()) {
            faults.at(
                    nameNode.orElseThrow(),
                    "unknown action '" + name + "'; write one of " + String.join(", ", sorted(vocabulary.actions())));
        }
        Map<String, Target> on = new HashMap<>();
        Target otherwise = places.put(Target.of(""), body.node());
        Optional<Node> onNode = body.need("on", "on: {OK: NAME_OF_A_SCREEN, otherwise: NAME_OF_A_SCREEN}");
        if (onNode.isPresent()) {
            Section outcomes = new Section(onNode.get(), "'on' of " + what, faults);
            otherwise = outcomes.need("otherwise", "otherwise: NAME_OF_A_SCREEN")
                    .map(this::outcome)
                    .orElse(otherwise);
            outcomes.need("OK", "OK: NAME_OF_A_SCREEN");
            outcomes.all().forEach((outcome, node) -> {
                if (OUTCOMES.contains(outcome)) {
                    on.put(outcome, outcome(node));
                } else if (!outcome.equals("otherwise")) {
                    faults.at(
                            outcomes.key(outcome),
                            "unknown outcome '" + outcome + "'; write otherwise or one of "
                                    + String.join(", ", new TreeSet<>(OUTCOMES)));
                }
            });
        }
        return new Screen.Action(name, spec == null ? Map.of() : spec.gives(), on, otherwise);
    }

    /** A target with or without something to say. */
    private Target outcome(Node node) {
        if (node instanceof ScalarNode scalar) {
            return places.put(Target.of(scalar.getValue().strip()), node);
        }
        Section section = new Section(node, "a target", faults);
        Texts say = texts.need(section, "say");
        Target next = next(section);
        section.done();
        return places.put(new Target(next.screen(), Optional.of(say)), places.of(next));
    }

    private Target next(Section body) {
        Node node = body.need("goto", GOTO).orElse(body.node());
        return places.put(Target.of(body.take("goto").isEmpty() ? "" : body.word(node, "goto", GOTO)), node);
    }

    private String arg(Section body) {
        String arg = body.needWord("arg", "arg: meter");
        if (!arg.isEmpty()
                && (!arg.matches("[a-z][a-z_]*") || vocabulary.constants().containsKey(arg))) {
            faults.at(
                    body.key("arg"),
                    "'" + arg + "' cannot name an answer; write small letters, and none of "
                            + String.join(", ", sorted(vocabulary.constants())));
        }
        return arg;
    }

    private static Set<String> sorted(Map<String, ?> names) {
        return new TreeSet<>(names.keySet());
    }
}
