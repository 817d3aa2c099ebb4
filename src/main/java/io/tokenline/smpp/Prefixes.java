package io.tokenline.smpp;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which phones an operator has: those whose numbers begin with one of these.
 *
 * @param all at most 25, in digits with the country code; none: any phone
 */
public record Prefixes(List<String> all) {

    /** Any phone. */
    public static final Prefixes NONE = new Prefixes(List.of());

    /** Of a phone that they exclude. */
    static final int EXCLUDED = -1;

    private static final int MAX = 25;
    /** What they can be, for a sentence to whoever enters them. */
    static final String WHAT = "prefixes are at most " + MAX + " texts of digits that begin with a country code";

    private static final Pattern PREFIX = Pattern.compile("[1-9][0-9]{0,14}");

    public Prefixes {
        if (!canBe(all)) {
            throw new IllegalArgumentException(WHAT);
        }
        all = List.copyOf(all);
    }

    /** Whether these are prefixes. */
    static boolean canBe(List<String> texts) {
        return texts.size() <= MAX
                && texts.stream()
                        .allMatch(text -> text != null && PREFIX.matcher(text).matches());
    }

    /** Whether they include a phone, given as E.164 digits. */
    boolean cover(String digits) {
        return reach(digits) != EXCLUDED;
    }

    /** How many digits of a phone the longest prefix has: 0 where there are no prefixes, -1 where none fits. */
    int reach(String digits) {
        if (all.isEmpty()) {
            return 0;
        }
        return all.stream()
                .filter(digits::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(EXCLUDED);
    }

    /** As a column holds them, separated by blanks. */
    @Converter
    static final class Column implements AttributeConverter<Prefixes, String> {

        @Override
        public String convertToDatabaseColumn(Prefixes prefixes) {
            return String.join(" ", prefixes.all());
        }

        @Override
        public Prefixes convertToEntityAttribute(String text) {
            return new Prefixes(
                    Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList());
        }
    }
}
