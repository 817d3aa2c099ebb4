package io.tokenline.ussd.menu;

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
 * @param screen its name
 * @param history the screens behind it, oldest first, at most {@value #HISTORY}
 * @param answers by argument name
 * @param values what actions gave for screens, by name
 * @param pending answers dialled in advance and not used yet
 * @param retries wrong answers on this screen
 */
public record Position(
        String version,
        String language,
        String screen,
        List<String> history,
        Map<String, Answer> answers,
        Map<String, String> values,
        List<String> pending,
        int retries)
        implements Serializable {

    /** Screens one can go back. */
    public static final int HISTORY = 8;

    @Serial
    private static final long serialVersionUID = 1L;

    public Position {
        history = List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
        answers = Map.copyOf(answers);
        values = Map.copyOf(values);
        pending = List.copyOf(pending);
    }

    static Position beginning(MenuDefinition menu, String language, List<String> pending) {
        return new Position(menu.version(), language, menu.start(), List.of(), Map.of(), Map.of(), pending, 0);
    }

    /** The same place in another language. */
    public Position speaking(String other) {
        return new Position(version, other, screen, history, answers, values, pending, retries);
    }

    /** What actions are told: every answer, normalised. */
    public Map<String, String> args() {
        Map<String, String> args = new HashMap<>();
        answers.forEach((name, answer) -> args.put(name, answer.value()));
        return Map.copyOf(args);
    }

    Position at(String next) {
        return new Position(version, language, next, history, answers, values, pending, retries);
    }

    Position withAnswer(String name, Answer answer) {
        Map<String, Answer> all = new HashMap<>(answers);
        all.put(name, answer);
        return new Position(version, language, screen, history, all, values, pending, retries);
    }

    Position withValues(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(given);
        return new Position(version, language, screen, history, answers, all, pending, retries);
    }

    Position withPending(List<String> left) {
        return new Position(version, language, screen, history, answers, values, left, retries);
    }

    Position withRetries(int count) {
        return new Position(version, language, screen, history, answers, values, pending, count);
    }

    /** The screen joins the history. */
    Position left() {
        List<String> longer = new ArrayList<>(history);
        longer.add(screen);
        return new Position(version, language, screen, longer, answers, values, pending, retries);
    }

    /** The history as it was before that screen, so that coming back to a screen makes no loop of it. */
    Position unwound(String to) {
        int seen = history.indexOf(to);
        return seen < 0
                ? this
                : new Position(version, language, screen, history.subList(0, seen), answers, values, pending, retries);
    }
}
