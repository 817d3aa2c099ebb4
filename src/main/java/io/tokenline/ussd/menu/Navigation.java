package io.tokenline.ussd.menu;

/**
 * The two keys that work on every screen that asks something.
 *
 * @param back one screen back
 * @param home to the first screen, forgetting what was answered
 */
public record Navigation(Key back, Key home) {

    /**
     * A key and its label.
     *
     * @param dial what the customer presses
     * @param text the word behind it
     */
    public record Key(String dial, Texts text) {}
}
