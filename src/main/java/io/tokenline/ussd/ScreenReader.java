package io.tokenline.ussd;

import io.tokenline.Outcome;
import io.tokenline.ussd.menu.Option;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.Target;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the screens of a menu file; what is missing is reported and replaced by something harmless, to read on. */
final class ScreenReader {

    private static final String KINDS = "menu, input, confirm, list, action, switch or end";
    private static final String OPTIONS = "options: [{key: …, dial: \"1\", text: {…}, goto: …}]";
    private static final String OTHERWISE = "otherwise: NAME_OF_A_SCREEN";
    private static final Set<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::name).collect(Collectors.toUnmodifiableSet());

    private final Vocabulary vocabulary;
    private final TextReader texts;
    private final TargetReader targets;
    private final InputReader inputs;
    private final int retries;
    private final Faults faults;
    private final Places places;

    /** A reader for one file. */
    ScreenReader(Vocabulary vocabulary, TextReader texts, HeadReader head, Faults faults, Places places) {
        this.vocabulary = vocabulary;
        this.texts = texts;
        this.targets = new TargetReader(vocabulary, texts, head.navigation(), faults, places);
        this.inputs = new InputReader(vocabulary, texts, targets, head.retries(), faults);
        this.retries = head.retries();
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
                faults.at(nameNode, what + " must have one kind; write " + KINDS);
            }
            return Optional.empty();
        }
        String kind = kinds.keySet().iterator().next();
        Section body = new Section(kinds.values().iterator().next(), what, faults);
        Screen screen = switch (kind) {
            case "menu" -> menu(body, what);
            case "input" -> inputs.read(body, what);
            case "confirm" -> confirm(body, what);
            case "list" -> list(body, what);
            case "action" -> action(body, what);
            case "switch" -> choice(body, what);
            case "end" -> new Screen.End(texts.need(body, "text"), body.truth("pages", false));
            default -> null;
        };
        if (screen == null) {
            faults.at(section.key(kind), "unknown kind of screen '" + kind + "'; write " + KINDS);
            return Optional.empty();
        }
        body.done();
        return Optional.of(places.put(screen, nameNode));
    }

    private Screen menu(Section body, String what) {
        Optional<String> arg = body.take("arg").isPresent() ? Optional.of(targets.arg(body)) : Optional.empty();
        Texts text = texts.need(body, "text");
        List<Option> options = targets.options(body.needList("options", OPTIONS), what);
        Optional<Texts> invalid = texts.take(body, "invalid");
        return new Screen.Choice(arg, text, options, invalid, body.smallNumber("retries", retries));
    }

    private Screen confirm(Section body, String what) {
        Texts text = texts.need(body, "text");
        Option yes = targets.answer(body, "yes", "1", what);
        Option no = targets.answer(body, "no", "2", what);
        return new Screen.Confirm(text, yes, no, body.smallNumber("retries", retries));
    }

    private Screen list(Section body, String what) {
        Map<String, Vocabulary.ActionSpec> listing = new TreeMap<>(vocabulary.actions());
        listing.values().removeIf(spec -> spec.columns().isEmpty());
        Optional<Node> ofNode = body.need("of", "of: an action that gives rows");
        String of = ofNode.map(node -> body.word(node, "of", "of: an action that gives rows"))
                .orElse("");
        if (!of.isEmpty() && !listing.containsKey(of)) {
            faults.at(
                    ofNode.orElseThrow(),
                    "'" + of + "' is no action that gives rows; "
                            + (listing.isEmpty()
                                    ? "there is none"
                                    : "write one of " + String.join(", ", listing.keySet())));
        }
        String arg = targets.arg(body);
        Texts text = texts.need(body, "text");
        Texts row = texts.need(body, "row");
        List<Option> options =
                body.take("options").isPresent() ? targets.options(body.needList("options", OPTIONS), what) : List.of();
        Optional<Target> typed = body.take("typed").map(targets::target);
        Target empty = body.need("empty", "empty: NAME_OF_A_SCREEN")
                .map(targets::target)
                .orElseGet(() -> places.put(Target.of(""), body.node()));
        int times = body.smallNumber("retries", retries);
        return new Screen.Listing(of, arg, text, row, options, typed, targets.next(body), empty, times);
    }

    private Screen action(Section body, String what) {
        String names = String.join(", ", new TreeSet<>(vocabulary.actions().keySet()));
        Optional<Node> nameNode = body.need("name", "name: one of " + names);
        String name = nameNode.map(node -> body.word(node, "name", "name: buy")).orElse("");
        Optional<Vocabulary.ActionSpec> spec =
                Optional.ofNullable(vocabulary.actions().get(name));
        if (spec.isEmpty() && !name.isEmpty()) {
            faults.at(nameNode.orElseThrow(), "unknown action '" + name + "'; write one of " + names);
        }
        Map<String, Target> on = new HashMap<>();
        Target otherwise = places.put(Target.of(""), body.node());
        Optional<Node> onNode = body.need("on", "on: {OK: NAME_OF_A_SCREEN, " + OTHERWISE + "}");
        if (onNode.isPresent()) {
            Section outcomes = new Section(onNode.get(), "'on' of " + what, faults);
            otherwise =
                    outcomes.need("otherwise", OTHERWISE).map(targets::target).orElse(otherwise);
            outcomes.need("OK", "OK: NAME_OF_A_SCREEN");
            outcomes.all().forEach((outcome, node) -> {
                if (OUTCOMES.contains(outcome)) {
                    on.put(outcome, targets.target(node));
                } else if (!outcome.equals("otherwise")) {
                    faults.at(
                            outcomes.key(outcome),
                            "unknown outcome '" + outcome + "'; write otherwise or one of "
                                    + String.join(", ", new TreeSet<>(OUTCOMES)));
                }
            });
        }
        return new Screen.Action(
                name,
                spec.map(Vocabulary.ActionSpec::gives).orElse(Map.of()),
                spec.map(Vocabulary.ActionSpec::always).orElse(Set.of()),
                spec.map(Vocabulary.ActionSpec::columns).orElse(Map.of()),
                on,
                otherwise,
                spec.map(Vocabulary.ActionSpec::spends).orElse(false));
    }

    private Screen choice(Section body, String what) {
        String on = body.needWord("on", "on: NAME_OF_A_VALUE");
        Map<String, Target> cases = new HashMap<>();
        body.need("cases", "cases: {VALUE: NAME_OF_A_SCREEN}")
                .ifPresent(node -> new Section(node, "'cases' of " + what, faults)
                        .all()
                        .forEach((value, target) -> cases.put(value, targets.target(target))));
        Target otherwise = body.need("otherwise", OTHERWISE)
                .map(targets::target)
                .orElseGet(() -> places.put(Target.of(""), body.node()));
        return new Screen.Switch(on, cases, otherwise);
    }
}
