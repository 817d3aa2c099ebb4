package io.tokenline.ussd.menu;

import java.util.function.Function;

/** What an input accepts: reads the typed text, or says what is wrong with it. Pure: it asks no database. */
@FunctionalInterface
public interface InputType {

    /** The error key every input has a text for. */
    String INVALID = "invalid";

    /** The error key of a value under the input's {@code min}. */
    String TOO_LOW = "too_low";

    /** The error key of a value over the input's {@code max}. */
    String TOO_HIGH = "too_high";

    /**
     * Reads what the customer typed.
     *
     * @param typed stripped, 1 to 182 characters
     * @param bounds of the input; {@link Bounds#NONE} where the type has none
     */
    Reading read(String typed, Bounds bounds);

    /** The longest a value may be when a screen repeats it, in GSM-7 septets; a longer one is invalid. */
    default int width(Bounds bounds) {
        return 20;
    }

    /** Whether inputs of this type may have {@code min} and {@code max}. */
    default boolean bounded() {
        return false;
    }

    /** Whether its values are amounts of money, for {@code {name|money}}. */
    default boolean isMoney() {
        return false;
    }

    /** The error key of a value under {@code min}. */
    default String tooLow() {
        return TOO_LOW;
    }

    /** The error key of a value over {@code max}. */
    default String tooHigh() {
        return TOO_HIGH;
    }

    /** A type without bounds whose values take at most {@code width} septets. */
    static InputType of(int width, Function<String, Reading> reader) {
        return new InputType() {
            @Override
            public Reading read(String typed, Bounds bounds) {
                return reader.apply(typed);
            }

            @Override
            public int width(Bounds bounds) {
                return width;
            }
        };
    }

    /** What a type made of a typed text. */
    sealed interface Reading {}

    /**
     * Accepted.
     *
     * @param value normalised, for actions
     * @param shown for screens, as the customer knows it
     */
    record Accepted(String value, String shown) implements Reading {}

    /**
     * Refused.
     *
     * @param key which of the input's own texts explains it, for example {@link #INVALID}
     */
    record Refused(String key) implements Reading {}
}
