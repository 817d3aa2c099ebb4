package io.tokenline.aggregator;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a gateway wants to be answered.
 *
 * @param type media type of every answer
 * @param escape of values within a body
 * @param more the answer with a screen that waits for an answer
 * @param last the answer with the last screen
 * @param taken the answer to what shows no screen
 */
record AnswerForm(String type, Escape escape, Template more, Template last, Template taken) {

    /** A value's place: {@code {text}}, or {@code {#session}} for a JSON number where the value is one. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{(#?)([a-z_]{1,20})\\}");

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    /**
     * A body with placeholders, and the headers that go with it.
     *
     * @param headers as they are; values of requests never get there
     */
    record Template(String body, Map<String, String> headers) {

        Template {
            headers = Map.copyOf(headers);
        }
    }

    /** Fills a template in; a value that is not known is empty. */
    HttpAnswer filled(Template template, Map<String, String> values) {
        Matcher matcher = PLACEHOLDER.matcher(template.body());
        String body = matcher.replaceAll(found -> {
            String value = values.getOrDefault(found.group(2), "");
            boolean number = !found.group(1).isEmpty();
            String shown = number && !NUMBER.matcher(value).matches() ? '"' + escape.of(value) + '"' : escape.of(value);
            return Matcher.quoteReplacement(shown);
        });
        return new HttpAnswer(200, type, template.headers(), body);
    }
}
