package io.tokenline.token;

import io.tokenline.Outcome;
import io.tokenline.token.sts.Token20;
import java.time.Instant;

/** What became of a request for a token. */
public sealed interface IssueResult {

    /**
     * A token was made and its TID is used up.
     *
     * @param token 20 digits, to be handed to the customer and nobody else
     * @param unitsTenths what it carries, in 0.1 kWh: the encoded value
     * @param tid minutes since the key's base date
     */
    record Issued(Token20 token, long unitsTenths, int tid) implements IssueResult {}

    /** No token can be made for this meter until somebody changes something; the outcome says what. */
    record Refused(Outcome outcome) implements IssueResult {}

    /** The meter's TIDs run ahead of the clock; a token can be made from this moment on. */
    record Wait(Instant until) implements IssueResult {}
}
