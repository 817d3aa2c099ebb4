package io.tokenline.smpp;

/** What an account that may bind is good for at present. */
public enum AccountMode {
    /** Everything. */
    OPEN,
    /** Binds stay and dialogs go on; nothing new begins in either direction. */
    PAUSED,
    /** As paused; no new binds, and those that are open end soon. */
    DRAINING
}
