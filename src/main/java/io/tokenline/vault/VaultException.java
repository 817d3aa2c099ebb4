package io.tokenline.vault;

/** The vault or another security module cannot be used; the message says why, to an operator, without key material. */
public class VaultException extends Exception {

    private static final long serialVersionUID = 1L;

    public VaultException(String message) {
        super(message);
    }

    public VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
