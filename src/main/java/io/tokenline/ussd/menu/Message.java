package io.tokenline.ussd.menu;

import java.util.Locale;
import java.util.Set;

/** The sentences that belong to a service and to no screen of it. */
public enum Message {
    /** In front of a menu after a digit it does not have. */
    WRONG_CHOICE,
    /** The end of a dialog with too many wrong answers. */
    TOO_MANY_TRIES,
    /** The answer to a step of a dialog that is over. */
    SESSION_ENDED,
    /** The answer to a code that is not ours. */
    WRONG_CODE,
    /** The answer to a dialled string beyond all bounds. */
    DIAL_TOO_LONG,
    /** The answer when we failed. */
    APOLOGY,
    /** What somebody is told whose last dialog broke off; a menu without it and the next two begins anew. */
    RESUME,
    /** Behind the digit that goes on where it broke off. */
    RESUME_CONTINUE,
    /** Behind the digit that begins anew. */
    RESUME_AGAIN;

    /** The three of a dialog that broke off; a menu has all of them or none. */
    public static final Set<Message> RESUMING = Set.of(RESUME, RESUME_CONTINUE, RESUME_AGAIN);

    /** Its name in a menu file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
