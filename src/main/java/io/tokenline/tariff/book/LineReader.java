package io.tokenline.tariff.book;

import io.tokenline.tariff.LineRule;
import io.tokenline.tariff.LineRule.Rounding;
import io.tokenline.tariff.ReceiptLine.Kind;
import io.tokenline.tariff.Title;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the lines of the receipt. */
final class LineReader {

    private static final String EXAMPLE =
            "lines: [{name: Energy, energy: true}, {name: VAT, percent: 16, of: [Energy]}]";
    private static final String KINDS = "one of energy, per_kwh, percent and per_month";
    private static final Map<String, Kind> NUMBERS = numbers();
    private static final Map<String, Rounding> ROUNDINGS =
            Map.of("up", Rounding.UP, "down", Rounding.DOWN, "half_up", Rounding.HALF_UP, "rest", Rounding.REST);
    private static final String UNNAMED = "?";

    private final Faults faults;
    private final Places places;

    LineReader(Faults faults, Places places) {
        this.faults = faults;
        this.places = places;
    }

    private static Map<String, Kind> numbers() {
        Map<String, Kind> numbers = new LinkedHashMap<>();
        numbers.put("per_kwh", Kind.PER_KWH);
        numbers.put("percent", Kind.PERCENT);
        numbers.put("per_month", Kind.PER_MONTH);
        return numbers;
    }

    List<LineRule> lines(Section file) {
        List<LineRule> lines = new ArrayList<>();
        for (Node node : file.needList("lines", EXAMPLE)) {
            Section section = new Section(node, "line " + (lines.size() + 1), faults);
            if (section.isMapping()) {
                lines.add(places.put(line(section), node));
            }
        }
        List<LineRule> all = List.copyOf(lines);
        return file.take("lines").map(node -> places.put(all, node)).orElse(all);
    }

    private LineRule line(Section section) {
        Title title = title(section);
        List<String> kinds = new ArrayList<>();
        boolean isEnergy = section.truth("energy", false);
        if (isEnergy || section.take("energy").filter(faults::isWithin).isPresent()) {
            kinds.add("energy");
        }
        NUMBERS.keySet().stream().filter(key -> section.take(key).isPresent()).forEach(kinds::add);
        if (section.isMapping() && kinds.size() != 1) {
            faults.at(section.node(), "a line has " + KINDS + "; write for example percent: 16, of: [Energy]");
        }
        Kind kind = kinds.stream().findFirst().map(NUMBERS::get).orElse(Kind.ENERGY);
        BigDecimal number = BigDecimal.ZERO;
        for (String key : NUMBERS.keySet()) {
            number = section.decimal(key, key + ": 1.50").orElse(number);
        }
        List<String> of = of(section, kind);
        Rounding rounding = rounding(section);
        section.done();
        return new LineRule(title, kind, number, of, rounding);
    }

    private List<String> of(Section section, Kind kind) {
        Optional<Node> node = section.take("of");
        if (kind != Kind.PERCENT) {
            node.ifPresent(of -> faults.at(of, "only a percentage is of lines; leave 'of' out"));
            return List.of();
        }
        String example = "of: [Energy]";
        List<String> names = new ArrayList<>();
        for (Node name : section.needList("of", example)) {
            names.add(section.word(name, "of", example));
        }
        return names;
    }

    private Rounding rounding(Section section) {
        Optional<Node> node = section.take("round");
        String word = node.map(value -> section.word(value, "round", "round: half_up"))
                .orElse("half_up");
        if (node.isPresent() && !word.isEmpty() && !ROUNDINGS.containsKey(word)) {
            faults.at(node.get(), "a line is rounded up, down or half_up, or takes the rest; write round: half_up");
        }
        return ROUNDINGS.getOrDefault(word, Rounding.HALF_UP);
    }

    /** A name, or one for each language; the first of them is the name that the tariff calls the line by. */
    Title title(Section section) {
        String example = "name: \"VAT 16%\", or name: {en: VAT, sw: Kodi}";
        Optional<Node> node = section.need("name", example);
        if (node.isEmpty()) {
            return new Title(UNNAMED);
        }
        if (node.get() instanceof ScalarNode scalar) {
            String name = section.word(scalar, "name", example);
            return new Title(checked(name, scalar));
        }
        if (node.get() instanceof SequenceNode || !(node.get() instanceof MappingNode)) {
            faults.at(node.get(), "'name' is a text, or one for each language; write " + example);
            return new Title(UNNAMED);
        }
        Section texts = new Section(node.get(), "'name'", faults);
        Map<String, String> byLanguage = new LinkedHashMap<>();
        texts.all().forEach((language, text) -> {
            if (language.matches("[a-z]{2,3}")) {
                byLanguage.put(language, checked(texts.word(text, language, language + ": VAT"), text));
            } else {
                faults.at(texts.key(language), "'" + language + "' is no language; write a code like en or sw");
            }
        });
        if (byLanguage.isEmpty() && !faults.isWithin(node.get())) {
            faults.at(node.get(), "'name' is empty; write " + example);
        }
        return new Title(byLanguage.values().stream().findFirst().orElse(UNNAMED), byLanguage);
    }

    /** The signs that separate lines and amounts where receipts are written as one text. */
    private String checked(String name, Node node) {
        if (name.isEmpty()) {
            return UNNAMED;
        }
        if (name.length() > 40 || name.matches(".*[=;].*")) {
            faults.at(node, "a line's name has 40 characters at most, and no '=' or ';'; write it shorter or plainer");
        }
        return name;
    }
}
