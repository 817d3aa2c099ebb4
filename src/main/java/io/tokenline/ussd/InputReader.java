package io.tokenline.ussd;

import io.tokenline.ussd.menu.Bounds;
import io.tokenline.ussd.menu.InputType;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Section;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the inputs of a menu file: a type, its bounds, and a text for each way to get it wrong. */
final class InputReader {

    private static final int LONGEST_TEXT = 100;

    private final Vocabulary vocabulary;
    private final TextReader texts;
    private final TargetReader targets;
    private final int retries;
    private final Faults faults;

    /**
     * A reader for one file.
     *
     * @param retries for inputs that name none
     */
    InputReader(Vocabulary vocabulary, TextReader texts, TargetReader targets, int retries, Faults faults) {
        this.vocabulary = vocabulary;
        this.texts = texts;
        this.targets = targets;
        this.retries = retries;
        this.faults = faults;
    }

    Screen read(Section body, String what) {
        String arg = targets.arg(body);
        Optional<InputType> named = type(body);
        InputType type = named.orElse((typed, bounds) -> new InputType.Refused(InputType.INVALID));
        Texts text = texts.need(body, "text");
        Map<String, Texts> errors = new HashMap<>();
        errors.put(InputType.INVALID, texts.need(body, InputType.INVALID));
        Bounds bounds = Bounds.NONE;
        if (named.isEmpty() || type.bounded()) {
            Optional<BigDecimal> min = bound(body, "min", type, type.tooLow(), errors);
            Optional<BigDecimal> max = bound(body, "max", type, type.tooHigh(), errors);
            bounds = new Bounds(min, max);
            if (min.isPresent() && bounds.isTooHigh(min.get())) {
                faults.at(body.key("min"), "'min' of " + what + " is above 'max'; swap the two");
            }
        }
        int times = body.smallNumber("retries", retries);
        return new Screen.Input(arg, type, bounds, text, errors, times, targets.next(body));
    }

    private Optional<InputType> type(Section body) {
        String types = String.join(", ", new TreeSet<>(vocabulary.types().keySet()));
        Optional<Node> node = body.need("type", "type: one of " + types);
        String name = node.map(type -> body.word(type, "type", "type: money")).orElse("");
        if (name.isEmpty() || vocabulary.types().containsKey(name)) {
            return Optional.ofNullable(vocabulary.types().get(name));
        }
        String instead = switch (name) {
            case "pin", "password" -> "no screen asks for a PIN, the wallet does that itself; remove this input";
            case "choice" -> "a choice is a menu; write menu: {arg: …, text: …, options: […]}";
            default -> "write one of " + types;
        };
        faults.at(node.orElseThrow(), "unknown input type '" + name + "'; " + instead);
        return Optional.empty();
    }

    private Optional<BigDecimal> bound(
            Section body, String key, InputType type, String error, Map<String, Texts> errors) {
        Optional<Node> node = body.take(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        errors.put(error, texts.need(body, error));
        String word = body.word(node.get(), key, key + ": 50");
        boolean counts = !type.tooHigh().equals(InputType.TOO_HIGH);
        if (counts && (!word.matches("[0-9]{1,3}") || Integer.parseInt(word) > LONGEST_TEXT)) {
            faults.at(node.get(), "'" + key + "' counts characters, 1 to " + LONGEST_TEXT + "; write " + key + ": 30");
            return Optional.empty();
        }
        if (word.matches("[0-9]{1,12}(\\.[0-9]{1,4})?")) {
            return Optional.of(new BigDecimal(word));
        }
        faults.at(node.get(), "'" + key + "' must be a number; write " + key + ": 50");
        return Optional.empty();
    }
}
