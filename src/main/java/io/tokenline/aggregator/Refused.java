package io.tokenline.aggregator;

import org.jspecify.annotations.Nullable;

/** Ends a request of an aggregator with an HTTP status and one sentence, which never repeats what was sent. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    /** 400: what was sent cannot be understood. */
    static Refused unreadable(String sentence) {
        return new Refused(400, sentence);
    }

    /** 404: the same for a wrong path, a wrong key and an aggregator that is shut. */
    static Refused nothingHere() {
        return new Refused(404, "There is nothing at this path.");
    }

    /** 400 to 503. */
    int status() {
        return status;
    }

    String sentence() {
        @Nullable String message = getMessage();
        return message == null ? "" : message;
    }
}
