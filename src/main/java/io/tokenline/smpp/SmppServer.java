package io.tokenline.smpp;

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
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs the {@link Listener} in the server; a port that cannot be opened stops the deployment. */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SmppServer {

    private static final int PAGE = 500;

    @Inject
    private Settings settings;

    @Inject
    private Accounts accounts;

    @Inject
    private Binds binds;

    @Inject
    private Dialogs dialogs;

    @Inject
    private TextCommands texts;

    @Inject
    private Outbox outbox;

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

    private volatile @Nullable Listener listener;

    /** Threads of the SMPP library know nothing of the server: what they call is wrapped once, here. */
    @PostConstruct
    void start() {
        checkDialects();
        Function<UssdRequest, UssdReply> next = dialogs::next;
        Consumer<InboundText> receive = texts::receive;
        Listener opened = new Listener(
                settings.smpp(),
                settings.countryCode(),
                executor,
                timer,
                accounts::authenticate,
                context.contextualFunction(next),
                context.contextualConsumer(receive),
                binds,
                clock,
                random);
        opened.onBound(outbox::linkIsUp);
        try {
            opened.start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "SMPP cannot listen on port " + settings.smpp().port(), e);
        }
        listener = opened;
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
        Listener current = listener;
        return current != null && current.accepting();
    }

    /** The port it listens on, 0 where it does not. */
    public int port() {
        Listener current = listener;
        return current == null ? 0 : current.port();
    }

    /** The binds that are open. */
    public List<BindInfo> binds() {
        Listener current = listener;
        return current == null ? List.of() : current.binds();
    }

    @PreDestroy
    void stop() {
        Listener current = listener;
        if (current != null) {
            current.close();
        }
    }
}
