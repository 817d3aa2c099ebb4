package io.tokenline.tariff.book;

import io.tokenline.tariff.Block;
import io.tokenline.tariff.CustomerClass;
import io.tokenline.tariff.LineRule;
import io.tokenline.tariff.ReceiptLine.Kind;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the blocks of a tariff, and the classes of customers where it has several. */
final class ClassReader {

    private static final String BLOCKS = "blocks: [{up_to: 50, rate: 12.50}, {rate: 20.00}]";
    private static final String ALL = "all";

    private final Faults faults;
    private final Places places;

    ClassReader(Faults faults, Places places) {
        this.faults = faults;
        this.places = places;
    }

    /** At least one class, or none where neither blocks nor classes can be read. */
    List<CustomerClass> classes(Section file, List<LineRule> lines) {
        Optional<Node> node = file.take("classes");
        if (node.isPresent() && file.take("blocks").isPresent()) {
            faults.at(file.key("blocks"), "a tariff has 'blocks' or 'classes' with blocks; leave one of them out");
        }
        if (node.isEmpty()) {
            return file.need("blocks", BLOCKS)
                    .map(blocks -> List.of(places.put(type(file, ALL, Optional.empty(), lines, Map.of()), blocks)))
                    .orElse(List.of());
        }
        List<CustomerClass> classes = new ArrayList<>();
        for (Node entry : file.needList("classes", "classes: [{name: small, average_up_to: 30, blocks: […]}, …]")) {
            Section section = new Section(entry, "class " + (classes.size() + 1), faults);
            if (section.isMapping()) {
                classes.add(places.put(type(section, lines), entry));
            }
        }
        return classes;
    }

    private CustomerClass type(Section section, List<LineRule> lines) {
        String name = section.needWord("name", "name: ordinary");
        Optional<BigDecimal> average = section.take("average_up_to").isPresent()
                ? section.needDecimal("average_up_to", "average_up_to: 30")
                : Optional.empty();
        Map<String, BigDecimal> instead = instead(section);
        section.need("blocks", BLOCKS);
        CustomerClass type = type(section, name, average, lines, instead);
        section.done();
        return type;
    }

    private CustomerClass type(
            Section owner,
            String name,
            Optional<BigDecimal> average,
            List<LineRule> lines,
            Map<String, BigDecimal> instead) {
        String energy = lines.stream()
                .filter(line -> line.kind() == Kind.ENERGY)
                .map(LineRule::name)
                .findFirst()
                .orElse("");
        long energyLines =
                lines.stream().filter(line -> line.kind() == Kind.ENERGY).count();
        List<Block> blocks = new ArrayList<>();
        boolean lifeline = false;
        List<Node> nodes = owner.take("blocks").isPresent() ? owner.needList("blocks", BLOCKS) : List.of();
        for (Node node : nodes) {
            Section section = new Section(node, "block " + (blocks.size() + 1), faults);
            if (energyLines > 1) {
                section.need("line", "line: " + energy);
            }
            boolean isLifeline = section.truth("lifeline", false);
            if (isLifeline && !blocks.isEmpty()) {
                faults.at(section.key("lifeline"), "only the first block can be a lifeline; leave it out here");
            }
            lifeline |= isLifeline && blocks.isEmpty();
            blocks.add(places.put(block(section, energy), node));
            section.done();
        }
        return new CustomerClass(name, average, blocks, lifeline, instead);
    }

    private Block block(Section section, String energy) {
        Optional<BigDecimal> upTo =
                section.take("up_to").isPresent() ? section.needDecimal("up_to", "up_to: 50") : Optional.empty();
        BigDecimal rate = section.needDecimal("rate", "rate: 20.00").orElse(BigDecimal.ONE);
        String line = section.take("line")
                .map(node -> section.word(node, "line", "line: Energy"))
                .orElse(energy);
        return new Block(upTo, rate, line);
    }

    private Map<String, BigDecimal> instead(Section owner) {
        Map<String, BigDecimal> instead = new LinkedHashMap<>();
        owner.take("instead").ifPresent(node -> {
            Section section = new Section(node, "'instead'", faults);
            section.all()
                    .keySet()
                    .forEach(name ->
                            section.decimal(name, name + ": 2.13").ifPresent(number -> instead.put(name, number)));
        });
        return instead;
    }
}
