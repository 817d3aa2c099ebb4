package io.tokenline.smpp.peer;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An operator's SMPP of another maker. It binds to us or lets us bind; it reads and writes every text with its own
 * coding, so that two makers must agree about each octet.
 */
public interface Peer extends AutoCloseable {

    /** How long anything may take, in milliseconds. */
    int PATIENCE_MILLIS = 10_000;

    /** What a bind is asked to be, by the party that asks. */
    enum Kind {
        TRANSMITTER,
        RECEIVER,
        TRANSCEIVER
    }

    /** Binds to a port of 127.0.0.1 in plain text; gives the command_status of the response. */
    default int bind(int port, Kind kind, String systemId, String password) throws Exception {
        return bind(port, Optional.empty(), kind, systemId, password);
    }

    /** Binds to a port of 127.0.0.1, by TLS where the server's key is named, and trusts that one only. */
    int bind(int port, Optional<PeerKey> tls, Kind kind, String systemId, String password) throws Exception;

    /** Opens a server on a free port of 127.0.0.1; gives the port. Receipts it was asked for it does not send by itself. */
    int listen(String systemId, String password, Optional<PeerKey> tls) throws Exception;

    /** Sends a message over a bind that it may go over, as a submit_sm or deliver_sm; gives the status of the response. */
    int send(PeerMessage message) throws Exception;

    /** The next message that it has accepted, in its order; empty where none comes within the time. */
    Optional<PeerMessage> next(long millis) throws InterruptedException;

    /** Answers the next messages with this command_status. */
    void refuse(int times, int status) throws Exception;

    /** How many messages it has refused so far. */
    int refused() throws Exception;

    /** Binds that are open. */
    int binds() throws Exception;

    /** Ends all connections without a word; a server goes on to listen. */
    void cut() throws Exception;

    /** The next message that is so; others before it are dropped. */
    default PeerMessage take(Predicate<PeerMessage> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (System.nanoTime() - deadline < 0) {
            Optional<PeerMessage> message = next(100);
            if (message.isPresent() && wanted.test(message.get())) {
                return message.get();
            }
        }
        throw new AssertionError("the message did not come");
    }

    @Override
    void close();
}
