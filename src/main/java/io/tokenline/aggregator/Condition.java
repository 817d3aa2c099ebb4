package io.tokenline.aggregator;

import java.util.List;

/**
 * How a kind of step shows.
 *
 * @param at the field that says it
 * @param is its values, whatever their case; empty: that it is there and not empty
 */
record Condition(Field at, List<String> is) {

    Condition {
        is = List.copyOf(is);
    }

    boolean holds(Fields fields) {
        return fields.at(at)
                .map(String::strip)
                .filter(value -> is.isEmpty() ? !value.isEmpty() : is.stream().anyMatch(value::equalsIgnoreCase))
                .isPresent();
    }
}
