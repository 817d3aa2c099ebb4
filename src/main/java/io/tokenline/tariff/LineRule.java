package io.tokenline.tariff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How a line of the receipt comes about.
 *
 * @param title its name
 * @param kind ENERGY, PER_KWH, PERCENT or PER_MONTH; fees and debts have rules of their own
 * @param number money a kWh, per cent, or money a month; zero for energy, whose rates are the blocks'
 * @param of the lines that a percentage is of; else empty
 * @param rounding of its amount
 */
public record LineRule(Title title, ReceiptLine.Kind kind, BigDecimal number, List<String> of, Rounding rounding) {

    /** How an exact amount becomes one of the currency. */
    public enum Rounding {
        /** To the next above. */
        UP(RoundingMode.UP),
        /** To the next below. */
        DOWN(RoundingMode.DOWN),
        /** To the nearest, halves up. */
        HALF_UP(RoundingMode.HALF_UP),
        /** Whatever the other lines leave, so that all add up; exactly one line of a tariff has it. */
        REST(RoundingMode.UNNECESSARY);

        private final RoundingMode mode;

        Rounding(RoundingMode mode) {
            this.mode = mode;
        }

        RoundingMode mode() {
            return mode;
        }
    }

    public LineRule {
        if (number.signum() < 0) {
            throw new IllegalArgumentException("a line's number is not below zero");
        }
        of = List.copyOf(of);
    }

    /** The name that everything in the tariff calls it by. */
    public String name() {
        return title.name();
    }

    LineRule with(BigDecimal other) {
        return new LineRule(title, kind, other, of, rounding);
    }
}
