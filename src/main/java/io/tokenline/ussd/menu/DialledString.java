package io.tokenline.ussd.menu;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what was dialled: our code, and the answers somebody dialled together with it. */
public sealed interface DialledString {

    /** Characters of a USSD string (3GPP TS 23.038: 160 octets of septets). */
    int MAX_CHARS = 182;

    /** Parts between the stars, those of the code among them. */
    int MAX_SEGMENTS = 16;

    /** What gateways leave away or pass on: a star or hash in front, a hash at the end. */
    Pattern FRAME = Pattern.compile("^[*#]+|#$");

    /**
     * Our code.
     *
     * @param preAnswers what followed it; an empty one means: ask me
     */
    record Ours(List<String> preAnswers) implements DialledString {

        public Ours {
            preAnswers = List.copyOf(preAnswers);
        }
    }

    /** Some other code. */
    record Other() implements DialledString {}

    /** More than a network can carry, or than anybody would dial. */
    record TooLong() implements DialledString {}

    /**
     * Reads a dialled string; gateways differ in whether they pass the leading star and the closing hash.
     *
     * @param dialled as it came
     * @param code the service code, for example {@code *120*55#}
     */
    static DialledString read(String dialled, String code) {
        if (dialled.length() > MAX_CHARS) {
            return new TooLong();
        }
        List<String> segments = segments(dialled);
        if (segments.size() > MAX_SEGMENTS) {
            return new TooLong();
        }
        List<String> ours = segments(code);
        if (segments.size() < ours.size() || !segments.subList(0, ours.size()).equals(ours)) {
            return new Other();
        }
        return new Ours(segments.subList(ours.size(), segments.size()));
    }

    private static List<String> segments(String text) {
        String bare = FRAME.matcher(text.strip()).replaceAll("");
        return Arrays.stream(bare.split("\\*", -1)).map(String::strip).toList();
    }
}
