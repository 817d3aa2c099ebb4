package io.tokenline.smpp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenline.Secret;
import io.tokenline.Settings;
import io.tokenline.delivery.Receipt;
import io.tokenline.smpp.codec.ReceiptIds;
import io.tokenline.sms.InboundText;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;

/** A link to a gateway, with dialogs and texts that a test can look into. */
final class LinkBed implements AutoCloseable {

    final Queue<UssdRequest> steps = new ConcurrentLinkedQueue<>();
    final Queue<InboundText> texts = new ConcurrentLinkedQueue<>();
    final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    final Queue<String> up = new ConcurrentLinkedQueue<>();
    final Binds binds = new Binds();
    final OperatorSender sender = new OperatorSender(binds, Clock.systemUTC());
    final Link link;
    private final OperatorLink configured;
    volatile Function<UssdRequest, UssdReply> dialogs = step -> UssdReply.show("1 Buy 2 Help");
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(8, 8, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(256));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    LinkBed(LinkTerms terms, String password) {
        this(terms, password, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    LinkBed(LinkTerms terms, String password, SSLSocketFactory tls) {
        Duration second = Duration.ofSeconds(1);
        Settings.Smpp settings = new Settings.Smpp(
                "127.0.0.1", 0, "tokenline", 100, 100, second, second, second, Duration.ofSeconds(3), 1, 4, 50);
        Clock clock = Clock.systemUTC();
        Intake intake = new Intake(
                "254",
                new MessageIds(clock, new Random(1)),
                step -> {
                    steps.add(step);
                    return dialogs.apply(step);
                },
                texts::add,
                clock);
        Switchboard board = new Switchboard(
                settings,
                executor,
                timer,
                UnaryOperator.identity(),
                tls,
                agreed -> new Inbound(intake, binds, new ReceiptReader(agreed.receiptIds(), "254", receipts::add)),
                binds,
                new Eyes(new SimpleMeterRegistry(), new Traces(clock), new Flows(clock)),
                clock,
                new Random(2),
                Duration.ofMillis(20),
                Duration.ofMillis(200));
        binds.onBound((account, prefixes) -> up.add(account));
        configured = new OperatorLink("telco", terms, new byte[0], Instant.EPOCH);
        link = new Link(board, configured, () -> new Secret(password));
    }

    LinkBed start() {
        link.start();
        return this;
    }

    /** Lets the gateway call that shows this password. */
    LinkBed awaiting(Outbinds outbinds, String password) {
        start();
        outbinds.expect(new Outbinds.Expected(configured, () -> new Secret(password), Optional.of(link)));
        return this;
    }

    /** As above, while the link is held. */
    void holding(Outbinds outbinds, String password) {
        outbinds.expect(new Outbinds.Expected(configured, () -> new Secret(password), Optional.empty()));
    }

    static LinkTerms terms(int port, BindMode mode, int binds) {
        return terms(port, false, mode, binds);
    }

    static LinkTerms terms(int port, boolean tls, BindMode mode, int binds) {
        return terms(port, tls, mode, binds, Prefixes.NONE, 0, "");
    }

    /** To a gateway that calls itself so when it connects to us. */
    static LinkTerms terms(int port, boolean tls, BindMode mode, int binds, String outbindSystemId) {
        return terms(port, tls, mode, binds, Prefixes.NONE, 0, outbindSystemId);
    }

    /** One transceiver to an operator who has these phones. */
    static LinkTerms terms(int port, Prefixes prefixes, int validityMinutes) {
        return terms(port, false, BindMode.TRX, 1, prefixes, validityMinutes, "");
    }

    private static LinkTerms terms(
            int port,
            boolean tls,
            BindMode mode,
            int binds,
            Prefixes prefixes,
            int validityMinutes,
            String outbindSystemId) {
        return new LinkTerms(
                "127.0.0.1",
                port,
                tls,
                Gateway.SYSTEM_ID,
                "VMA",
                0,
                0,
                "",
                mode,
                binds,
                Dialect.STANDARD.name(),
                10,
                1,
                ReceiptIds.AUTO,
                prefixes,
                validityMinutes,
                outbindSystemId);
    }

    LinkInfo info() {
        return link.info(configured);
    }

    boolean becomes(String state) {
        return ListenerBed.eventually(() -> info().state().equals(state));
    }

    @Override
    public void close() {
        link.close();
        timer.shutdownNow();
        executor.shutdownNow();
    }
}
