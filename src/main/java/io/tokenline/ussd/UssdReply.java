package io.tokenline.ussd;

/**
 * What the subscriber is to see next.
 *
 * @param kind whether an answer is expected
 * @param text the screen, empty for NOTHING and BUSY
 */
public record UssdReply(Kind kind, String text) {

    /** No screen: the dialog was aborted. */
    public static final UssdReply NOTHING = new UssdReply(Kind.NOTHING, "");

    /** No dialog can be begun now; the operator is told to slow down. */
    public static final UssdReply BUSY = new UssdReply(Kind.BUSY, "");

    /** What a reply asks of the gateway. */
    public enum Kind {
        /** Show the text and wait for an answer. */
        CONTINUE,
        /** Show the text and close the dialog. */
        END,
        /** Send nothing. */
        NOTHING,
        /** Too many dialogs are open. */
        BUSY
    }

    /** A screen that expects an answer. */
    public static UssdReply show(String text) {
        return new UssdReply(Kind.CONTINUE, text);
    }

    /** The last screen of a dialog. */
    public static UssdReply end(String text) {
        return new UssdReply(Kind.END, text);
    }
}
