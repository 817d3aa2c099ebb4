package io.tokenline.ussd.menu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine: from a position and an input to the next position and what is to be done there. It keeps nothing, so
 * one engine serves every dialog of its menu.
 */
public final class Menu {

    private final MenuDefinition menu;
    private final MenuText text;

    /**
     * An engine for one menu.
     *
     * @param constants values that are the same for every dialog, such as the service code
     */
    public Menu(MenuDefinition menu, Map<String, String> constants) {
        this.menu = menu;
        this.text = new MenuText(menu, constants);
    }

    /** The menu it runs. */
    public MenuDefinition definition() {
        return menu;
    }

    /**
     * Begins a dialog.
     *
     * @param language the first language of the menu is taken where it does not have this one
     * @param preAnswers answers dialled together with the code; an empty one is asked for
     */
    public Turn start(String language, List<String> preAnswers) {
        Position position = Position.beginning(menu, known(language), preAnswers);
        return arrive(position, menu.start(), "");
    }

    /** Takes the customer's answer to the screen shown at this position. */
    public Turn next(Position position, String typed) {
        Screen.Asking screen = asking(position);
        String input = typed.strip();
        if (input.equals(menu.navigation().home().dial())) {
            return start(position.language(), List.of());
        }
        if (input.equals(menu.navigation().back().dial())) {
            List<String> history = position.history();
            String back = history.isEmpty() ? menu.start() : history.get(history.size() - 1);
            return arrive(position.withPending(List.of()).withRetries(0), back, "");
        }
        return answer(position, screen, input);
    }

    /**
     * Goes on after an action.
     *
     * @param outcome decides which way
     * @param values for the screens that follow; those the action did not promise are left out
     */
    public Turn resume(Position position, String outcome, Map<String, String> values) {
        if (!(screen(position) instanceof Screen.Action action)) {
            throw new IllegalArgumentException(position.screen() + " is no action");
        }
        Map<String, String> kept = new HashMap<>();
        action.gives().forEach((name, width) -> {
            if (values.containsKey(name)) {
                kept.put(name, GsmText.fit(values.getOrDefault(name, ""), width));
            }
        });
        Target target = action.on().getOrDefault(outcome, action.otherwise());
        Position informed = position.withValues(kept);
        String prefix = text.say(informed, target);
        String asked = informed.history().isEmpty()
                ? ""
                : informed.history().get(informed.history().size() - 1);
        return target.screen().equals(asked)
                ? again(informed.at(asked), prefix)
                : arrive(prefix.isEmpty() ? informed : informed.withPending(List.of()), target.screen(), prefix);
    }

    /** One of the sentences that belong to no screen. */
    public String message(Message message, String language) {
        return text.message(message, known(language));
    }

    private String known(String language) {
        return menu.languages().contains(language) ? language : menu.languages().get(0);
    }

    private Turn answer(Position position, Screen.Asking asking, String input) {
        if (asking instanceof Screen.Input screen) {
            return read(position, screen, input);
        }
        List<Option> options = asking instanceof Screen.Choice choice
                ? choice.options()
                : List.of(((Screen.Confirm) asking).yes(), ((Screen.Confirm) asking).no());
        Optional<Option> chosen =
                options.stream().filter(o -> o.dial().equals(input)).findFirst();
        if (chosen.isEmpty()) {
            return again(position, message(Message.WRONG_CHOICE, position.language()));
        }
        Option option = chosen.get();
        Position answered = position;
        if (asking instanceof Screen.Choice choice && choice.arg().isPresent()) {
            String label = option.text().in(position.language());
            answered = position.withAnswer(choice.arg().get(), new Answer(option.key(), label));
        }
        return leave(answered, option.target());
    }

    private Turn read(Position position, Screen.Input screen, String input) {
        InputType.Reading reading = input.isEmpty() || input.length() > DialledString.MAX_CHARS
                ? new InputType.Refused(InputType.INVALID)
                : screen.type().read(input, screen.bounds());
        if (reading instanceof InputType.Accepted accepted
                && GsmText.isGsm(accepted.shown())
                && GsmText.septets(accepted.shown()) <= screen.type().width()) {
            Answer answer = new Answer(accepted.value(), accepted.shown());
            return leave(position.withAnswer(screen.arg(), answer), screen.target());
        }
        String key = reading instanceof InputType.Refused refused ? refused.key() : InputType.INVALID;
        return again(position, text.error(position, screen, key));
    }

    private Turn leave(Position position, Target target) {
        return arrive(position.left(), target.screen(), text.say(position, target));
    }

    /** Asks the same screen once more, a limited number of times. */
    private Turn again(Position position, String why) {
        int allowed = screen(position) instanceof Screen.Input input ? input.retries() : menu.retries();
        Position tried =
                position.unwound(position.screen()).withPending(List.of()).withRetries(position.retries() + 1);
        if (tried.retries() > allowed) {
            return new Turn(tried, new Step.End(message(Message.TOO_MANY_TRIES, position.language())));
        }
        return new Turn(tried, new Step.Show(text.asking(tried, asking(tried), why)));
    }

    private Turn arrive(Position position, String name, String prefix) {
        Position there = position.at(name);
        Screen screen = screen(there);
        if (screen instanceof Screen.Action action) {
            return new Turn(there, new Step.Act(action.name(), there.args()));
        }
        if (screen instanceof Screen.End end) {
            return new Turn(there, new Step.End(text.end(there, end, prefix)));
        }
        Screen.Asking asking = (Screen.Asking) screen;
        Position fresh = there.unwound(name).withRetries(0);
        if (asking instanceof Screen.Confirm) {
            fresh = fresh.withPending(List.of());
        }
        if (!fresh.pending().isEmpty()) {
            String dialled = fresh.pending().get(0);
            fresh = fresh.withPending(fresh.pending().subList(1, fresh.pending().size()));
            if (!dialled.isEmpty()) {
                return answer(fresh, asking, dialled);
            }
        }
        return new Turn(fresh, new Step.Show(text.asking(fresh, asking, prefix)));
    }

    private Screen.Asking asking(Position position) {
        if (screen(position) instanceof Screen.Asking asking) {
            return asking;
        }
        throw new IllegalArgumentException(position.screen() + " asks nothing");
    }

    private Screen screen(Position position) {
        Screen screen = menu.screens().get(position.screen());
        if (screen == null || !position.version().equals(menu.version())) {
            throw new IllegalArgumentException("no position of this menu: " + position.screen());
        }
        return screen;
    }
}
