package io.tokenline.ussd.menu;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a dialog stands: all the engine needs to go on, small enough to be stored after every step.
 *
 * @param version of the menu it belongs to
 * @param language of its screens
 * @param limit of the link it came over
 * @param screen its name
 * @param page of that screen, counted from 0
 * @param said what stands in front of that screen
 * @param retries wrong answers on this screen
 * @param history the screens behind it, oldest first, at most {@value #HISTORY}
 * @param answers by argument name
 * @param values what actions gave for screens, by name
 * @param rows what an action gave for a list
 * @param pending answers dialled in advance and not used yet
 */
public record Position(
        String version,
        String language,
        ScreenLimit limit,
        String screen,
        int page,
        String said,
        int retries,
        List<String> history,
        Map<String, Answer> answers,
        Map<String, String> values,
        Rows rows,
        List<String> pending)
        implements Serializable {

    /** Screens one can go back. */
    public static final int HISTORY = 8;

    @Serial
    private static final long serialVersionUID = 2L;

    public Position {
        history = List.copyOf(
                history.size() > HISTORY ? history.subList(history.size() - HISTORY, history.size()) : history);
        answers = Map.copyOf(answers);
        values = Map.copyOf(values);
        pending = List.copyOf(pending);
    }

    static Position beginning(MenuDefinition menu, String language, ScreenLimit limit, List<String> pending) {
        return new Position(
                menu.version(),
                language,
                limit,
                menu.start(),
                0,
                "",
                0,
                List.of(),
                Map.of(),
                Map.of(),
                Rows.NONE,
                pending);
    }

    /** The position that these octets are of. */
    public static Position of(byte[] octets) {
        return PositionOctets.read(octets);
    }

    /** A few hundred octets that say the same. */
    public byte[] octets() {
        return PositionOctets.write(this);
    }

    /** The same place in another language. */
    public Position speaking(String other) {
        return new Position(
                version, other, limit, screen, page, said, retries, history, answers, values, rows, pending);
    }

    /** The same place over a link whose screens are of another length. */
    Position within(ScreenLimit other) {
        return new Position(
                version, language, other, screen, page, said, retries, history, answers, values, rows, pending);
    }

    /** What actions are told: every answer, normalised. */
    public Map<String, String> args() {
        Map<String, String> args = new HashMap<>();
        answers.forEach((name, answer) -> args.put(name, answer.value()));
        return Map.copyOf(args);
    }

    /** The first page of another screen. */
    Position at(String next) {
        return new Position(version, language, limit, next, 0, "", retries, history, answers, values, rows, pending);
    }

    Position onPage(int number) {
        return new Position(
                version, language, limit, screen, number, said, retries, history, answers, values, rows, pending);
    }

    Position saying(String before) {
        return new Position(
                version, language, limit, screen, page, before, retries, history, answers, values, rows, pending);
    }

    Position withAnswer(String name, Answer answer) {
        Map<String, Answer> all = new HashMap<>(answers);
        all.put(name, answer);
        return new Position(version, language, limit, screen, page, said, retries, history, all, values, rows, pending);
    }

    Position withValues(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(given);
        return new Position(
                version, language, limit, screen, page, said, retries, history, answers, all, rows, pending);
    }

    Position withRows(Rows given) {
        return new Position(
                version, language, limit, screen, page, said, retries, history, answers, values, given, pending);
    }

    Position withPending(List<String> left) {
        return new Position(
                version, language, limit, screen, page, said, retries, history, answers, values, rows, left);
    }

    Position withRetries(int count) {
        return new Position(
                version, language, limit, screen, page, said, count, history, answers, values, rows, pending);
    }

    /** The screen joins the history. */
    Position left() {
        List<String> longer = new ArrayList<>(history);
        longer.add(screen);
        return withHistory(longer);
    }

    /** The history as it was before that screen, so that coming back to a screen makes no loop of it. */
    Position unwound(String to) {
        int seen = history.indexOf(to);
        return seen < 0 ? this : withHistory(history.subList(0, seen));
    }

    /** The screen before, which leaves the history. */
    Position returned() {
        int last = history.size() - 1;
        return at(history.get(last)).withHistory(history.subList(0, last));
    }

    private Position withHistory(List<String> screens) {
        return new Position(
                version, language, limit, screen, page, said, retries, screens, answers, values, rows, pending);
    }

    /** Whoever stores Java objects stores the octets. */
    @Serial
    private Object writeReplace() throws ObjectStreamException {
        return new Stored(octets());
    }

    private static final class Stored implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        private final byte[] octets;

        private Stored(byte[] octets) {
            this.octets = octets;
        }

        @Serial
        private Object readResolve() throws ObjectStreamException {
            return Position.of(octets);
        }
    }
}
