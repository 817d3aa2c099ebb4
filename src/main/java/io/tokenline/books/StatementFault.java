package io.tokenline.books;

/**
 * Why a line of a statement cannot be taken.
 *
 * @param line of the file, from 1
 * @param what in words that do not repeat the line
 */
public record StatementFault(long line, String what) {}
