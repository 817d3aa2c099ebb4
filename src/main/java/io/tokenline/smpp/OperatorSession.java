package io.tokenline.smpp;

import io.tokenline.DatabaseAway;
import io.tokenline.Settings;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.PduCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
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
    /** After an enquire_link, a peer that lives has answered. */
    private static final Duration NO_ANSWER = Duration.ofSeconds(2);

    private static final int NO_RECEIPT = 0;
    /** registered_delivery: tell what became of it in the end, good or bad (SMPP 5.0, 4.7.21). */
    private static final int FINAL_RECEIPT = 1;

    private final Wire wire;
    private final Side side;
    private volatile OperatorAccount account;
    private volatile Dialect dialect;
    private final BindKind kind;
    private final Instant since;
    private final Window window;
    private final int ownWindow;
    private final Traffic traffic = new Traffic();
    private final Map<String, Runnable> afterResponse = new ConcurrentHashMap<>();
    private final AtomicBoolean complained = new AtomicBoolean();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final AtomicBoolean resumed = new AtomicBoolean();
    private final Duration enquireLink;
    private volatile boolean ready;

    /**
     * A session for a peer that has shown its password, or that has taken ours.
     *
     * @param kind what the peer may do, whoever bound
     * @param inbound takes what the peer sends
     * @param since when it was bound
     */
    static OperatorSession open(
            Wire wire,
            Side side,
            Settings.Smpp settings,
            OperatorAccount account,
            BindKind kind,
            ServerMessageReceiverListener inbound,
            Instant since) {
        Guarded guarded = new Guarded(side);
        GuardReader reader = new GuardReader(
                wire, side, settings.pduTimeout(), account.enquireLink(settings.enquireLink()), guarded);
        OperatorSession session =
                new OperatorSession(wire, side, settings, account, kind, inbound, since, reader, new Sender(guarded));
        guarded.session = session;
        return session;
    }

    private OperatorSession(
            Wire wire,
            Side side,
            Settings.Smpp settings,
            OperatorAccount account,
            BindKind kind,
            ServerMessageReceiverListener inbound,
            Instant since,
            GuardReader reader,
            Sender sender) {
        super(wire, null, inbound, null, settings.workers(), settings.queue(), sender, reader);
        this.wire = wire;
        this.side = side;
        this.account = account;
        this.dialect = account.dialect();
        this.kind = kind;
        this.since = since;
        this.enquireLink = account.enquireLink(settings.enquireLink());
        this.ownWindow = settings.window();
        this.window = new Window(
                account.window(ownWindow),
                settings.responseTimeout(),
                Throttle.of(side == Side.LINK ? settings.responseTimeout() : Duration.ZERO),
                sequence()::nextValue,
                wire.getOutputStream(),
                traffic);
        setEnquireLinkTimer((int) enquireLink.toMillis());
        setTransactionTimer(settings.responseTimeout().toMillis());
    }

    /** What the account may do now; timers stay as they were when it was bound. */
    void refresh(OperatorAccount changed) {
        if (account.mode() != AccountMode.OPEN && changed.mode() == AccountMode.OPEN) {
            resumed.set(true);
        }
        account = changed;
        dialect = changed.dialect();
        window.resize(changed.window(ownWindow));
    }

    OperatorAccount account() {
        return account;
    }

    Side side() {
        return side;
    }

    Dialect dialect() {
        return dialect;
    }

    /** When it was bound. */
    Instant since() {
        return since;
    }

    /** True once, after the account was paused and is open again. */
    boolean takeResumed() {
        return resumed.getAndSet(false);
    }

    /** Whether the peer was asked whether it lives and has not answered; then the connection is closed. */
    boolean isDead() {
        boolean dead = wire.silence().compareTo(enquireLink.plus(NO_ANSWER)) > 0;
        if (dead) {
            wire.close();
        }
        return dead;
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

    Traffic traffic() {
        return traffic;
    }

    /** What the console shows of it. */
    BindInfo info() {
        return new BindInfo(
                account.systemId(), kind, getInetAddress().getHostAddress(), since, window.unanswered(), window.size());
    }

    /** Whether messages can be sent to the peer now. */
    boolean canDeliver() {
        return ready && wire.isOpen() && kind.receives() && getSessionState().isBound() && !wire.stuck(SLOW);
    }

    /**
     * Sends a message, as a deliver_sm or, where the peer is the message centre, as a submit_sm.
     *
     * @param mayWait whether it may wait for a place in the window
     */
    CompletableFuture<Answer> deliver(DeliverSm message, boolean mayWait) {
        return send(message, NO_RECEIPT, mayWait);
    }

    /** As {@link #deliver}; a message centre is asked to tell what becomes of it. */
    CompletableFuture<Answer> deliverWithReceipt(DeliverSm message, boolean mayWait) {
        return send(message, side == Side.LINK ? FINAL_RECEIPT : NO_RECEIPT, mayWait);
    }

    private CompletableFuture<Answer> send(DeliverSm message, int registeredDelivery, boolean mayWait) {
        int command = side.turned(CommandId.DELIVER_SM);
        return canDeliver()
                ? window.send(sequence -> message.toPdu(command, registeredDelivery, sequence), mayWait)
                : CompletableFuture.completedFuture(Answer.NOT_SENT);
    }

    /** Whether texts may begin over it now. */
    boolean takesTexts() {
        return account.mode() == AccountMode.OPEN && canDeliver();
    }

    /** Asks the peer to let go, once, and closes when it has answered or does not in time. */
    void letGo() {
        if (leaving.compareAndSet(false, true)) {
            Future<?> unused = askToUnbind().whenComplete((answer, failure) -> wire.close());
        }
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
        traffic.received();
        Runnable action = afterResponse.remove(messageId);
        if (action == null) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log(
                            "TKL-1018 what follows a response to account {} failed: {}",
                            account.systemId(),
                            DatabaseAway.reason(e));
        }
    }

    private void take(Command response, byte[] pdu) {
        int number = response.getSequenceNumber();
        if (window.answered(number, Answer.of(statusOf(response), PduCheck.messageId(pdu)))) {
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
        private final Side side;
        private volatile @Nullable OperatorSession session;

        Guarded(Side side) {
            this.side = side;
        }

        @Override
        public void answer(int commandId, int status, int sequence) throws IOException {
            session().pduSender().sendHeader(session().wire.getOutputStream(), commandId, status, sequence);
        }

        @Override
        public void responded(Command response, byte[] pdu) {
            session().take(response, pdu);
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

        @Override
        public byte[] sendHeader(OutputStream out, int commandId, int status, int sequence) throws IOException {
            return super.sendHeader(out, guarded.side.turned(commandId), status, sequence);
        }

        /** From here on it may be sent to: whoever writes next waits for the stream, and so comes behind the response. */
        @Override
        public byte[] sendBindResp(
                OutputStream out, int commandId, int sequence, String systemId, InterfaceVersion version)
                throws PDUStringException, IOException {
            synchronized (out) {
                guarded.session().ready = true;
                if (guarded.side == Side.LINK) {
                    return new byte[0]; // the peer has sent its own
                }
                return super.sendBindResp(out, commandId, sequence, systemId, version);
            }
        }

        @Override
        public byte[] sendSubmitSmResp(
                OutputStream out, int sequence, String messageId, OptionalParameter... parameters)
                throws PDUStringException, IOException {
            byte[] pdu = guarded.side == Side.LINK
                    ? super.sendDeliverSmResp(out, CommandStatus.OK, sequence, "") // NULL, says 3.4
                    : super.sendSubmitSmResp(out, sequence, messageId, parameters);
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
