package io.tokenline.ussd.menu;

/**
 * The engine's answer.
 *
 * @param position where the dialog stands now
 * @param step what is to be done
 */
public record Turn(Position position, Step step) {}
