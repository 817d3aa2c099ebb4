package io.tokenline.aggregator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a value stands in a request, written as {@code body sessionId}.
 *
 * @param place the part of the request
 * @param name the name there, in small letters: no gateway means two things by two spellings of a name; in JSON, names of
 *     nested objects are joined by dots
 */
record Field(Place place, String name) {

    /** The parts of a request. */
    enum Place {
        /** Parameters of the URL. */
        QUERY,
        /** Headers. */
        HEADER,
        /** What follows our own path, by the names that the profile gives its parts. */
        PATH,
        /** The body, in the profile's form. */
        BODY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code place name}; empty where it is not that. */
    static Optional<Field> parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 2 || !words[1].matches("[A-Za-z0-9_.-]{1,60}")) {
            return Optional.empty();
        }
        return Arrays.stream(Place.values())
                .filter(place -> place.word().equals(words[0]))
                .findAny()
                .map(place -> new Field(place, words[1].toLowerCase(Locale.ROOT)));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return place.word() + " " + name;
    }
}
