package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandStatus;

/** What became of a system_id and a password. */
public sealed interface Login {

    /** They belong together. */
    record Granted(OperatorAccount account) implements Login {}

    /** They do not; the reason is for the log, never for the peer. */
    record Refused(Reason reason) implements Login {}

    /** Why a login is refused. */
    enum Reason {
        UNKNOWN_ACCOUNT,
        WRONG_PASSWORD,
        /** The account may not bind from there. */
        NETWORK,
        DISABLED,
        DRAINING,
        /** Too many wrong passwords came from there. */
        PAUSED,
        /** Somebody guesses at the account, or too many bind at once. */
        BUSY;

        /** What the peer is told: of a refusal always the same, whatever is wrong. */
        int status() {
            return this == BUSY ? CommandStatus.THROTTLED : CommandStatus.BIND_FAILED;
        }

        /** Whether there may be thousands of them a minute. */
        boolean isNoise() {
            return this == PAUSED || this == BUSY;
        }
    }
}
