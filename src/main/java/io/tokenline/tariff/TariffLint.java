package io.tokenline.tariff;

import io.tokenline.tariff.LineRule.Rounding;
import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what can be read in a tariff but makes no sense. */
public final class TariffLint {

    private final TariffDefinition tariff;
    private final List<Flaw> flaws = new ArrayList<>();

    private TariffLint(TariffDefinition tariff) {
        this.tariff = tariff;
    }

    /**
     * Something that makes no sense.
     *
     * @param part the part of the definition that it is in, the very same object
     * @param text what is wrong and what to write instead
     */
    public record Flaw(Object part, String text) {}

    /** All that is wrong with a tariff; empty where it can be sold at. */
    public static List<Flaw> check(TariffDefinition tariff) {
        TariffLint lint = new TariffLint(tariff);
        lint.lines();
        lint.percentages();
        lint.classes();
        lint.monthly();
        return List.copyOf(lint.flaws);
    }

    private void at(Object part, String text) {
        flaws.add(new Flaw(part, text));
    }

    private void lines() {
        Set<String> names = new HashSet<>();
        tariff.fee().ifPresent(fee -> names.add(fee.title().name()));
        for (LineRule line : tariff.lines()) {
            if (!names.add(line.name())) {
                at(line, "two lines are called '" + line.name() + "'; give each a name of its own");
            }
        }
        if (ofKind(Kind.ENERGY).isEmpty()) {
            at(tariff.lines(), "no line is for the energy; write {name: Energy, energy: true} under 'lines'");
        }
        List<LineRule> rest = tariff.lines().stream()
                .filter(line -> line.rounding() == Rounding.REST)
                .toList();
        if (rest.isEmpty()) {
            at(tariff.lines(), "no line takes what rounding leaves; write round: rest at one of the lines");
        }
        rest.stream()
                .skip(1)
                .forEach(line -> at(
                        line, "'" + line.name() + "' is the second line with round: rest; write up, down or half_up"));
    }

    private List<LineRule> ofKind(Kind kind) {
        return tariff.lines().stream().filter(line -> line.kind() == kind).toList();
    }

    private Optional<LineRule> line(String name) {
        return tariff.lines().stream().filter(line -> line.name().equals(name)).findFirst();
    }

    private String names() {
        return String.join(", ", tariff.lines().stream().map(LineRule::name).toList());
    }

    private void percentages() {
        Set<String> monthly = new HashSet<>();
        ofKind(Kind.PER_MONTH).forEach(line -> monthly.add(line.name()));
        for (LineRule line : ofKind(Kind.PERCENT)) {
            long known =
                    line.of().stream().filter(name -> line(name).isPresent()).count();
            if (known < line.of().size()) {
                at(line, "'" + line.name() + "' is of a line that does not exist; write some of " + names());
            } else if (isOf(line, line.name(), new HashSet<>())) {
                at(line, "'" + line.name() + "' is in the end a percentage of itself; leave one line out of its 'of'");
            }
            long charges = line.of().stream().filter(monthly::contains).count();
            if (charges > 0 && charges < monthly.size()) {
                at(
                        line,
                        "'" + line.name() + "' is of some lines per month and not of others; name all of "
                                + String.join(", ", monthly) + " or none");
            }
        }
    }

    /** Whether a percentage counts a line, directly or through others. */
    private boolean isOf(LineRule line, String name, Set<String> seen) {
        return line.of().contains(name)
                || line.of().stream()
                        .filter(seen::add)
                        .flatMap(other -> line(other).stream())
                        .anyMatch(other -> isOf(other, name, seen));
    }

    private void classes() {
        Set<String> names = new HashSet<>();
        BigDecimal last = BigDecimal.ZERO;
        for (int i = 0; i < tariff.classes().size(); i++) {
            CustomerClass type = tariff.classes().get(i);
            boolean isLast = i == tariff.classes().size() - 1;
            if (!names.add(type.name())) {
                at(type, "two classes are called '" + type.name() + "'; give each a name of its own");
            }
            if (type.averageUpTo().isPresent() == isLast) {
                at(type, isLast ? "the last class has no end; leave out 'average_up_to'" : "write 'average_up_to'");
            }
            if (type.averageUpTo().isPresent() && type.averageUpTo().get().compareTo(last) <= 0) {
                at(type, "the classes are not in rising order; begin with the smallest 'average_up_to'");
            }
            last = type.averageUpTo().orElse(last);
            blocks(type);
            instead(type);
        }
        if (!names.contains(tariff.classOfNewMeters())) {
            at(
                    tariff.classOfNewMeters(),
                    "there is no class '" + tariff.classOfNewMeters() + "' for new meters; write one of "
                            + String.join(", ", names));
        }
    }

    private void blocks(CustomerClass type) {
        BigDecimal last = BigDecimal.ZERO;
        for (int i = 0; i < type.blocks().size(); i++) {
            Block block = type.blocks().get(i);
            boolean isLast = i == type.blocks().size() - 1;
            if (block.upTo().isPresent() == isLast) {
                at(
                        block,
                        isLast
                                ? "the last block has no end; leave out 'up_to'"
                                : "write where the block ends, as up_to");
            }
            if (block.upTo().isPresent() && block.upTo().get().compareTo(last) <= 0) {
                at(block, "the blocks are not in rising order; begin with the smallest 'up_to'");
            }
            last = block.upTo().orElse(last);
            if (line(block.line()).filter(line -> line.kind() == Kind.ENERGY).isEmpty()) {
                at(
                        block,
                        "'" + block.line() + "' is no energy line; write one of "
                                + String.join(
                                        ", ",
                                        ofKind(Kind.ENERGY).stream()
                                                .map(LineRule::name)
                                                .toList()));
            }
        }
        if (type.blocks().isEmpty()) {
            at(type, "there is no block; write blocks: [{rate: 20.00}]");
        } else if (type.lifeline() && type.blocks().size() < 2) {
            at(type, "nothing follows the lifeline block; add a block for those who exceed it");
        }
    }

    private void instead(CustomerClass type) {
        type.instead().forEach((name, number) -> {
            if (line(name).filter(line -> line.kind() != Kind.ENERGY).isEmpty()) {
                at(type, "'" + name + "' under 'instead' is no line with a number; name a levy, tax or charge");
            }
            if (number.signum() < 0) {
                at(type, "the number of '" + name + "' is below zero");
            }
        });
    }

    private void monthly() {
        List<LineRule> charges = ofKind(Kind.PER_MONTH);
        if (charges.isEmpty() && tariff.monthly().isPresent()) {
            at(tariff.monthly().get(), "no line is per month; leave 'monthly' out");
        }
        if (!charges.isEmpty() && tariff.monthly().isEmpty()) {
            at(charges.get(0), "say how charges per month are collected; write monthly: {months: 1, at_most: 50}");
        }
        for (LineRule charge : charges) {
            if (charge.rounding() == Rounding.REST) {
                at(charge, "a line per month cannot take what rounding leaves; write round: rest at another line");
            }
            if (charge.number().stripTrailingZeros().scale() > tariff.terms().scale()) {
                at(
                        charge,
                        "a charge per month is whole money of the currency, with "
                                + tariff.terms().scale() + " decimals at most");
            }
            if (charge.number().compareTo(tariff.terms().maximum()) > 0) {
                at(charge, "the charge is above the maximum of a purchase; write the maximum or the charge anew");
            }
        }
    }
}
