package io.tokenline;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The environment's texts by name, read as what they are meant to be. A text that cannot be used is an
 * {@link IllegalArgumentException} that names the variable, its value and what it may be.
 *
 * @param texts finds a text by its name
 */
public record SettingTexts(Function<String, Optional<String>> texts) {

    /** What the tables have room for. */
    private static final int NAME_MAX = 40;

    /** A text, stripped; a blank one counts as missing. */
    public String text(String name, String otherwise) {
        return texts.apply(name).map(String::strip).filter(t -> !t.isEmpty()).orElse(otherwise);
    }

    /** A name that the tables have room for: 40 characters. */
    public String name(String name, String otherwise) {
        String text = text(name, otherwise);
        if (text.length() > NAME_MAX) {
            throw wrong(name, "at most " + NAME_MAX + " characters");
        }
        return text;
    }

    /** A secret, as it stands. */
    public Optional<Secret> secret(String name) {
        return texts.apply(name).filter(t -> !t.isEmpty()).map(Secret::new);
    }

    /** A file or folder. */
    public Optional<Path> file(String name) {
        return texts.apply(name).map(String::strip).filter(t -> !t.isEmpty()).map(Path::of);
    }

    /** {@code true} or {@code false}. */
    public boolean bool(String name, boolean otherwise) {
        return switch (text(name, Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false");
        };
    }

    /** 1 to 15 digits. */
    public String digits(String name, String otherwise) {
        String text = text(name, otherwise);
        if (!text.matches("[0-9]{1,15}")) {
            throw wrong(name, "digits only");
        }
        return text;
    }

    /** What customers dial, such as {@code *120*55#}. */
    public String serviceCode(String name, String otherwise) {
        String text = text(name, otherwise);
        if (!text.matches("\\*[0-9]{1,6}(\\*[0-9]{1,6}){0,3}#")) {
            throw wrong(name, "what customers dial, such as *120*55#");
        }
        return text;
    }

    /** A whole number within limits. */
    public int number(String name, int otherwise, int min, int max) {
        String text = text(name, Integer.toString(otherwise));
        if (!text.matches("[0-9]{1,9}")) {
            throw wrong(name, "a whole number from " + min + " to " + max);
        }
        int number = Integer.parseInt(text);
        if (number < min || number > max) {
            throw wrong(name, "a whole number from " + min + " to " + max);
        }
        return number;
    }

    /** A time above zero, in ISO 8601: {@code PT30S}. */
    public Duration duration(String name, String otherwise) {
        try {
            Duration duration = Duration.parse(text(name, otherwise));
            if (duration.isNegative() || duration.isZero()) {
                throw wrong(name, "a duration above zero, such as PT30S or PT2M");
            }
            return duration;
        } catch (java.time.format.DateTimeParseException e) {
            throw wrong(name, "a duration such as PT30S or PT2M");
        }
    }

    /** A currency that has a smallest unit, by its ISO 4217 code. */
    public Currency currency(String name, String otherwise) {
        String text = text(name, otherwise);
        return Currency.getAvailableCurrencies().stream()
                .filter(c -> c.getCurrencyCode().equals(text) && c.getDefaultFractionDigits() >= 0)
                .findAny()
                .orElseThrow(() -> wrong(name, "an ISO 4217 code such as KES"));
    }

    /** A time zone by its name. */
    public ZoneId zone(String name, String otherwise) {
        try {
            return ZoneId.of(text(name, otherwise));
        } catch (DateTimeException e) {
            throw wrong(name, "a time zone such as Africa/Nairobi or UTC");
        }
    }

    /** A secret that must not be missing. */
    public Secret neededSecret(String name, String what) {
        return secret(name).orElseThrow(() -> wrong(name, what));
    }

    /** A text that must not be missing and has a form. */
    public String needed(String name, String form, String what) {
        String text = text(name, "");
        if (!text.matches(form)) {
            throw wrong(name, what);
        }
        return text;
    }

    /** Several texts between commas; empty where there are none. */
    public List<String> list(String name) {
        return Stream.of(text(name, "").split(","))
                .map(String::strip)
                .filter(t -> !t.isEmpty())
                .toList();
    }

    /** A time that may be none: {@code PT0S}. */
    public Duration durationOrNone(String name, String otherwise) {
        return text(name, otherwise).equals("PT0S") ? Duration.ZERO : duration(name, otherwise);
    }

    /** What a setting is called in the environment. */
    public static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The exception that stops the start: which variable, and what it may be. Not for secrets: it shows the value. */
    public IllegalArgumentException wrong(String name, String wanted) {
        return new IllegalArgumentException(name.toUpperCase(Locale.ROOT).replace('.', '_') + "="
                + texts.apply(name).orElse("") + " cannot be used: write " + wanted);
    }
}
