package io.tokenline.token;

import io.tokenline.Outcome;
import io.tokenline.token.sts.MeterKeyParameters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of a request for a token. */
public sealed interface IssueResult {

    /**
     * The tokens were made and the TID is used up.
     *
     * @param tokens in the order of entry: those of a key change, then the one that was ordered
     * @param newKey the meter's parameters once the key change is entered; empty where there is none
     */
    record Issued(List<MadeToken> tokens, Optional<MeterKeyParameters> newKey) implements IssueResult {

        /** The token that was ordered. */
        public MadeToken ordered() {
            return tokens.get(tokens.size() - 1);
        }
    }

    /** No token can be made for this meter until somebody changes something; the outcome says what. */
    record Refused(Outcome outcome) implements IssueResult {}

    /** A token can be made from this moment on, or at least asked for again: TID_WAIT, DAY_LIMIT or VAULT_CLOSED. */
    record Wait(Outcome outcome, Instant until) implements IssueResult {}
}
