package io.tokenline.smpp;

import io.tokenline.Secret;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.vault.VaultException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a link: opened, and opened anew for as long as the link is to be up. Where the gateway is to call, it
 * is opened by its outbind instead, each time.
 */
final class LinkBind {

    private static final Logger LOG = LoggerFactory.getLogger(LinkBind.class);
    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);
    private static final int SYSTEM_TYPE = 0x53;

    /** What stays wrong until somebody changes something, here or there. */
    private static final Set<Integer> LASTING = Set.of(
            CommandStatus.BIND_FAILED,
            CommandStatus.PASSWORD,
            CommandStatus.SYSTEM_ID,
            CommandStatus.COMMAND_ID,
            SYSTEM_TYPE);

    private final Switchboard board;
    private final OperatorLink link;
    private final OperatorAccount operator;
    private final BindKind peer;
    private final Password password;
    private final boolean awaited;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final BackOff backOff;
    private final Runnable attempt;
    private final AtomicReference<@Nullable OperatorSession> current = new AtomicReference<>();
    private volatile Standing standing;
    private volatile boolean closed;

    /** Reads the password when it is needed, so that no link keeps it. */
    interface Password {
        /** The clear text; a closed vault is an exception. */
        Secret read() throws VaultException;
    }

    /** Makes a bound connection. */
    private interface Way {
        Wire bind(Dial dial) throws IOException, VaultException;
    }

    /**
     * How the connection stands.
     *
     * @param error of the last try that failed; empty where none did
     */
    record Standing(BindState state, Instant since, String error) {}

    /**
     * A connection that is not open.
     *
     * @param operator as the session is to know him
     * @param peer what the gateway may do on it
     */
    LinkBind(Switchboard board, OperatorLink link, OperatorAccount operator, BindKind peer, Password password) {
        this.board = board;
        this.link = link;
        this.operator = operator;
        this.peer = peer;
        this.password = password;
        // An outbind asks for messages to be fetched: what only sends goes to the gateway by itself.
        this.awaited = link.terms().awaitsOutbind() && peer.sends();
        this.backOff = board.backOff();
        this.attempt = board.context().apply(this::dial);
        this.standing = new Standing(BindState.CLOSED, board.clock().instant(), "");
    }

    /** What we are on it: the other half of what the gateway is. */
    BindKind kind() {
        return peer.counterpart();
    }

    Standing standing() {
        return standing;
    }

    /** The session, while there is one. */
    @Nullable
    OperatorSession session() {
        return current.get();
    }

    /** Opens it as soon as a thread is free, or waits for the gateway to call. */
    void open() {
        if (awaited) {
            stand(BindState.WAITING, "");
            return;
        }
        try {
            board.executor().execute(attempt);
        } catch (RejectedExecutionException e) {
            failed(BindState.UNREACHABLE, "no thread is free", backOff.next());
        }
    }

    /** Whether it waits for the gateway to call and is now the caller's, who must {@link #answer}. */
    boolean claim() {
        return awaited && !closed && claimed.compareAndSet(false, true);
    }

    /**
     * Binds over a connection that the gateway opened, for the one who claimed it; blocks until the gateway says yes or no.
     *
     * @param unread octets that came after the outbind
     */
    void answer(Wire wire, byte[] unread) {
        attempt(dial -> {
            wire.stream(unread);
            return dial.bind(wire, peer, password.read());
        });
        OperatorSession session = current.get();
        if (session == null || session.wire() != wire) {
            wire.close();
        }
    }

    /** Asks the gateway to let go, and opens nothing any more; {@link #cut} must follow. */
    CompletableFuture<?> unbind() {
        closed = true;
        OperatorSession session = current.get();
        return session == null || !session.wire().isOpen()
                ? CompletableFuture.completedFuture(null)
                : session.askToUnbind();
    }

    /** Ends the connection, whatever the gateway does. */
    void cut() {
        closed = true;
        OperatorSession session = current.get();
        if (session != null) {
            session.wire().close();
            session.close();
        }
        stand(BindState.CLOSED, "");
    }

    /** Nothing here blocks: a gateway that is cut off here is cleared away by its own threads. */
    void check() {
        OperatorSession session = current.get();
        if (session == null) {
            return;
        }
        session.window().expire();
        if (session.wire().stuck(board.settings().responseTimeout())) {
            LOG.warn("TKL-1105 link {} does not read; its connection is closed", link.name());
            session.wire().close();
        }
    }

    private void dial() {
        attempt(dial -> dial.bind(peer, password.read()));
    }

    private void attempt(Way way) {
        if (closed) {
            return;
        }
        stand(BindState.CONNECTING, standing.error());
        try {
            begin(way.bind(new Dial(link.terms(), board.tls(), board.settings().bindTimeout())));
        } catch (Dial.Refused e) {
            boolean lasting = LASTING.contains(e.status());
            failed(BindState.REFUSED, text(e), lasting ? backOff.longest() : backOff.next());
        } catch (VaultException e) {
            failed(BindState.LOCKED, text(e), backOff.next());
        } catch (IOException | PDUStringException | TimeoutException e) {
            failed(BindState.UNREACHABLE, text(e), backOff.next());
        } catch (RuntimeException | Error e) {
            LOG.error("TKL-1104 link {} could not be opened", link.name(), e);
            failed(BindState.UNREACHABLE, text(e), backOff.next());
        }
    }

    /** The session is told of a bind by octets that it finds on the wire, as any session is. */
    private void begin(Wire wire) throws IOException, PDUStringException, TimeoutException {
        byte[] body = {0, 0, 0, InterfaceVersion.IF_34.value(), 0, 0, 0};
        wire.unread(DeliverSm.pdu(peer.command(), CommandStatus.OK, 1, body));
        wire.tap(new Witness(operator.systemId(), board.eyes()));
        OperatorSession session = OperatorSession.open(
                wire,
                Side.LINK,
                board.settingsOf(link.terms()),
                operator,
                peer,
                board.inbound().apply(link.terms()),
                board.clock().instant());
        current.set(session);
        try {
            if (!board.binds().enter(session)) {
                throw new IOException("this link is bound already");
            }
            session.addSessionStateListener((now, before, source) -> ended(session, now));
            session.waitForBind(board.settings().bindTimeout().toMillis()).accept(operator.systemId());
            if (closed || board.binds().isShut()) {
                throw new IOException("the link was closed meanwhile");
            }
        } catch (RuntimeException | IOException | PDUStringException | TimeoutException e) {
            board.binds().leave(session);
            boolean mine = lost(session);
            session.close();
            if (mine) {
                throw e;
            }
            return;
        }
        if (!isUp(session)) {
            return;
        }
        backOff.reset();
        LOG.info("TKL-1101 link {} is bound as {}", link.name(), kind());
        board.binds().announce(session);
    }

    /** Called under a lock of jSMPP: what takes longer is done elsewhere. */
    private void ended(OperatorSession session, SessionState state) {
        if (state == SessionState.UNBOUND) {
            board.binds().leave(session);
            Future<?> unused =
                    board.timer().schedule(session.wire()::close, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } else if (state == SessionState.CLOSED) {
            board.binds().leave(session);
            try {
                board.executor().execute(session.window()::close);
            } catch (RejectedExecutionException e) {
                session.window().close();
            }
            if (lost(session)) {
                LOG.info("TKL-1102 link {} is no longer bound as {}", link.name(), kind());
                failed(BindState.UNREACHABLE, "the connection ended", backOff.next());
            }
        }
    }

    /** A session may end before it is said to be up; it must not be said afterwards. */
    private synchronized boolean isUp(OperatorSession session) {
        boolean up = current.get() == session;
        if (up) {
            stand(BindState.BOUND, "");
        }
        return up;
    }

    private synchronized boolean lost(OperatorSession session) {
        return current.compareAndSet(session, null);
    }

    private void failed(BindState state, String error, Duration pause) {
        if (closed) {
            stand(BindState.CLOSED, error);
            return;
        }
        if (awaited) {
            stand(BindState.WAITING, error);
            LOG.warn("TKL-1103 link {}: {}; it waits for the next outbind", link.name(), error);
            claimed.set(false);
            return;
        }
        stand(state, error);
        LOG.warn("TKL-1103 link {}: {}; the next try is in {} ms", link.name(), error, pause.toMillis());
        try {
            Future<?> unused = board.timer().schedule(this::open, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the server stops", e);
        }
    }

    private void stand(BindState state, String error) {
        standing = new Standing(state, board.clock().instant(), error);
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
