package io.tokenline.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The cells of one row by their columns, and whether one was found wrong. */
final class Cells {

    /** Stands for octets that are no UTF-8. */
    private static final char UNREADABLE = '\uFFFD';

    /** What a spreadsheet takes for a formula; {@link #defused} says what is done about it. */
    private static final String FORMULA = "=+-@\t\r'";

    private final Header header;
    private final long line;
    private final List<String> cells;
    private final Consumer<RowFault> faults;
    private boolean sound = true;

    Cells(Header header, long line, List<String> cells, Consumer<RowFault> faults) {
        this.header = header;
        this.line = line;
        this.cells = cells;
        this.faults = faults;
    }

    /** Whether the row has as many cells as the first line; where not, nobody knows which is which. */
    boolean isWhole() {
        if (cells.size() == header.size()) {
            return true;
        }
        faults.accept(RowFault.ofRow(
                line,
                "the row has " + cells.size() + " cells, the first line has " + header.size(),
                "write a cell for each column, and quotes around a cell that holds a comma"));
        return false;
    }

    /** Whether nothing was found wrong. */
    boolean isSound() {
        return sound;
    }

    /** Something is wrong. */
    void wrong(Column column, String reason, String advice) {
        sound = false;
        faults.accept(RowFault.of(line, column, reason, advice));
    }

    /** What stands in a cell, nothing around it; empty where there is no such cell or nothing in it. */
    Optional<String> value(Column column) {
        Integer place = header.places().get(column);
        if (place == null) {
            return Optional.empty();
        }
        String text = armed(cells.get(place).strip());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == UNREADABLE) {
                wrong(column, "there are letters that cannot be read", "save the file as UTF-8");
                return Optional.empty();
            }
            if (Character.isISOControl(c) || loneSurrogate(text, i)) {
                wrong(column, "there is a line break or another sign that no cell has", "write it in one line");
                return Optional.empty();
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static boolean loneSurrogate(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** A cell as a file that is handed out has it: a quote before what a spreadsheet would take for a formula. */
    static String defused(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String armed(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && FORMULA.indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    /** A text that is not too long. */
    Optional<String> text(Column column, int max) {
        Optional<String> text = value(column);
        if (text.isPresent() && text.get().length() > max) {
            wrong(column, "the text is too long", "write " + max + " characters at most");
            return Optional.empty();
        }
        return text;
    }

    /** A text of a certain form. */
    Optional<String> matching(Column column, Pattern form, String advice) {
        Optional<String> text = value(column);
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            wrong(column, "this cannot be", advice);
            return Optional.empty();
        }
        return text;
    }

    /** A whole number between two. */
    Optional<Integer> number(Column column, int min, int max) {
        Optional<String> text = value(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> number = text.filter(
                        digits -> isDigits(digits, Integer.toString(max).length()))
                .map(Integer::valueOf)
                .filter(some -> some >= min && some <= max);
        if (number.isEmpty()) {
            wrong(column, "this cannot be", "write a whole number from " + min + " to " + max);
        }
        return number;
    }

    private static boolean isDigits(String text, int max) {
        return text.length() <= max && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** An amount of 0 or more. */
    Optional<Long> amount(Column column, Function<String, OptionalLong> reader, String advice) {
        Optional<String> text = value(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong amount = reader.apply(text.get());
        if (amount.isEmpty()) {
            wrong(column, text.get().startsWith("-") ? "this is less than nothing" : "this is no amount", advice);
            return Optional.empty();
        }
        return Optional.of(amount.getAsLong());
    }

    /** The parts of a text, nothing around them; empty ones too. */
    static List<String> split(String text, char between) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = text.indexOf(between); i >= 0; i = text.indexOf(between, from)) {
            parts.add(text.substring(from, i).strip());
            from = i + 1;
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
