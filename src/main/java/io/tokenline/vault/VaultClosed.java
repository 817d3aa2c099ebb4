package io.tokenline.vault;

import java.util.Optional;

/**
 * Something of a person is to be read, found or kept while the vault is closed; without the vault nobody is known. It is
 * unchecked because it comes up through the persistence provider, from wherever a row is read or written.
 */
public class VaultClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VaultClosed(VaultException why) {
        super(why.getMessage(), why);
    }

    /** Why the vault is closed, where that is what an exception comes from. */
    public static Optional<String> causeOf(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof VaultClosed closed) {
                return Optional.of(String.valueOf(closed.getMessage()));
            }
        }
        return Optional.empty();
    }
}
