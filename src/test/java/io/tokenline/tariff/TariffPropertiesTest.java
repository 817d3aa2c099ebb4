package io.tokenline.tariff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for every tariff, tried with thousands of random ones. */
class TariffPropertiesTest {

    private static final boolean LONG = Boolean.getBoolean("long.runs");
    private static final int TARIFFS = LONG ? 20_000 : 400;
    private static final int AMOUNTS = 6;
    private static final long SEED = 62_055;

    private final RandomTariffs random = new RandomTariffs(SEED);

    /** What is tried with one tariff, situation and amount. */
    private interface Trial {

        void of(Tariff tariff, Situation situation, BigDecimal amount);
    }

    private void always(Trial trial) {
        for (int i = 0; i < TARIFFS; i++) {
            Tariff tariff = random.any();
            for (int j = 0; j < AMOUNTS; j++) {
                trial.of(tariff, random.situation(tariff.scale()), random.amount(tariff.scale()));
            }
        }
    }

    private static String told(Tariff tariff, Situation situation, BigDecimal amount) {
        return amount + " in " + situation + " by " + tariff.definition();
    }

    @Test
    void theLinesAddUpToTheMoneyPaidAndNoneIsZeroOrLess() {
        always((tariff, situation, amount) -> {
            Breakdown breakdown = tariff.sell(situation, amount);
            boolean isOnTop =
                    tariff.definition().fee().filter(ChannelFee::onTop).isPresent();
            BigDecimal onTop = isOnTop ? breakdown.sum(Kind.FEE) : BigDecimal.ZERO;
            assertEquals(0, breakdown.paid().compareTo(amount.add(onTop)), () -> told(tariff, situation, amount));
            assertTrue(
                    breakdown.lines().stream()
                            .allMatch(line ->
                                    line.amount().signum() > 0 && line.amount().scale() == tariff.scale()),
                    () -> breakdown + " for " + told(tariff, situation, amount));
        });
    }

    @Test
    void whatIsPaidOfChargesAndDebtsStandsOnTheReceiptAndStaysWithinItsLimits() {
        always((tariff, situation, amount) -> {
            Breakdown breakdown = tariff.sell(situation, amount);
            TariffDefinition rules = tariff.definition();
            BigDecimal inside = rules.fee().filter(fee -> !fee.onTop()).isPresent()
                    ? amount.subtract(breakdown.sum(Kind.FEE))
                    : amount;
            BigDecimal debts =
                    breakdown.debtsPaid().stream().map(DebtPayment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(0, debts.compareTo(breakdown.sum(Kind.DEBT)));
            assertTrue(debts.compareTo(inside.multiply(rules.debtShare())) <= 0);
            for (DebtPayment payment : breakdown.debtsPaid()) {
                Debt debt = situation.debts().stream()
                        .filter(one -> one.name().equals(payment.name()))
                        .findFirst()
                        .orElseThrow();
                assertTrue(payment.amount().signum() > 0 && payment.amount().compareTo(debt.remaining()) <= 0);
            }
            assertEquals(0, breakdown.fixedPaid().compareTo(breakdown.sum(Kind.PER_MONTH)));
            assertTrue(breakdown.fixedOwedAfter().signum() >= 0, () -> told(tariff, situation, amount));
            rules.monthly()
                    .ifPresent(monthly -> assertTrue(breakdown
                                    .fixedPaid()
                                    .compareTo(inside.subtract(debts).multiply(monthly.share()))
                            <= 0));
        });
    }

    @Test
    void moreMoneyNeverBuysLess() {
        always((tariff, situation, amount) -> {
            BigDecimal little = BigDecimal.valueOf(1, tariff.scale());
            BigDecimal more = amount.add(little).min(tariff.maximum());
            BigDecimal far = amount.multiply(new BigDecimal("1.37"))
                    .setScale(tariff.scale(), RoundingMode.UP)
                    .min(tariff.maximum());
            long units = tariff.sell(situation, amount).wattHours();
            assertTrue(units <= tariff.sell(situation, more).wattHours(), () -> told(tariff, situation, amount));
            assertTrue(units <= tariff.sell(situation, far).wattHours(), () -> told(tariff, situation, amount));
        });
    }

    @Test
    void thePriceOfWhatAnAmountBuysIsAtMostThatAmountAndOneStepMoreCostsMore() {
        for (int i = 0; i < TARIFFS; i++) {
            Tariff tariff = random.any();
            Situation situation = random.situation(tariff.scale());
            BigDecimal amount = random.amount(tariff.scale());
            long step = tariff.definition().units().stepWattHours();
            long units = tariff.sell(situation, amount).wattHours();
            if (units > 0) {
                BigDecimal price = tariff.price(situation, units);
                assertTrue(price.compareTo(amount) <= 0, () -> told(tariff, situation, amount));
                assertEquals(units, tariff.sell(situation, price).wattHours(), () -> told(tariff, situation, amount));
            }
            assertTrue(
                    tariff.price(situation, units + step).compareTo(amount) > 0, () -> told(tariff, situation, amount));
        }
    }

    @Test
    void aCentLessThanAPriceBuysLess() {
        for (int i = 0; i < TARIFFS; i++) {
            Tariff tariff = random.any();
            Situation situation = random.situation(tariff.scale());
            long units = 1L + random.below(400_000);
            BigDecimal price = tariff.price(situation, units);
            BigDecimal less = price.subtract(BigDecimal.valueOf(1, tariff.scale()));
            if (price.compareTo(tariff.maximum()) <= 0 && less.compareTo(tariff.minimum()) >= 0) {
                assertTrue(tariff.sell(situation, price).wattHours() >= units);
                assertTrue(tariff.sell(situation, less).wattHours() < units);
            }
        }
    }

    @Test
    void whatRoundingTheUnitsTookAwayOrGaveIsWorthAStepAtMost() {
        always((tariff, situation, amount) -> {
            Breakdown breakdown = tariff.sell(situation, amount);
            Units units = tariff.definition().units();
            BigDecimal step = dearest(tariff)
                    .multiply(BigDecimal.valueOf(units.stepWattHours(), 3))
                    .setScale(tariff.scale(), RoundingMode.UP);
            assertTrue(breakdown.remainder().abs().compareTo(step) <= 0, () -> told(tariff, situation, amount));
            if (units.mode() != RoundingMode.HALF_UP) {
                int sign = units.mode() == RoundingMode.DOWN ? 1 : -1;
                assertTrue(breakdown.remainder().signum() * sign >= 0, () -> told(tariff, situation, amount));
            }
        });
    }

    /** Two purchases are rounded twice, and the month may stand a step further on when the second one begins. */
    @Test
    void aPurchaseInTwoPartsBuysTheSameButForRounding() {
        for (int i = 0; i < TARIFFS; i++) {
            Tariff tariff = random.withoutCharges();
            long month = random.below(4_000);
            BigDecimal first = random.amount(tariff.scale());
            BigDecimal second = random.amount(tariff.scale());
            long step = tariff.definition().units().stepWattHours();
            long tenths = tariff.sell(month(month), first).unitsTenths();
            long apart =
                    100 * tenths + tariff.sell(month(month + tenths), second).wattHours();
            BigDecimal sum = first.add(second);
            if (sum.compareTo(tariff.maximum()) <= 0) {
                long whole = tariff.sell(month(month), sum).wattHours();
                long allowed = step * (2 + dearestOverCheapest(tariff));
                assertTrue(
                        Math.abs(whole - apart) <= allowed,
                        () -> whole + " or " + apart + ": " + first + " and " + told(tariff, month(month), second));
            }
        }
    }

    private static List<BigDecimal> prices(Tariff tariff) {
        LineShares shares = new LineShares(tariff.definition().lines());
        return tariff.definition().classes().get(0).blocks().stream()
                .map(block -> shares.ofKilowattHour(block).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .sorted()
                .toList();
    }

    private static BigDecimal dearest(Tariff tariff) {
        List<BigDecimal> prices = prices(tariff);
        return prices.get(prices.size() - 1);
    }

    private static long dearestOverCheapest(Tariff tariff) {
        return dearest(tariff).divide(prices(tariff).get(0), 0, RoundingMode.UP).longValueExact();
    }

    private static Situation month(long tenths) {
        return new Situation(tenths, 0, BigDecimal.ZERO, Situation.NO_AVERAGE, 0, List.of());
    }

    /** Another way to reckon: step by step of the token, each for the price of its block, until the money is gone. */
    @Test
    void unitsAreThoseOfBuyingStepByStep() {
        for (int i = 0; i < TARIFFS / 5; i++) {
            Tariff tariff = random.withoutCharges();
            if (tariff.definition().units().mode() != RoundingMode.DOWN) {
                continue;
            }
            BigDecimal amount = BigDecimal.valueOf(100L + random.below(50_000), tariff.scale());
            long month = random.below(4_000);
            assertEquals(
                    stepByStep(tariff.definition(), month, amount),
                    tariff.sell(month(month), amount).unitsTenths(),
                    () -> told(tariff, month(month), amount));
        }
    }

    private static long stepByStep(TariffDefinition rules, long month, BigDecimal amount) {
        BigDecimal left = amount;
        long tenths = 0;
        while (true) {
            BigDecimal at = BigDecimal.valueOf(month + tenths, 1);
            Block block = rules.classes().get(0).blocks().stream()
                    .filter(one -> one.upTo().map(end -> at.compareTo(end) < 0).orElse(true))
                    .findFirst()
                    .orElseThrow();
            BigDecimal price = priceOfATenth(rules.lines(), block);
            if (left.compareTo(price) < 0) {
                return tenths;
            }
            left = left.subtract(price);
            tenths++;
        }
    }

    /** Percentages stand behind the lines that they are of. */
    private static BigDecimal priceOfATenth(List<LineRule> lines, Block block) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        for (LineRule line : lines) {
            BigDecimal amount = switch (line.kind()) {
                case ENERGY -> line.name().equals(block.line()) ? block.rate() : BigDecimal.ZERO;
                case PER_KWH -> line.number();
                case PERCENT ->
                    line.of().stream()
                            .map(amounts::get)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .multiply(line.number())
                            .movePointLeft(2);
                default -> throw new IllegalStateException("no charges here");
            };
            amounts.put(line.name(), amount);
        }
        return amounts.values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointLeft(1);
    }
}
