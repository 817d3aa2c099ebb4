package io.tokenline.smpp;

import io.tokenline.Settings;
import io.tokenline.sms.InboundText;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port that operators bind to: it opens, watches and drains; what is said over it is for others. */
public final class Listener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long CHECK_MILLIS = 250;
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final Settings.Smpp settings;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Binds binds;
    private final Outbinds outbinds;
    private final Reception reception;
    private final Rounds rounds;
    private @Nullable Lobby lobby;
    private @Nullable Lobby tls;
    private @Nullable ScheduledFuture<?> check;

    /**
     * A listener that is not open yet.
     *
     * @param countryCode the digits that replace a leading 0 in addresses
     * @param executor bounded; keeps one thread while the port is open, and one for each bind being decided
     * @param timer for the regular check
     * @param accounts says whether a system_id and a password belong together
     * @param dialogs answers a step of a USSD dialog; called on a thread of the bind, like {@code texts}
     * @param texts takes an SMS; the operator gets his response when it returns
     * @param binds where the binds of this listener are entered, beside those of links
     * @param outbinds the links whose gateways connect to this port
     * @param eyes see what goes over them
     */
    public Listener(
            Settings.Smpp settings,
            String countryCode,
            Executor executor,
            ScheduledExecutorService timer,
            Admission accounts,
            Function<UssdRequest, UssdReply> dialogs,
            Consumer<InboundText> texts,
            Binds binds,
            Outbinds outbinds,
            Eyes eyes,
            Clock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.executor = executor;
        this.timer = timer;
        this.binds = binds;
        this.outbinds = outbinds;
        Intake intake = new Intake(countryCode, new MessageIds(clock, random), dialogs, texts, clock);
        Inbound inbound = new Inbound(intake, binds, (account, message) -> false);
        this.reception = new Reception(settings, executor, accounts, inbound, binds, outbinds, eyes, clock);
        this.rounds = new Rounds(settings, binds, clock);
    }

    /** Opens the port; where that fails, nothing stays open. */
    public synchronized void start() throws IOException {
        Lobby opened = new Lobby(settings, reception::receive, outbinds::areExpected);
        try {
            lobby = opened;
            executor.execute(opened::watch);
            if (settings.tls().isPresent()) {
                startTls(settings.tls().get());
            }
            check = timer.scheduleWithFixedDelay(rounds::go, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        LOG.info("TKL-1000 SMPP listens on {}:{}", settings.address(), opened.port());
    }

    /** A lobby of its own: however many begin a handshake, the plain port does not notice. */
    private void startTls(Settings.Tls wanted) throws IOException {
        TlsContext context = TlsContext.read(wanted);
        Lobby opened = new Lobby(settings, wanted.port(), context::over, reception::receive, outbinds::areExpected);
        tls = opened;
        executor.execute(opened::watch);
        LOG.info("TKL-1028 SMPP over TLS listens on {}:{}", settings.address(), opened.port());
    }

    /** Whether binds are being accepted, on every port that was asked for. */
    public synchronized boolean accepting() {
        return lobby != null && lobby.isOpen() && (tls == null || tls.isOpen());
    }

    /** The port of TLS; 0 where none was asked for. */
    public synchronized int tlsPort() {
        return tls == null ? 0 : tls.port();
    }

    /** The port it listens on. */
    public synchronized int port() {
        if (lobby == null) {
            throw new IllegalStateException("the listener is not open");
        }
        return lobby.port();
    }

    /** Calls a listener whenever a bind that can be sent to has been opened. */
    public void onBound(Binds.Opened listener) {
        binds.onBound(listener);
    }

    /** The binds that are open. */
    public List<BindInfo> binds() {
        return binds.all(Side.LISTENER).stream().map(OperatorSession::info).toList();
    }

    /** TCP connections that are open, bound or not. */
    public synchronized int connections() {
        return (lobby == null ? 0 : lobby.connections()) + (tls == null ? 0 : tls.connections());
    }

    /** Takes no more binds, asks every peer to unbind, and closes what is left after a few seconds. */
    @Override
    public synchronized void close() {
        if (lobby != null) {
            lobby.close();
        }
        if (tls != null) {
            tls.close();
        }
        binds.shut();
        List<OperatorSession> open = binds.all(Side.LISTENER);
        try {
            CompletableFuture.allOf(
                            open.stream().map(OperatorSession::askToUnbind).toArray(CompletableFuture<?>[]::new))
                    .get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("TKL-1015 not every peer let go in time");
        } finally {
            open.forEach(session -> session.wire().close());
            open.forEach(OperatorSession::close);
            if (check != null) {
                check.cancel(false);
            }
        }
        if (lobby != null) {
            LOG.info("TKL-1001 SMPP is closed; {} binds ended", open.size());
        }
        lobby = null;
        tls = null;
        check = null;
    }
}
