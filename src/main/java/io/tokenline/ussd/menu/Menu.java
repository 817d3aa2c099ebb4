package io.tokenline.ussd.menu;

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
    private final Resumption resumption;

    /**
     * An engine for one menu.
     *
     * @param constants values that are the same for every dialog, such as the service code
     */
    public Menu(MenuDefinition menu, Map<String, String> constants) {
        this.menu = menu;
        this.text = new MenuText(menu, constants);
        this.resumption = new Resumption(this, text);
    }

    /** The menu it runs. */
    public MenuDefinition definition() {
        return menu;
    }

    /** How its dialogs go on after they broke off. */
    public Resumption resumption() {
        return resumption;
    }

    /** Begins a dialog over a link that tells no limit of its screens. */
    public Turn start(String language, List<String> preAnswers) {
        return start(language, preAnswers, menu.limit());
    }

    /**
     * Begins a dialog.
     *
     * @param language the first language of the menu is taken where it does not have this one
     * @param preAnswers answers dialled together with the code; an empty one is asked for
     * @param limit of the link's screens
     */
    public Turn start(String language, List<String> preAnswers, ScreenLimit limit) {
        return arrive(Position.beginning(menu, known(language), limit, preAnswers), menu.start(), "");
    }

    /** Takes the customer's answer to the screen shown at this position. */
    public Turn next(Position position, String typed) {
        if (Resumption.isAsked(position)) {
            return resumption.answer(position, Typed.plain(typed));
        }
        Screen screen = screen(position);
        String input = Typed.plain(typed);
        boolean more =
                menu.navigation().more().filter(key -> key.dial().equals(input)).isPresent();
        boolean turns =
                more || position.page() > 0 || screen instanceof Screen.Confirm || !(screen instanceof Screen.Asking);
        // laying a screen out is half the work of a step, and few inputs ask what pages it has
        List<String> pages = turns ? pages(position, screen) : List.of();
        boolean last = position.page() >= pages.size() - 1;
        if (screen instanceof Screen.End) {
            boolean back =
                    position.page() > 0 && input.equals(menu.navigation().back().dial());
            return show(position.onPage(position.page() + (back ? -1 : 1)), pages);
        }
        if (!last && more) {
            return show(position.onPage(position.page() + 1), pages);
        }
        if (input.equals(menu.navigation().home().dial())) {
            return start(position.language(), List.of(), position.limit());
        }
        if (input.equals(menu.navigation().back().dial())) {
            return position.page() > 0 ? show(position.onPage(position.page() - 1), pages) : back(position);
        }
        if (screen instanceof Screen.Confirm && !last) {
            // a yes counts on the page that shows it: by then the whole of what is about to happen was shown
            return show(position.onPage(position.page() + 1), pages);
        }
        return answer(position, asking(position), input, false);
    }

    /** Goes on after an action that gave no rows. */
    public Turn resume(Position position, String outcome, Map<String, String> values) {
        return resume(position, outcome, values, List.of());
    }

    /**
     * Goes on after an action.
     *
     * @param outcome decides which way
     * @param values for the screens that follow; those the action did not promise are left out
     * @param rows for a list, those beyond the menu's most are left out
     */
    public Turn resume(Position position, String outcome, Map<String, String> values, List<Row> rows) {
        if (!(screen(position) instanceof Screen.Action action)) {
            throw new IllegalArgumentException(position.screen() + " is no action");
        }
        Position informed = position.withValues(action.values(values));
        if (!action.columns().isEmpty()) {
            List<Row> kept = rows.stream().limit(menu.rows()).map(action::row).toList();
            informed = informed.withRows(new Rows(action.name(), kept));
        }
        Target target = action.on().getOrDefault(outcome, action.otherwise());
        String prefix = text.say(informed, target);
        List<String> history = informed.history();
        String asked = history.isEmpty() ? "" : history.get(history.size() - 1);
        return target.screen().equals(asked) && onward(informed.at(asked)).isEmpty()
                ? again(informed.at(asked), prefix)
                : arrive(prefix.isEmpty() ? informed : informed.withPending(List.of()), target.screen(), prefix);
    }

    /** One of the sentences that belong to no screen. */
    public String message(Message message, String language) {
        return text.message(message, known(language));
    }

    /** The language, or the menu's first where it does not have this one. */
    String known(String language) {
        return menu.languages().contains(language) ? language : menu.languages().get(0);
    }

    /** One screen back; a list whose rows are forgotten is passed over. */
    private Turn back(Position position) {
        List<String> history = position.history();
        for (int i = history.size() - 1; i >= 0; i--) {
            boolean forgotten = menu.screens().get(history.get(i)) instanceof Screen.Listing listing
                    && position.rows().of(listing.of()).isEmpty();
            if (!forgotten) {
                return arrive(position.withPending(List.of()).withRetries(0), history.get(i), "");
            }
        }
        return start(position.language(), List.of(), position.limit());
    }

    /**
     * Takes an answer.
     *
     * @param dialled in advance: then a row is named by its key, and never by its number, which another day is
     *     another row's
     */
    private Turn answer(Position position, Screen.Asking asking, String input, boolean dialled) {
        if (asking instanceof Screen.Input screen) {
            return read(position, screen, input);
        }
        if (asking instanceof Screen.Listing listing) {
            Rows rows = position.rows();
            Optional<Row> row = dialled ? rows.keyed(input) : rows.numbered(listing.of(), input);
            if (row.isPresent()) {
                Position chosen = position.withValues(row.get().values())
                        .withAnswer(listing.arg(), answer(listing, row.get().key()));
                return leave(chosen, listing.target());
            }
        }
        Optional<Option> chosen = MenuText.options(asking).stream()
                .filter(option -> option.dial().equals(input))
                .findFirst();
        if (chosen.isEmpty()) {
            return unknown(position, asking, input);
        }
        Option option = chosen.get();
        Position answered = position;
        if (asking instanceof Screen.Choice choice && choice.arg().isPresent()) {
            String label = option.text().in(position.language());
            answered = position.withAnswer(choice.arg().get(), new Answer(option.key(), label));
        }
        return leave(answered, option.target());
    }

    /** A key that could have been typed is shown as if it had been. */
    private Answer answer(Screen.Listing listing, String key) {
        return listing.typed()
                .map(target -> menu.screens().get(target.screen()))
                .filter(Screen.Input.class::isInstance)
                .map(Screen.Input.class::cast)
                .map(input -> input.type().read(key, input.bounds()))
                .filter(InputType.Accepted.class::isInstance)
                .map(InputType.Accepted.class::cast)
                .filter(accepted -> accepted.value().equals(key))
                .map(accepted -> new Answer(key, accepted.shown()))
                .orElseGet(() -> new Answer(key, key));
    }

    /** What is neither a row nor a digit: a list may pass it on to the input beside it. */
    private Turn unknown(Position position, Screen.Asking asking, String input) {
        if (asking instanceof Screen.Listing listing && listing.typed().isPresent() && !input.isEmpty()) {
            String name = listing.typed().get().screen();
            Position there = position.left().at(name).unwound(name).withRetries(0);
            return answer(there, asking(there), input, false);
        }
        Optional<Texts> own = asking instanceof Screen.Choice choice ? choice.invalid() : Optional.empty();
        return again(
                position,
                own.map(texts -> text.fill(position, texts))
                        .orElseGet(() -> message(Message.WRONG_CHOICE, position.language())));
    }

    private Turn read(Position position, Screen.Input screen, String input) {
        InputType.Reading reading = input.isEmpty() || input.length() > DialledString.MAX_CHARS
                ? new InputType.Refused(InputType.INVALID)
                : screen.type().read(input, screen.bounds());
        if (reading instanceof InputType.Accepted accepted && GsmText.septets(accepted.shown()) <= screen.width()) {
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
        Position tried =
                position.unwound(position.screen()).withPending(List.of()).withRetries(position.retries() + 1);
        if (tried.retries() > asking(position).retries()) {
            String over = message(Message.TOO_MANY_TRIES, position.language());
            return new Turn(tried, new Step.End(position.limit().cut(over)));
        }
        return shown(tried.onPage(0).saying(why));
    }

    private Turn arrive(Position from, String name, String prefix) {
        Position there = from.at(name);
        String said = prefix;
        Optional<Target> on = onward(there);
        for (int hops = 0; on.isPresent(); hops++) {
            if (hops > menu.screens().size()) {
                throw new IllegalStateException("the menu runs in a circle at " + there.screen());
            }
            said = said.isEmpty() ? text.say(there, on.get()) : said;
            there = there.at(on.get().screen());
            on = onward(there);
        }
        Screen screen = screen(there);
        if (screen instanceof Screen.Action action) {
            return new Turn(there, new Step.Act(action.name(), there.args()));
        }
        if (!(screen instanceof Screen.Asking asking)) {
            return shown(there.withRetries(0).saying(said));
        }
        Position fresh = there.unwound(there.screen()).withRetries(0).saying(said);
        if (asking instanceof Screen.Confirm) {
            fresh = fresh.withPending(List.of());
        }
        if (!fresh.pending().isEmpty()) {
            String dialled = fresh.pending().get(0);
            fresh = fresh.withPending(fresh.pending().subList(1, fresh.pending().size()));
            if (!dialled.isEmpty()) {
                return answer(fresh, asking, Typed.plain(dialled), true);
            }
        }
        return shown(fresh);
    }

    /** Where a screen that shows nothing leads to: a switch, and a list without rows. */
    private Optional<Target> onward(Position position) {
        Screen screen = screen(position);
        if (screen instanceof Screen.Switch choice) {
            String otherwise = position.values().getOrDefault(choice.on(), "");
            String value = position.args().getOrDefault(choice.on(), otherwise);
            return Optional.of(choice.cases().getOrDefault(value, choice.otherwise()));
        }
        return screen instanceof Screen.Listing listing
                        && position.rows().of(listing.of()).isEmpty()
                ? Optional.of(listing.empty())
                : Optional.empty();
    }

    /** A screen as it is seen on coming to it. */
    Turn shown(Position position) {
        return show(position, pages(position, screen(position)));
    }

    /** What was said in front is kept only where a later page depends on it. */
    private Turn show(Position position, List<String> pages) {
        Position there = pages.size() == 1 ? position.saying("") : position;
        String page = pages.get(Math.min(position.page(), pages.size() - 1));
        boolean over = screen(position) instanceof Screen.End && position.page() >= pages.size() - 1;
        return new Turn(there, over ? new Step.End(page) : new Step.Show(page));
    }

    private List<String> pages(Position position, Screen screen) {
        if (screen instanceof Screen.Asking asking) {
            return text.asking(position, asking);
        }
        if (screen instanceof Screen.End end) {
            return text.end(position, end);
        }
        throw new IllegalArgumentException(position.screen() + " shows nothing");
    }

    private Screen.Asking asking(Position position) {
        return (Screen.Asking) screen(position);
    }

    private Screen screen(Position position) {
        Screen screen = menu.screens().get(position.screen());
        if (screen == null || !position.version().equals(menu.version())) {
            throw new IllegalArgumentException("no position of this menu: " + position.screen());
        }
        return screen;
    }
}
