package io.tokenline.ussd.menu;

import java.util.Locale;

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
    APOLOGY;

    /** Its name in a menu file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
