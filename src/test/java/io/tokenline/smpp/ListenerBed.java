package io.tokenline.smpp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenline.FailedLogins;
import io.tokenline.Settings;
import io.tokenline.TestClock;
import io.tokenline.sms.InboundText;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** A listener on a free port, with accounts, dialogs and texts that a test can look into. */
final class ListenerBed implements AutoCloseable {

    static final Duration RESPONSE = Duration.ofMillis(1_500);

    private static final Duration BIND = Duration.ofSeconds(2);

    final Queue<UssdRequest> steps = new ConcurrentLinkedQueue<>();
    final Queue<InboundText> texts = new ConcurrentLinkedQueue<>();
    final Binds binds = new Binds();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Traces traces = new Traces(Clock.systemUTC());
    final OperatorSender sender = new OperatorSender(binds, Clock.systemUTC());
    final TestClock clock = new TestClock();
    final Flows flows = new Flows(clock);
    final Outbinds outbinds = new Outbinds(new FailedLogins(clock));
    final Listener listener;
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(8, 8, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(256));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private volatile Function<UssdRequest, UssdReply> dialogs = ListenerBed::reply;
    private volatile Consumer<InboundText> onText = text -> {};

    /** The accounts; each one's password is its name. */
    final Map<String, OperatorAccount> accounts = new ConcurrentHashMap<>(Map.of(
            "sandbox", account("sandbox", 2_000, EnumSet.allOf(BindKind.class)),
            "one", account("one", 1, EnumSet.allOf(BindKind.class)),
            "sender", account("sender", 5, EnumSet.of(BindKind.TRANSMITTER))));

    ListenerBed() throws IOException {
        this(1_000);
    }

    ListenerBed(int maxPerAddress) throws IOException {
        this(maxPerAddress, Duration.ofSeconds(20));
    }

    ListenerBed(int maxPerAddress, Duration enquireLink) throws IOException {
        this(settings(maxPerAddress, enquireLink, BIND));
    }

    /** With a second port that speaks TLS. */
    ListenerBed(Settings.Tls tls) throws IOException {
        this(tls, BIND);
    }

    /** As above, for peers who take their time to make up a handshake. */
    ListenerBed(Settings.Tls tls, Duration bindTimeout) throws IOException {
        this(settings(1_000, Duration.ofSeconds(20), bindTimeout).withTls(tls));
    }

    private static Settings.Smpp settings(int maxPerAddress, Duration enquireLink, Duration bindTimeout) {
        return new Settings.Smpp(
                "127.0.0.1",
                0,
                "tokenline",
                1_000,
                maxPerAddress,
                bindTimeout,
                Duration.ofMillis(800),
                enquireLink,
                RESPONSE,
                2,
                4,
                50);
    }

    ListenerBed(Settings.Smpp settings) throws IOException {
        executor.prestartAllCoreThreads();
        listener = new Listener(
                settings,
                "254",
                executor,
                timer,
                this::login,
                step -> {
                    steps.add(step);
                    return dialogs.apply(step);
                },
                text -> {
                    onText.accept(text);
                    texts.add(text);
                },
                binds,
                outbinds,
                new Eyes(metrics, traces, flows),
                clock,
                new Random(1));
        listener.start();
    }

    void dialogs(Function<UssdRequest, UssdReply> changed) {
        dialogs = changed;
    }

    void onText(Consumer<InboundText> changed) {
        onText = changed;
    }

    /** A peer bound as a transceiver of an account that speaks this dialect. */
    RawPeer bound(Dialect dialect) throws IOException {
        accounts.put("dialect", new OperatorAccount("dialect", "", EnumSet.allOf(BindKind.class), 50, dialect));
        RawPeer peer = new RawPeer(listener.port());
        peer.bind(0x09, "dialect", "dialect");
        return peer;
    }

    /** A peer bound as a transceiver of the sandbox account. */
    RawPeer bound() throws IOException {
        RawPeer peer = new RawPeer(listener.port());
        peer.bind(0x09, "sandbox", "sandbox");
        return peer;
    }

    /** Live threads, without those the platform keeps for its futures' timeouts. */
    static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool") && !name.startsWith("CompletableFuture"))
                .count();
    }

    /** Waits until something is so, at most some seconds. */
    static boolean eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(2_000_000);
        }
        return true;
    }

    @Override
    public void close() {
        listener.close();
        timer.shutdownNow();
        executor.shutdownNow();
    }

    private Login login(String systemId, String password, InetAddress address) {
        if (systemId.equals("broken")) {
            throw new IllegalStateException("no database");
        }
        OperatorAccount account = accounts.get(systemId);
        if (account == null) {
            return new Login.Refused(Login.Reason.UNKNOWN_ACCOUNT);
        }
        return password.equals(systemId) ? new Login.Granted(account) : new Login.Refused(Login.Reason.WRONG_PASSWORD);
    }

    private static UssdReply reply(UssdRequest step) {
        return switch (step.kind()) {
            case BEGIN -> UssdReply.show("1 Buy 2 Help");
            case ANSWER -> step.text().equals("0") ? UssdReply.end("Bye") : UssdReply.show("Amount?");
            case ABORT -> UssdReply.NOTHING;
        };
    }

    private static OperatorAccount account(String name, int maxBinds, EnumSet<BindKind> kinds) {
        return new OperatorAccount(name, "", kinds, maxBinds, Dialect.STANDARD);
    }
}
