package io.tokenline.payment.http;

/** What came of a call to a wallet. */
public sealed interface Reply {

    /**
     * It answered.
     *
     * @param status of HTTP
     * @param body its JSON object; empty where it is none
     */
    record Answered(int status, Fields body) implements Reply {

        /** Whether the status is one of success. */
        public boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    /** Surely nothing was sent: no connection, or the circuit breaker is open. */
    record NotSent() implements Reply {}

    /** It may have been received and acted on, and no answer came in time. */
    record NoAnswer() implements Reply {}
}
