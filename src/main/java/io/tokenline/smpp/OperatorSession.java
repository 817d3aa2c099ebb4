package io.tokenline.smpp;

import io.tokenline.Settings;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bind of an operator: jSMPP's session behind our guard, and our own window for what we send, so that no thread
 * waits for a response.
 */
final class OperatorSession extends SMPPServerSession {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSession.class);
    /** Nothing is sent to a peer that has let a write wait for so long. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Wire wire;
    private final OperatorAccount account;
    private final BindKind kind;
    private final Instant since;
    private final Window window;
    private final Map<String, Runnable> afterResponse = new ConcurrentHashMap<>();
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile boolean ready;

    /**
     * A session for a peer that has shown its password.
     *
     * @param inbound takes what the peer sends
     * @param since when it was bound
     */
    static OperatorSession open(
            Wire wire,
            Settings.Smpp settings,
            OperatorAccount account,
            BindKind kind,
            ServerMessageReceiverListener inbound,
            Instant since) {
        Guarded guarded = new Guarded();
        GuardReader reader = new GuardReader(wire, settings.pduTimeout(), settings.enquireLink(), guarded);
        OperatorSession session =
                new OperatorSession(wire, settings, account, kind, inbound, since, reader, new Sender(guarded));
        guarded.session = session;
        return session;
    }

    private OperatorSession(
            Wire wire,
            Settings.Smpp settings,
            OperatorAccount account,
            BindKind kind,
            ServerMessageReceiverListener inbound,
            Instant since,
            GuardReader reader,
            Sender sender) {
        super(wire, null, inbound, null, settings.workers(), settings.queue(), sender, reader);
        this.wire = wire;
        this.account = account;
        this.kind = kind;
        this.since = since;
        this.window = new Window(
                settings.window(), settings.responseTimeout(), sequence()::nextValue, wire.getOutputStream());
        setEnquireLinkTimer((int) settings.enquireLink().toMillis());
        setTransactionTimer(settings.responseTimeout().toMillis());
    }

    OperatorAccount account() {
        return account;
    }

    BindKind kind() {
        return kind;
    }

    Wire wire() {
        return wire;
    }

    Window window() {
        return window;
    }

    /** What the console shows of it. */
    BindInfo info() {
        return new BindInfo(account.systemId(), kind, getInetAddress().getHostAddress(), since, window.unanswered());
    }

    /** Whether messages can be sent to the peer now. */
    boolean canDeliver() {
        return ready && wire.isOpen() && kind.receives() && getSessionState().isBound() && !wire.stuck(SLOW);
    }

    /**
     * Sends a message.
     *
     * @param mayWait whether it may wait for a place in the window
     */
    CompletableFuture<Answer> deliver(DeliverSm message, boolean mayWait) {
        return canDeliver() ? window.send(message::toPdu, mayWait) : CompletableFuture.completedFuture(Answer.NOT_SENT);
    }

    /** Asks the peer to let go; the future completes with its response. */
    CompletableFuture<Answer> askToUnbind() {
        return wire.stuck(SLOW)
                ? CompletableFuture.completedFuture(Answer.NOT_SENT)
                : window.send(sequence -> DeliverSm.pdu(CommandId.UNBIND, CommandStatus.OK, sequence), true);
    }

    /** Does this once the response with this message id is on the wire. */
    void afterResponse(String messageId, Runnable action) {
        afterResponse.put(messageId, action);
    }

    private void responseSent(String messageId) {
        Runnable action = afterResponse.remove(messageId);
        if (action == null) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("TKL-1018 what follows a response to account {} failed", account.systemId(), e);
        }
    }

    private void take(Command response) {
        int number = response.getSequenceNumber();
        if (window.answered(number, statusOf(response))) {
            return;
        }
        PendingResponse<Command> pending = removePendingResponse(number);
        if (pending == null) {
            return;
        }
        if (response.getCommandId() == CommandId.GENERIC_NACK) {
            pending.doneWithInvalidResponse(
                    new GenericNackResponseException("generic_nack", response.getCommandStatus()));
        } else {
            pending.done(response);
        }
    }

    private static int statusOf(Command response) {
        boolean nackWithoutReason =
                response.getCommandId() == CommandId.GENERIC_NACK && response.getCommandStatus() == CommandStatus.OK;
        return nackWithoutReason ? CommandStatus.COMMAND_ID : response.getCommandStatus();
    }

    /** The session as guard and sender see it; both exist before it does. */
    private static final class Guarded implements GuardReader.Peer {
        private volatile @Nullable OperatorSession session;

        @Override
        public void answer(int commandId, int status, int sequence) throws IOException {
            session().pduSender().sendHeader(session().wire.getOutputStream(), commandId, status, sequence);
        }

        @Override
        public void responded(Command response) {
            session().take(response);
        }

        @Override
        public boolean bound() {
            return session().getSessionState() != SessionState.OPEN;
        }

        @Override
        public void complain(String what) {
            if (session().complained.compareAndSet(false, true)) {
                LOG.warn(
                        "TKL-1012 account {} sent {} from {}; more of it is not logged",
                        session().account.systemId(),
                        what,
                        session().getInetAddress().getHostAddress());
            }
        }

        private OperatorSession session() {
            OperatorSession current = session;
            if (current == null) {
                throw new IllegalStateException("the session is not open yet");
            }
            return current;
        }
    }

    /** Knows when a response is on the wire: what follows from it must not overtake it. */
    private static final class Sender extends SynchronizedPDUSender {
        private final Guarded guarded;

        Sender(Guarded guarded) {
            this.guarded = guarded;
        }

        /** From here on it may be sent to: whoever writes next waits for the stream, and so comes behind the response. */
        @Override
        public byte[] sendBindResp(
                OutputStream out, int commandId, int sequence, String systemId, InterfaceVersion version)
                throws PDUStringException, IOException {
            synchronized (out) {
                guarded.session().ready = true;
                return super.sendBindResp(out, commandId, sequence, systemId, version);
            }
        }

        @Override
        public byte[] sendSubmitSmResp(
                OutputStream out, int sequence, String messageId, OptionalParameter... parameters)
                throws PDUStringException, IOException {
            byte[] pdu = super.sendSubmitSmResp(out, sequence, messageId, parameters);
            guarded.session().responseSent(messageId);
            return pdu;
        }

        @Override
        public byte[] sendDataSmResp(
                OutputStream out, int status, int sequence, String messageId, OptionalParameter... parameters)
                throws PDUStringException, IOException {
            byte[] pdu = super.sendDataSmResp(out, status, sequence, messageId, parameters);
            guarded.session().responseSent(messageId);
            return pdu;
        }
    }
}
