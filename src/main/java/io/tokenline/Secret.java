package io.tokenline;

/**
 * A password or key text from the environment, which no log or exception text can show.
 *
 * @param value the clear text
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "****";
    }
}
