package io.tokenline.ussd.menu;

import java.util.Optional;

/**
 * The keys that work on every screen that asks something.
 *
 * @param back one page or screen back
 * @param home to the first screen, forgetting what was answered
 * @param more the next page of a screen; without it nothing is paged
 */
public record Navigation(Key back, Key home, Optional<Key> more) {

    /**
     * A key and its label.
     *
     * @param dial what the customer presses
     * @param text the word behind it
     */
    public record Key(String dial, Texts text) {

        /** Its line in one language: {@code 98 More}. */
        String in(String language) {
            return dial + " " + text.in(language);
        }
    }
}
