package io.tokenline.aggregator;

import java.util.Map;

/**
 * What an aggregator is answered.
 *
 * @param type its media type, without the charset, which is always UTF-8
 * @param headers further ones
 */
record HttpAnswer(int status, String type, Map<String, String> headers, String body) {

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** Without what subscribers read. */
    @Override
    public String toString() {
        return status + " " + type;
    }
}
