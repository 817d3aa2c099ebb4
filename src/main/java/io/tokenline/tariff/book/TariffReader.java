package io.tokenline.tariff.book;

import io.tokenline.tariff.ChannelFee;
import io.tokenline.tariff.CustomerClass;
import io.tokenline.tariff.FreeEnergy;
import io.tokenline.tariff.LineRule;
import io.tokenline.tariff.MonthlyCharges;
import io.tokenline.tariff.Tariff;
import io.tokenline.tariff.TariffDefinition;
import io.tokenline.tariff.TariffLint;
import io.tokenline.tariff.Terms;
import io.tokenline.tariff.Title;
import io.tokenline.tariff.Units;
import io.tokenline.yaml.Document;
import io.tokenline.yaml.Fault;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a tariff's file strictly, and reports everything that is wrong with it at once. */
public final class TariffReader {

    private static final int MAX_CHARS = 64 * 1024;
    private static final int MOST_MONTHS = 120;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final long USUAL_STEP = 100;
    private static final Map<String, Long> STEPS = Map.of("0.01", 10L, "0.1", USUAL_STEP, "1", 1_000L);
    private static final Map<String, RoundingMode> MODES =
            Map.of("down", RoundingMode.DOWN, "half_up", RoundingMode.HALF_UP, "up", RoundingMode.UP);

    /** Stands in for a head at fault, so that all else is linted too; no such tariff leaves the reader. */
    private static final Terms NO_HEAD =
            new Terms("faulty", "0", LocalDate.EPOCH, "XXX", 3, BigDecimal.ONE, new BigDecimal("999999999999"));

    private final Faults faults;
    private final Places places = new Places();

    private TariffReader(String file) {
        this.faults = new Faults(file);
    }

    /** What reading gave. */
    public sealed interface Result {}

    /** A tariff without fault. */
    public record Read(Tariff tariff) implements Result {}

    /**
     * A file that cannot be used.
     *
     * @param faults at least one, in the order of the file
     */
    public record Faulty(List<Fault> faults) implements Result {

        public Faulty {
            faults = List.copyOf(faults);
        }

        /** One fault a line. */
        @Override
        public String toString() {
            return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Reads a file's content.
     *
     * @param file its name, for faults
     */
    public static Result read(String file, String content) {
        TariffReader reader = new TariffReader(file);
        Optional<TariffDefinition> tariff =
                Document.root(content, MAX_CHARS, "tariff: NAME", reader.faults).flatMap(reader::tariff);
        List<Fault> found = reader.faults.inOrder();
        return tariff.isPresent() && found.isEmpty() ? new Read(new Tariff(tariff.get())) : new Faulty(found);
    }

    /**
     * Reads a file that has to be right.
     *
     * @throws IllegalStateException with every fault
     */
    public static Tariff faultless(String file, String content) {
        Result result = read(file, content);
        if (result instanceof Read read) {
            return read.tariff();
        }
        throw new IllegalStateException("the tariff has faults:\n" + result);
    }

    private Optional<TariffDefinition> tariff(Node root) {
        Section file = new Section(root, "the file", faults);
        if (!file.isMapping()) {
            return Optional.empty();
        }
        Optional<Terms> terms = new HeadReader(file, faults).terms();
        Units units = file.take("units").map(this::units).orElse(new Units(USUAL_STEP, RoundingMode.DOWN));
        LineReader lineReader = new LineReader(faults, places);
        List<LineRule> lines = lineReader.lines(file);
        List<CustomerClass> classes = new ClassReader(faults, places).classes(file, lines);
        String newMeters = newMeters(file, classes);
        Optional<MonthlyCharges> monthly = file.take("monthly").map(this::monthly);
        BigDecimal debts = file.take("debts").map(this::debtShare).orElse(HALF);
        Optional<ChannelFee> fee = file.take("fee").map(node -> fee(node, lineReader));
        Optional<FreeEnergy> free = file.take("free").flatMap(this::free);
        file.done();
        if (lines.isEmpty() || classes.isEmpty()) {
            return Optional.empty();
        }
        TariffDefinition tariff = new TariffDefinition(
                terms.orElse(NO_HEAD), units, classes, newMeters, lines, monthly, debts, fee, free);
        lint(tariff);
        return Optional.of(tariff);
    }

    /** What follows from a fault that is reported already is not reported beside it. */
    private void lint(TariffDefinition tariff) {
        List<TariffLint.Flaw> flaws = TariffLint.check(tariff).stream()
                .filter(flaw -> !faults.isWithin(places.of(flaw.part())))
                .toList();
        flaws.forEach(flaw -> faults.at(places.of(flaw.part()), flaw.text()));
    }

    private Units units(Node node) {
        Section section = new Section(node, "'units'", faults);
        String step = section.needWord("step", "step: 0.1");
        String round = section.needWord("round", "round: down");
        section.done();
        if (!step.isEmpty() && !STEPS.containsKey(step)) {
            faults.at(
                    section.take("step").orElse(node),
                    "energy is sold in steps of 0.01, 0.1 or 1 kWh; write step: 0.1");
        }
        if (!round.isEmpty() && !MODES.containsKey(round)) {
            faults.at(section.take("round").orElse(node), "energy is rounded down, half_up or up; write round: down");
        }
        return new Units(STEPS.getOrDefault(step, USUAL_STEP), MODES.getOrDefault(round, RoundingMode.DOWN));
    }

    private String newMeters(Section file, List<CustomerClass> classes) {
        Optional<Node> node = file.take("new_meters");
        if (node.isEmpty()) {
            return classes.isEmpty() ? "" : classes.get(0).name();
        }
        return places.put(file.word(node.get(), "new_meters", "new_meters: ordinary"), node.get());
    }

    private MonthlyCharges monthly(Node node) {
        Section section = new Section(node, "'monthly'", faults);
        section.need("months", "months: 1, or months: all");
        Optional<Node> months = section.take("months");
        boolean isAll = months.map(value -> section.word(value, "months", "months: 1"))
                .filter("all"::equals)
                .isPresent();
        Optional<Integer> most = isAll ? Optional.empty() : Optional.of(section.number("months", 1, 1, MOST_MONTHS));
        BigDecimal share = section.take("at_most").isPresent()
                ? share(section, "at_most", "at_most: 50", BigDecimal.ONE)
                : BigDecimal.ONE;
        section.done();
        return places.put(new MonthlyCharges(most, share), node);
    }

    private BigDecimal debtShare(Node node) {
        Section section = new Section(node, "'debts'", faults);
        BigDecimal share = share(section, "at_most", "at_most: 50", HALF);
        if (share.compareTo(BigDecimal.ONE) == 0) {
            faults.at(section.key("at_most"), "debts leave something for energy; write at_most: 50");
        }
        section.done();
        return share.compareTo(BigDecimal.ONE) == 0 ? HALF : share;
    }

    /** A percentage above 0 and not above 100, as a share. */
    private BigDecimal share(Section section, String key, String example, BigDecimal otherwise) {
        Optional<BigDecimal> share = section.needDecimal(key, example).map(percent -> percent.movePointLeft(2));
        if (share.isPresent() && share.get().compareTo(BigDecimal.ONE) > 0) {
            faults.at(section.key(key), "'" + key + "' is in per cent, 100 at most; write " + example);
            return otherwise;
        }
        return share.orElse(otherwise);
    }

    private ChannelFee fee(Node node, LineReader lines) {
        Section section = new Section(node, "'fee'", faults);
        Title title = lines.title(section);
        BigDecimal fixed = section.decimal("fixed", "fixed: 10.00").orElse(BigDecimal.ZERO);
        BigDecimal rate = section.take("percent").isPresent()
                ? share(section, "percent", "percent: 1", BigDecimal.ZERO)
                : BigDecimal.ZERO;
        BigDecimal least = section.decimal("least", "least: 5.00").orElse(BigDecimal.ZERO);
        Optional<BigDecimal> most = section.decimal("most", "most: 50.00");
        boolean onTop = section.truth("on_top", false);
        section.done();
        if (most.isPresent() && most.get().compareTo(least) < 0) {
            faults.at(section.key("most"), "'most' is below 'least'; write the greater number as 'most'");
            most = Optional.empty();
        }
        if (rate.compareTo(BigDecimal.ONE) == 0) {
            faults.at(section.key("percent"), "a fee of the whole amount leaves nothing; write percent: 1");
            rate = BigDecimal.ZERO;
        }
        return new ChannelFee(title, fixed, rate, least, most, onTop);
    }

    private Optional<FreeEnergy> free(Node node) {
        Section section = new Section(node, "'free'", faults);
        Optional<BigDecimal> tenths = section.needDecimal("kwh", "kwh: 50").map(energy -> energy.movePointRight(1));
        boolean counts = section.truth("counts", false);
        section.need("counts", "counts: true where it counts into the blocks, else counts: false");
        section.done();
        if (tenths.isPresent() && tenths.get().stripTrailingZeros().scale() > 0) {
            faults.at(section.key("kwh"), "free energy is given in whole 0.1 kWh; write kwh: 50");
            return Optional.empty();
        }
        return tenths.map(energy -> new FreeEnergy(energy.longValueExact(), counts));
    }
}
