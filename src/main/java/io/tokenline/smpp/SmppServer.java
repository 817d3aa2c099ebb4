package io.tokenline.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokenline.Settings;
import io.tokenline.delivery.Outbox;
import io.tokenline.sms.InboundText;
import io.tokenline.sms.TextCommands;
import io.tokenline.ussd.Dialogs;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link Listener} in the server; {@link FrontDoor} opens it, when everything else is there. */
@Singleton
@Startup
@DependsOn({"Schema", "AnnouncementsWatch"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SmppServer {

    private static final Logger LOG = LoggerFactory.getLogger(SmppServer.class);
    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final int PAGE = 500;

    @Inject
    private Settings settings;

    @Inject
    private Accounts accounts;

    @Inject
    private Binds binds;

    @Inject
    private Outbinds outbinds;

    @Inject
    private Dialogs dialogs;

    @Inject
    private TextCommands texts;

    @Inject
    private Outbox outbox;

    @Inject
    private MeterRegistry metrics;

    @Inject
    private Traces traces;

    @Inject
    private Flows flows;

    @Inject
    private Clock clock;

    @Inject
    private RandomGenerator random;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-smpp")
    private ManagedExecutorService executor;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource
    private ContextService context;

    private Listener listener;
    private volatile @Nullable ScheduledFuture<?> refreshing;

    /** Threads of the SMPP library know nothing of the server: what they call is wrapped once, here. */
    @PostConstruct
    void start() {
        checkDialects();
        Function<UssdRequest, UssdReply> next = dialogs::next;
        Consumer<InboundText> receive = texts::receive;
        Listener closed = new Listener(
                settings.smpp(),
                settings.countryCode(),
                executor,
                timer,
                accounts::authenticate,
                context.contextualFunction(next),
                context.contextualConsumer(receive),
                binds,
                outbinds,
                new Eyes(metrics, traces, flows),
                clock,
                random);
        closed.onBound(outbox::linkIsUp);
        listener = closed;
        BindGauges gauges = new BindGauges(metrics);
        metrics.gauge("tokenline.dialogs.open", dialogs, Dialogs::open);
        refreshing = timer.scheduleWithFixedDelay(
                () -> refresh(gauges), REFRESH.toSeconds(), REFRESH.toSeconds(), TimeUnit.SECONDS);
    }

    /** Lets operators in; an exception where the port cannot be opened. */
    public void open() {
        try {
            listener.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "SMPP cannot listen on port " + settings.smpp().port(), e);
        }
    }

    /** What another server, or somebody at the database, has changed. */
    private void refresh(BindGauges gauges) {
        try {
            gauges.show(binds.all());
            accounts.all(binds.accounts()).forEach(binds::refresh);
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-1027 the operator accounts cannot be read: {}", e.toString());
        }
    }

    /** An account with a dialect that nobody knows would only fail when its operator binds. */
    private void checkDialects() {
        String after = "";
        for (List<OperatorAccount> page = accounts.page(after, PAGE);
                !page.isEmpty();
                page = accounts.page(after, PAGE)) {
            for (OperatorAccount account : page) {
                after = account.systemId();
                try {
                    Dialect unused = account.dialect();
                } catch (IllegalArgumentException e) {
                    throw new IllegalStateException("operator account '" + after + "': " + e.getMessage(), e);
                }
            }
        }
    }

    /** Whether operators can bind. */
    public boolean accepting() {
        return listener.accepting();
    }

    /** The port it listens on, 0 where it does not. */
    public int port() {
        return listener.accepting() ? listener.port() : 0;
    }

    /** How an account stands here. */
    public AccountInfo info(OperatorAccount account) {
        List<BindInfo> open =
                binds.of(account.systemId()).stream().map(OperatorSession::info).toList();
        return new AccountInfo(account, open, flows.rates(account.systemId()));
    }

    /** The binds that are open. */
    public List<BindInfo> binds() {
        return listener.binds();
    }

    /** Takes no more binds and closes the open ones in an orderly way. */
    @PreDestroy
    public void close() {
        if (refreshing != null) {
            refreshing.cancel(false);
        }
        listener.close();
    }
}
