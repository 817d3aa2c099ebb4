package io.tokenline.ussd.menu;

/**
 * One line of a menu.
 *
 * @param key stable name, independent of place and digit
 * @param dial what the customer presses; never renumbered, so that people may learn it by heart
 * @param text the words behind the digit
 * @param target where it leads
 */
public record Option(String key, String dial, Texts text, Target target) {}
