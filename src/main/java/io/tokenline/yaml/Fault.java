package io.tokenline.yaml;

/**
 * Something wrong in a menu file.
 *
 * @param file its name
 * @param line counted from 1
 * @param column counted from 1
 * @param text what is wrong and what to write instead
 */
public record Fault(String file, int line, int column, String text) {

    /** As compilers write it, so that editors jump to it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + text;
    }
}
