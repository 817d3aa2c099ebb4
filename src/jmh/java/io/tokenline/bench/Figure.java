package io.tokenline.bench;

import java.util.Locale;

/**
 * A number that a {@link Trial} found, and what it has to be.
 *
 * @param name in a few words
 * @param value in this unit
 * @param unit as it is printed behind the value
 * @param least the value is to be this at least
 * @param most the value is to be this at most
 * @param goal the same in words, empty where nothing is asked
 */
public record Figure(String name, double value, String unit, double least, double most, String goal) {

    private static final double SMALL = 100;

    /** A number of which nothing is asked. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");
    }

    /** The same, to be so much at least. */
    public Figure atLeast(double limit, String of) {
        return new Figure(name, value, unit, limit, most, "at least " + number(limit) + " " + of);
    }

    /** The same, to be so much at most. */
    public Figure atMost(double limit, String of) {
        return new Figure(name, value, unit, least, limit, "at most " + number(limit) + " " + of);
    }

    /** Whether it is what it has to be. */
    boolean met() {
        return value >= least && value <= most;
    }

    /** The value with its unit. */
    String measured() {
        return number(value) + " " + unit;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < SMALL ? "%.2f" : "%,.0f", value);
    }
}
