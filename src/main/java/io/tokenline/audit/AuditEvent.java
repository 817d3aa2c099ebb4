package io.tokenline.audit;

import io.tokenline.Msisdn;
import java.util.regex.Pattern;

/**
 * Something that a person, a customer or the server itself did. It holds no secret: what looks like a token is masked
 * here, everything else is the caller's care.
 *
 * @param actor a person's name, {@link #customer} or {@link #SYSTEM}
 * @param action a short word in capitals, such as KEY_PROPOSED; at most 40 characters
 * @param object what it was done to, such as {@code key 600675/1}; at most 120 characters
 * @param detail what else there is to know; cut after 1,000 characters, control characters become spaces
 */
public record AuditEvent(String actor, String action, String object, String detail) {

    /** The actor of what nobody asked for in person. */
    public static final String SYSTEM = "system";

    private static final Pattern ACTOR = Pattern.compile("[a-z0-9._-]{2,40}|customer [0-9]{1,4}\\*{4}[0-9]{3}");
    private static final Pattern ACTION = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");
    private static final Pattern OBJECT = Pattern.compile("[^\\p{Cntrl}]{1,120}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern TOKEN = Pattern.compile("(?<![0-9])[0-9]{4}(?:[ -]?[0-9]{4}){4}(?![0-9])");
    private static final int DETAIL_MAX = 1_000;

    public AuditEvent {
        if (!ACTOR.matcher(actor).matches()) {
            throw new IllegalArgumentException("an actor is a person's name, a masked customer or the system");
        }
        if (!ACTION.matcher(action).matches()) {
            throw new IllegalArgumentException("an action is a word in capitals of 2 to 40 characters");
        }
        object = masked(object);
        if (!OBJECT.matcher(object).matches()) {
            throw new IllegalArgumentException("an object has 1 to 120 characters, none of them a control character");
        }
        detail = cut(masked(CONTROL.matcher(detail).replaceAll(" ")));
    }

    /** A customer as an actor: the number masked. */
    public static String customer(Msisdn msisdn) {
        return "customer " + msisdn.masked();
    }

    private static String masked(String text) {
        return TOKEN.matcher(text).replaceAll("****");
    }

    /** Never in the middle of a surrogate pair: half of one cannot be stored. */
    private static String cut(String text) {
        if (text.length() <= DETAIL_MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(DETAIL_MAX - 1)) ? DETAIL_MAX - 1 : DETAIL_MAX;
        return text.substring(0, end);
    }
}
