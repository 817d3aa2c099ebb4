package io.tokenline.ussd.menu;

import java.util.List;

/** Asks somebody whose last dialog broke off whether to go on there, with all answers, or to begin anew. */
public final class Resumption {

    /** Goes on. */
    static final String CONTINUE = "1";

    /** Begins anew. */
    static final String AGAIN = "2";

    /** Stands where the name of a screen stands; behind it in the history is the screen to go on with. */
    private static final String SCREEN = "(resume)";

    private static final int DIGITS = 2;
    private static final int RETRIES = 3;

    private final Menu menu;
    private final MenuText text;

    Resumption(Menu menu, MenuText text) {
        this.menu = menu;
        this.text = text;
    }

    /** Whether a dialog stands at this question. */
    static boolean isAsked(Position position) {
        return position.screen().equals(SCREEN);
    }

    /** Whether somebody whose dialog breaks off here may go on later: behind the first screen, before the last. */
    public boolean isPossible(Position position) {
        MenuDefinition definition = menu.definition();
        boolean asking = definition.screens().get(position.screen()) instanceof Screen.Asking
                && !position.history().isEmpty();
        return definition.messages().keySet().containsAll(Message.RESUMING) && (asking || isAsked(position));
    }

    /**
     * Begins a dialog with the question.
     *
     * @param dropped where another broke off; a {@linkplain #isPossible possible} one
     * @param language of the new dialog
     * @param limit of its link's screens
     */
    public Turn ask(Position dropped, String language, ScreenLimit limit) {
        Position asked = isAsked(dropped) ? dropped : dropped.left().at(SCREEN);
        return show(asked.speaking(menu.known(language))
                .within(limit)
                .withRetries(0)
                .saying(""));
    }

    /** Takes the answer to it. */
    Turn answer(Position position, String input) {
        if (input.equals(CONTINUE)) {
            return menu.shown(position.returned().withRetries(0));
        }
        if (input.equals(AGAIN)
                || input.equals(menu.definition().navigation().home().dial())) {
            return menu.start(position.language(), List.of(), position.limit());
        }
        Position tried = position.withRetries(position.retries() + 1);
        if (tried.retries() > RETRIES) {
            String over = menu.message(Message.TOO_MANY_TRIES, position.language());
            return new Turn(tried, new Step.End(position.limit().cut(over)));
        }
        return show(tried.saying(menu.message(Message.WRONG_CHOICE, position.language())));
    }

    /** Of lines that a link has no room for, the last above the digits go first. */
    private Turn show(Position position) {
        List<String> lines = text.resumption(position);
        while (lines.size() > DIGITS && !position.limit().fits(String.join("\n", lines))) {
            lines.remove(lines.size() - DIGITS - 1);
        }
        String page = position.limit().cut(String.join("\n", lines));
        return new Turn(position.saying(""), new Step.Show(page));
    }
}
