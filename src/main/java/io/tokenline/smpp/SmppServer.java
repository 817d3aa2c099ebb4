package io.tokenline.smpp;

import io.tokenline.Settings;
import io.tokenline.delivery.MessageSender;
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
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** The {@link Listener} in the server: it opens when the schema is there, and drains when the server stops. */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SmppServer {

    @Inject
    private Settings settings;

    @Inject
    private Accounts accounts;

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

    private Listener listener;

    @PostConstruct
    void start() {
        listener = new Listener(
                settings.smpp(),
                settings.countryCode(),
                executor,
                timer,
                context.contextualFunction(accounts::authenticate),
                context.<UssdRequest, UssdReply>contextualFunction(dialogs::next),
                context.<InboundText>contextualConsumer(texts::receive),
                clock,
                random);
        listener.onBound(context.<String>contextualConsumer(outbox::linkIsUp));
        try {
            listener.start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "SMPP cannot listen on " + settings.smpp().address() + ":"
                            + settings.smpp().port() + ": " + e.getMessage(),
                    e);
        }
    }

    @PreDestroy
    void stop() {
        listener.close();
    }

    /** The way out to operators that are bound. */
    @Produces
    public MessageSender sender() {
        return listener.sender();
    }

    /** Whether operators can bind. */
    public boolean accepting() {
        return listener.accepting();
    }

    /** The TCP port that is open. */
    public int port() {
        return listener.port();
    }

    /** Who is bound. */
    public List<BindInfo> binds() {
        return listener.binds();
    }
}
