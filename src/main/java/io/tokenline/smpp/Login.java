package io.tokenline.smpp;

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
        DISABLED
    }
}
