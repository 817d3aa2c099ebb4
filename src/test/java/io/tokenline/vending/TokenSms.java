package io.tokenline.vending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a customer finds in an SMS with tokens.
 *
 * @param reference of the sale
 * @param text all of it
 * @param keys the codes of a key change, in the order in which they are numbered
 * @param token the token of the sale; empty where there is none
 */
public record TokenSms(String reference, String text, List<String> keys, Optional<String> token) {

    private static final String GROUPS = "([0-9]{4}(?: [0-9]{4}){4})";
    private static final Pattern KEY = Pattern.compile("(?m)^Key ([0-9]+):" + GROUPS + "$");
    private static final Pattern TOKEN = Pattern.compile("(?m)^(?:Token|Code):" + GROUPS + "$");

    /** Reads an SMS; codes that are not numbered from 1 up, or come after the token, are a fault. */
    public static TokenSms read(String reference, String text) {
        List<String> keys = new ArrayList<>();
        Matcher key = KEY.matcher(text);
        int lastKey = 0;
        while (key.find()) {
            keys.add(key.group(2));
            lastKey = key.start();
            if (!key.group(1).equals(Integer.toString(keys.size()))) {
                throw new AssertionError("code " + keys.size() + " has another number: " + text);
            }
        }
        Matcher token = TOKEN.matcher(text);
        boolean found = token.find();
        if (found && token.start() < lastKey) {
            throw new AssertionError("the codes come first: " + text);
        }
        return new TokenSms(reference, text, List.copyOf(keys), found ? Optional.of(token.group(1)) : Optional.empty());
    }

    /** The token, which must be there. */
    public String digits() {
        return token.orElseThrow(() -> new AssertionError("no token: " + text));
    }
}
