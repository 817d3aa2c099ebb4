package io.tokenline.aggregator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rebuilds what was dialled from what a gateway passes on of it. */
final class DialledCode {

    private DialledCode() {}

    /**
     * The dialled string, with our own code where it is the one agreed with the aggregator; another code stays, so that
     * the dialog says that it is not ours.
     *
     * @param ours the code that dialogs know, such as {@code *120*55#}
     * @param agreed the code that the aggregator's customers dial
     * @param told the code that the request names, empty where it names none
     * @param text the whole string, or what follows the code; stars and hash at its ends may be missing
     */
    static String rebuild(String ours, String agreed, String told, String text) {
        List<String> code = segments(told.isBlank() ? agreed : told);
        List<String> typed = segments(text);
        String bare = text.strip();
        boolean whole = bare.startsWith("*") || bare.startsWith("#") || bare.endsWith("#") || begins(typed, code);
        List<String> dialled = new ArrayList<>(whole ? typed : code);
        if (!whole && !bare.isEmpty()) {
            dialled.addAll(typed);
        }
        List<String> known = segments(agreed);
        if (begins(dialled, known)) {
            List<String> rest = dialled.subList(known.size(), dialled.size());
            dialled = new ArrayList<>(segments(ours));
            dialled.addAll(rest);
        }
        return "*" + String.join("*", dialled) + "#";
    }

    private static boolean begins(List<String> segments, List<String> code) {
        return segments.size() >= code.size()
                && segments.subList(0, code.size()).equals(code);
    }

    private static List<String> segments(String text) {
        String bare = text.strip().replaceFirst("^[*#]+", "").replaceFirst("#$", "");
        return Arrays.stream(bare.split("\\*", -1)).map(String::strip).toList();
    }
}
