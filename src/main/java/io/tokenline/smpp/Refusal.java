package io.tokenline.smpp;

/** A message is not taken; the peer is told why by a command_status. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A refusal.
     *
     * @param status see {@link io.tokenline.smpp.codec.CommandStatus}
     */
    Refusal(int status) {
        super("refused with 0x" + Integer.toHexString(status), null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
