package io.tokenline.vault;

/** The vault cannot be used; the message says why, to an operator, and holds no key material. */
public class VaultException extends Exception {

    private static final long serialVersionUID = 1L;

    VaultException(String message) {
        super(message);
    }

    VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
