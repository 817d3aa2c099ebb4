package io.tokenline.tariff;

import io.tokenline.tariff.ReceiptLine.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each line gets of a kilowatt-hour, and of one unit of money of the charges per month: exact, percentages of percentages worked out. */
final class LineShares {

    private static final int PER_CENT = 2;

    private final List<LineRule> lines;

    LineShares(List<LineRule> lines) {
        this.lines = List.copyOf(lines);
    }

    /** In money a kWh, in the order of the lines. */
    List<BigDecimal> ofKilowattHour(Block block) {
        Map<String, BigDecimal> known = new HashMap<>();
        for (LineRule line : lines) {
            if (line.kind() == Kind.ENERGY) {
                known.put(line.name(), line.name().equals(block.line()) ? block.rate() : BigDecimal.ZERO);
            } else if (line.kind() != Kind.PERCENT) {
                known.put(line.name(), line.kind() == Kind.PER_KWH ? line.number() : BigDecimal.ZERO);
            }
        }
        return withPercentages(known);
    }

    /**
     * What percentages get of the charges per month; all percentages are of all charges or of none, so it does not matter
     * which charge is paid first. The charges themselves get nothing here.
     */
    List<BigDecimal> ofCharges() {
        Map<String, BigDecimal> known = new HashMap<>();
        boolean isFirst = true;
        for (LineRule line : lines) {
            if (line.kind() == Kind.PER_MONTH) {
                known.put(line.name(), isFirst ? BigDecimal.ONE : BigDecimal.ZERO);
                isFirst = false;
            } else if (line.kind() != Kind.PERCENT) {
                known.put(line.name(), BigDecimal.ZERO);
            }
        }
        List<BigDecimal> shares = new ArrayList<>(withPercentages(known));
        for (int i = 0; i < shares.size(); i++) {
            if (lines.get(i).kind() == Kind.PER_MONTH) {
                shares.set(i, BigDecimal.ZERO);
            }
        }
        return List.copyOf(shares);
    }

    private List<BigDecimal> withPercentages(Map<String, BigDecimal> known) {
        return lines.stream().map(line -> share(line, known)).toList();
    }

    private BigDecimal share(LineRule line, Map<String, BigDecimal> known) {
        BigDecimal share = known.get(line.name());
        if (share != null) {
            return share;
        }
        BigDecimal base = BigDecimal.ZERO;
        for (LineRule other : lines) {
            if (line.of().contains(other.name())) {
                base = base.add(share(other, known));
            }
        }
        BigDecimal worked = plain(base.multiply(line.number()).movePointLeft(PER_CENT));
        known.put(line.name(), worked);
        return worked;
    }

    /** Few digits are quick to reckon with. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
