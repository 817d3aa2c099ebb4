package io.tokenline.tariff;

import io.tokenline.tariff.LineRule.Rounding;
import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Tariffs and situations that nobody would think of, the same ones each time. */
final class RandomTariffs {

    static final String ENERGY = "Energy";
    static final String CHEAP = "Cheap energy";

    private static final Rounding[] ROUNDINGS = {Rounding.UP, Rounding.DOWN, Rounding.HALF_UP};
    private static final RoundingMode[] MODES = {RoundingMode.DOWN, RoundingMode.HALF_UP, RoundingMode.UP};
    private static final long[] STEPS = {10, 100, 1_000};

    private final Random random;

    RandomTariffs(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private BigDecimal decimal(int least, int most, int scale) {
        return BigDecimal.valueOf(least + (long) random.nextInt(most - least + 1), scale);
    }

    /** Blocks, levies, taxes, charges, fees and limits of every kind; no lifeline that is lost as a whole. */
    Tariff any() {
        return tariff(true);
    }

    /** The same without what is taken once a purchase or a month. */
    Tariff withoutCharges() {
        return tariff(false);
    }

    private Tariff tariff(boolean charged) {
        int scale = oneIn(3) ? 0 : 2;
        List<LineRule> lines = lines(charged, scale);
        boolean isMonthly = lines.stream().anyMatch(line -> line.kind() == Kind.PER_MONTH);
        Units units = charged
                ? new Units(STEPS[below(STEPS.length)], MODES[below(MODES.length)])
                : new Units(100, MODES[below(MODES.length)]);
        return new Tariff(new TariffDefinition(
                new Terms(
                        "random",
                        "1",
                        LocalDate.EPOCH,
                        "KES",
                        scale,
                        BigDecimal.ONE.setScale(scale),
                        BigDecimal.valueOf(1_000_000).setScale(scale)),
                units,
                List.of(new CustomerClass("all", Optional.empty(), blocks(), false, Map.of())),
                "all",
                lines,
                isMonthly ? Optional.of(monthly()) : Optional.empty(),
                decimal(0, 99, 2),
                charged && oneIn(3) ? Optional.of(fee()) : Optional.empty(),
                charged && oneIn(4) ? Optional.of(new FreeEnergy(500, oneIn(2))) : Optional.empty()));
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        BigDecimal end = BigDecimal.ZERO;
        for (int i = below(4); i > 0; i--) {
            end = end.add(decimal(1, 2_000, 1));
            blocks.add(new Block(Optional.of(end), decimal(1, 500_000, 4), oneIn(2) ? CHEAP : ENERGY));
        }
        blocks.add(new Block(Optional.empty(), decimal(1_000, 500_000, 4), ENERGY));
        return blocks;
    }

    private List<LineRule> lines(boolean charged, int scale) {
        List<LineRule> lines = new ArrayList<>();
        lines.add(line(ENERGY, Kind.ENERGY, BigDecimal.ZERO, List.of()));
        lines.add(line(CHEAP, Kind.ENERGY, BigDecimal.ZERO, List.of()));
        for (int i = below(4); i > 0; i--) {
            lines.add(line("Levy " + i, Kind.PER_KWH, decimal(0, 50_000, 4), List.of()));
        }
        for (int i = charged ? below(3) : 0; i > 0; i--) {
            lines.add(line("Charge " + i, Kind.PER_MONTH, decimal(1, 30_000, scale), List.of()));
        }
        for (int i = below(4); i > 0; i--) {
            boolean withCharges = oneIn(2);
            List<String> of = new ArrayList<>(lines.stream()
                    .filter(line -> line.kind() == Kind.PER_MONTH ? withCharges : !oneIn(3))
                    .map(LineRule::name)
                    .toList());
            lines.add(line("Tax " + i, Kind.PERCENT, decimal(0, 300, 1), of));
        }
        List<LineRule> balanced = new ArrayList<>(lines);
        int rest = below(lines.size());
        if (lines.get(rest).kind() == Kind.PER_MONTH) {
            rest = 0;
        }
        LineRule chosen = lines.get(rest);
        balanced.set(rest, new LineRule(chosen.title(), chosen.kind(), chosen.number(), chosen.of(), Rounding.REST));
        return balanced;
    }

    private LineRule line(String name, Kind kind, BigDecimal number, List<String> of) {
        return new LineRule(new Title(name), kind, number, of, ROUNDINGS[below(ROUNDINGS.length)]);
    }

    private MonthlyCharges monthly() {
        return new MonthlyCharges(oneIn(2) ? Optional.empty() : Optional.of(1 + below(3)), decimal(1, 100, 2));
    }

    private ChannelFee fee() {
        BigDecimal least = decimal(0, 500, 2);
        return new ChannelFee(
                new Title("Fee"),
                decimal(0, 500, 2),
                decimal(0, 99, 2),
                least,
                oneIn(2) ? Optional.empty() : Optional.of(least.add(decimal(0, 5_000, 2))),
                oneIn(2));
    }

    /** Debts, owed charges and energy of the month. */
    Situation situation(int scale) {
        List<Debt> debts = new ArrayList<>();
        for (int i = below(3); i > 0; i--) {
            BigDecimal least = decimal(0, 5_000, scale);
            debts.add(new Debt(
                    "Debt " + i,
                    decimal(0, 100_000, scale),
                    decimal(0, 3_000, scale),
                    decimal(0, 100, 2),
                    least,
                    oneIn(2) ? Optional.empty() : Optional.of(least.add(decimal(0, 9_000, scale)))));
        }
        return new Situation(below(5_000), below(4), decimal(0, 50_000, scale), below(3_000), 10L * below(20), debts);
    }

    /** An amount, more often small than great. */
    BigDecimal amount(int scale) {
        int bound = oneIn(4) ? 1_000 : oneIn(2) ? 100_000 : 9_000_000;
        return BigDecimal.ONE
                .setScale(scale)
                .add(BigDecimal.valueOf(below(bound), scale))
                .min(new BigDecimal(1_000_000));
    }
}
