package io.tokenline.smpp;

import io.tokenline.DatabaseAway;
import io.tokenline.Settings;
import io.tokenline.smpp.codec.BindPdu;
import io.tokenline.smpp.codec.CommandStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about binds. A peer gets a session, and with it threads, only after it has shown its password; to the outside
 * every refusal of an account looks the same.
 */
final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);

    private final Settings.Smpp settings;
    private final Executor executor;
    private final Admission accounts;
    private final ServerMessageReceiverListener inbound;
    private final Binds binds;
    private final Outbinds outbinds;
    private final Eyes eyes;
    private final Clock clock;

    /**
     * A reception.
     *
     * @param executor bounded; where it is full, a peer is told to slow down
     * @param accounts says whether a system_id and a password belong together
     * @param inbound takes what bound peers send
     * @param outbinds takes connections that ask to be bound to
     * @param eyes see what they send
     */
    Reception(
            Settings.Smpp settings,
            Executor executor,
            Admission accounts,
            ServerMessageReceiverListener inbound,
            Binds binds,
            Outbinds outbinds,
            Eyes eyes,
            Clock clock) {
        this.settings = settings;
        this.executor = executor;
        this.accounts = accounts;
        this.inbound = inbound;
        this.binds = binds;
        this.outbinds = outbinds;
        this.eyes = eyes;
        this.clock = clock;
    }

    /** Takes a connection that asks to be bound, or to be bound to. */
    void receive(Arrival arrival) {
        try {
            executor.execute(arrival.isOutbind() ? () -> answer(arrival) : () -> decide(arrival));
        } catch (RejectedExecutionException e) {
            LOG.warn("TKL-1008 too many binds at once; one more is told to come later");
            arrival.refuse(CommandStatus.THROTTLED);
        }
    }

    private void answer(Arrival arrival) {
        try {
            outbinds.answer(arrival, eyes);
        } catch (RuntimeException | Error e) {
            LOG.error("TKL-1009 an outbind could not be answered", e);
            arrival.wire().close();
        }
    }

    private void decide(Arrival arrival) {
        BindPdu bind = arrival.bind();
        try {
            Login login = accounts.check(
                    bind.systemId(), bind.password(), arrival.wire().getInetAddress());
            if (login instanceof Login.Refused refused) {
                refuse(arrival, bind, refused.reason());
            } else if (login instanceof Login.Granted granted) {
                admit(arrival, bind, granted.account());
            }
        } catch (RuntimeException | Error | IOException | PDUStringException | TimeoutException e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log("TKL-1009 a bind of {} failed: {}", printable(bind.systemId()), DatabaseAway.reason(e));
            arrival.refuse(CommandStatus.SYSTEM_ERROR);
        }
    }

    private void admit(Arrival arrival, BindPdu bind, OperatorAccount account)
            throws IOException, PDUStringException, TimeoutException {
        BindKind kind = BindKind.of(bind.commandId());
        if (!account.allows(kind)) {
            refuse(arrival, bind, "KIND", CommandStatus.BIND_FAILED);
            return;
        }
        if (!account.expects(bind.systemType())) {
            refuse(arrival, bind, "SYSTEM_TYPE", CommandStatus.SYSTEM_TYPE);
            return;
        }
        Wire wire = arrival.wire();
        byte[] plain = bind.plain();
        byte[] rest = arrival.rest();
        byte[] unread = new byte[plain.length + rest.length];
        System.arraycopy(plain, 0, unread, 0, plain.length);
        System.arraycopy(rest, 0, unread, plain.length, rest.length);
        wire.stream(unread);
        wire.tap(new Witness(account.systemId(), eyes));
        OperatorSession session =
                OperatorSession.open(wire, Side.LISTENER, settings, account, kind, inbound, clock.instant());
        try {
            if (!binds.enter(session)) {
                LOG.warn("TKL-1011 account {} is bound {} times already", account.systemId(), account.maxBinds());
                refused("ALREADY_BOUND");
                arrival.refuse(CommandStatus.ALREADY_BOUND);
                session.close();
                return;
            }
            if (binds.isShut()) {
                throw new IOException("the listener is closed");
            }
            session.addSessionStateListener((now, before, source) -> ended(session, now));
            BindRequest request = session.waitForBind(settings.bindTimeout().toMillis());
            request.accept(settings.systemId(), version(bind));
        } catch (RuntimeException | IOException | PDUStringException | TimeoutException e) {
            binds.leave(session);
            session.close();
            throw e;
        }
        LOG.info(
                "TKL-1003 account {} bound as {} from {}",
                account.systemId(),
                kind,
                wire.getInetAddress().getHostAddress());
        binds.announce(session);
    }

    /** Called under a lock of jSMPP: the window's futures complete elsewhere. */
    private void ended(OperatorSession session, SessionState state) {
        if (state != SessionState.UNBOUND && state != SessionState.CLOSED) {
            return;
        }
        binds.leave(session);
        if (state == SessionState.UNBOUND) {
            closeSoon(session);
        } else {
            LOG.info(
                    "TKL-1014 account {} is no longer bound as {}",
                    session.account().systemId(),
                    session.kind());
            try {
                executor.execute(session.window()::close);
            } catch (RejectedExecutionException e) {
                session.window().close();
            }
        }
    }

    /** A peer that has unbound may wait for us to close; what it sent before is answered first. */
    private void closeSoon(OperatorSession session) {
        CompletableFuture.delayedExecutor(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(session.wire()::close);
    }

    private void refuse(Arrival arrival, BindPdu bind, Login.Reason reason) {
        if (reason.isNoise()) {
            LOG.debug("TKL-1010 bind refused: {}", reason);
            refused(reason.name());
            arrival.refuse(reason.status());
        } else {
            refuse(arrival, bind, reason.name(), reason.status());
        }
    }

    private void refused(String reason) {
        eyes.metrics().counter("tokenline.smpp.binds.refused", "reason", reason).increment();
    }

    private void refuse(Arrival arrival, BindPdu bind, String reason, int status) {
        refused(reason);
        LOG.warn(
                "TKL-1010 bind of {} from {} refused: {}",
                printable(bind.systemId()),
                arrival.wire().getInetAddress(),
                reason);
        arrival.refuse(status);
    }

    @SuppressWarnings("NullAway") // jSMPP leaves the parameter out where the version is null
    private static InterfaceVersion version(BindPdu bind) {
        return bind.knowsTlvs() ? InterfaceVersion.valueOf((byte) bind.version()) : null;
    }

    /** A stranger's bytes must not forge log lines. */
    static String printable(String systemId) {
        return systemId.replaceAll("[^\\x21-\\x7E]", "?");
    }
}
