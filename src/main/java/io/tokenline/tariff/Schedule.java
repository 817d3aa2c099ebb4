package io.tokenline.tariff;

import java.math.BigDecimal;
import java.util.List;

/**
 * The prices of blocks with everything that is charged on top, worked out once for all quotes. All is exact: nothing is
 * rounded before a line or the energy is.
 */
final class Schedule {

    private final List<Step> steps;

    /**
     * Works out the prices.
     *
     * @param blocks in rising order
     */
    Schedule(List<Block> blocks, LineShares shares) {
        this.steps = blocks.stream()
                .map(block -> Step.of(block, shares.ofKilowattHour(block)))
                .toList();
    }

    /**
     * Where money for energy leads.
     *
     * @param month energy of this month so far, in kWh
     * @param money for energy and all that is charged on it
     * @param lines what the lines have already; may be changed
     */
    Purchase buy(BigDecimal month, BigDecimal money, BigDecimal[] lines) {
        BigDecimal left = money;
        BigDecimal at = month;
        for (Step step : steps) {
            if (step.endsBy(at)) {
                continue;
            }
            if (!step.isTooSmallFor(left, at)) {
                return new Purchase(lines, at.subtract(month), step.lines(), BigDecimal.ONE, left, step.price());
            }
            BigDecimal room = step.room(at);
            for (int i = 0; i < lines.length; i++) {
                lines[i] = lines[i].add(step.lines().get(i).multiply(room));
            }
            left = left.subtract(step.price().multiply(room));
            at = at.add(room);
        }
        throw new IllegalStateException("the last block is open");
    }

    /** What energy costs, with all that is charged on it; not rounded. */
    BigDecimal cost(BigDecimal month, BigDecimal kilowattHours) {
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal left = kilowattHours;
        BigDecimal at = month;
        for (Step step : steps) {
            if (step.endsBy(at)) {
                continue;
            }
            if (!step.endsWithin(at, left)) {
                return cost.add(step.price().multiply(left));
            }
            BigDecimal room = step.room(at);
            cost = cost.add(step.price().multiply(room));
            left = left.subtract(room);
            at = at.add(room);
        }
        throw new IllegalStateException("the last block is open");
    }
}
