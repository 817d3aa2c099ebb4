package io.tokenline.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import io.tokenline.Settings;
import io.tokenline.delivery.Receipt;
import io.tokenline.delivery.Receipts;
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
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the links in the server, and those that change anew; {@link FrontDoor} opens them after the way in. */
@Singleton
@Startup
@DependsOn("SmppServer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LinkServer {

    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    @Inject
    private Settings settings;

    @Inject
    private Links links;

    @Inject
    private Binds binds;

    @Inject
    private Outbinds outbinds;

    @Inject
    private Dialogs dialogs;

    @Inject
    private TextCommands texts;

    @Inject
    private Receipts receipts;

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

    private OpenLinks open;

    @PostConstruct
    void start() {
        Switchboard board = new Switchboard(
                settings.smpp(),
                executor,
                timer,
                context::contextualRunnable,
                tls(),
                inbound(),
                binds,
                new Eyes(metrics, traces, flows),
                clock,
                random,
                FIRST_PAUSE,
                LONGEST_PAUSE);
        open = new OpenLinks(board, links, outbinds);
        links.onChange(this::changed);
    }

    /** A link that cannot be opened is no reason for the server not to start: it says so and tries on. */
    public void open() {
        links.page("", Links.MAX).forEach(open::open);
    }

    /** A file that cannot be read stops the deployment: whoever names it wants it. */
    private SSLSocketFactory tls() {
        try {
            return TlsContext.toGateways(settings.smpp().tls(), settings.smpp().trust());
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Threads of the SMPP library know nothing of the server: what they call is wrapped once, here. */
    private Function<LinkTerms, ServerMessageReceiverListener> inbound() {
        Function<UssdRequest, UssdReply> next = dialogs::next;
        Consumer<InboundText> receive = texts::receive;
        Consumer<Receipt> told = receipts::take;
        Function<UssdRequest, UssdReply> step = context.contextualFunction(next);
        Consumer<InboundText> text = context.contextualConsumer(receive);
        Consumer<Receipt> receipt = context.contextualConsumer(told);
        String country = settings.countryCode();
        Intake intake = new Intake(country, new MessageIds(clock, random), step, text, clock);
        return terms -> new Inbound(intake, binds, new ReceiptReader(terms.receiptIds(), country, receipt));
    }

    /** After a commit, on whichever thread: unbinding takes a while and is done elsewhere. */
    private void changed(String name) {
        try {
            executor.execute(context.contextualRunnable(() -> open.reopen(name)));
        } catch (RejectedExecutionException e) {
            LOG.warn("TKL-1109 link {} has changed, but no thread is free; it is opened anew in a moment", name);
            var unused = timer.schedule(() -> changed(name), FIRST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** How a link stands; empty where there is none of this name. */
    public Optional<LinkInfo> info(String name) {
        return links.find(name).map(open::info);
    }

    /** How links stand, by name. */
    public List<LinkInfo> page(String after, int limit) {
        return links.page(after, limit).stream().map(open::info).toList();
    }

    /** Closes every link in an orderly way. */
    @PreDestroy
    public void close() {
        open.close();
    }
}
