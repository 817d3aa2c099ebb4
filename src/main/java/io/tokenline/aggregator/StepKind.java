package io.tokenline.aggregator;

import java.util.Locale;

/** What a request can mean; where several conditions of a profile hold, the first of these. */
enum StepKind {
    /** A question about a session, which no dialog hears of. */
    STATUS,
    /** The gateway gave the subscriber up: its own time is over, or something failed. */
    TIMEOUT,
    /** The session is over: the subscriber hung up, or the gateway tells afterwards how it ended. */
    ABORT,
    /** The subscriber dialled. */
    BEGIN,
    /** The subscriber answered. */
    ANSWER;

    /** Its name in a profile. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
