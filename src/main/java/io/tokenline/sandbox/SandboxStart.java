package io.tokenline.sandbox;

import io.tokenline.Migrations;
import io.tokenline.Pump;
import io.tokenline.Settings;
import io.tokenline.payment.Wallets;
import io.tokenline.smpp.Accounts;
import io.tokenline.smpp.BindKind;
import io.tokenline.smpp.Dialect;
import io.tokenline.smpp.SmppServer;
import io.tokenline.vault.VaultException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the sandbox up, where it is switched on; where it is not, none of it exists. */
@Singleton
@Startup
@DependsOn({"Schema", "SmppServer"})
@TransactionManagement(TransactionManagementType.BEAN)
public class SandboxStart {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxStart.class);
    private static final Duration WALLET_TICK = Duration.ofSeconds(1);
    private static final long NETWORK_TICK_SECONDS = 1;
    private static final String HISTORY = "sandbox_schema_history";
    private static final int MAX_BINDS = 1_000;
    private static final int HTTP_PORT = 8080;

    @Inject
    private Settings settings;

    @Inject
    private SandboxData data;

    @Inject
    private SandboxWallet wallet;

    @Inject
    private Wallets wallets;

    @Inject
    private Accounts accounts;

    @Inject
    private SmppServer smpp;

    @Inject
    private Handsets handsets;

    @Inject
    private Network network;

    @Inject
    private Clock clock;

    @Inject
    private RandomGenerator random;

    @Resource(lookup = "java:jboss/datasources/tokenline")
    private DataSource dataSource;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private ManagedExecutorService work;

    @Resource
    private ContextService context;

    private @Nullable Pump answers;
    private @Nullable ScheduledFuture<?> binding;

    @PostConstruct
    void start() {
        if (!settings.sandbox()) {
            if (Migrations.wereApplied(dataSource, HISTORY)) {
                data.clear();
                LOG.warn("TKL-9004 this database was a sandbox's: its accounts and keys are gone, its meters blocked");
            }
            return;
        }
        Migrations.apply(dataSource, "classpath:db/sandbox", HISTORY);
        try {
            data.fill();
        } catch (VaultException e) {
            LOG.error("TKL-9001 the sandbox's keys cannot be stored: {}", e.getMessage());
        }
        account("sandbox", "sandbox");
        account("sandbox2", "sandbox2");
        startWallet();
        startNetwork();
        LOG.info(
                "TKL-9002 the sandbox is open: http://{}:{}/handset, SMPP on port {}",
                settings.smpp().address(),
                Integer.getInteger("jboss.http.port", HTTP_PORT)
                        + Integer.getInteger("jboss.socket.binding.port-offset", 0),
                settings.smpp().port());
    }

    private void account(String systemId, String password) {
        accounts.put(systemId, password, EnumSet.allOf(BindKind.class), MAX_BINDS, Dialect.STANDARD);
    }

    private void startWallet() {
        Pump pump =
                new Pump("sandbox wallet", timer, work, context::contextualRunnable, WALLET_TICK, wallet::answerDue);
        Runnable wake = context.contextualRunnable(pump::wake);
        wallet.onRequest(mode -> {
            var unused = timer.schedule(wake, mode.delay().toMillis() + 1, TimeUnit.MILLISECONDS);
        });
        answers = pump;
        wallets.add(wallet);
    }

    private void startNetwork() {
        String password = Integer.toHexString(random.nextInt() | 0x80000000);
        account(HandsetGateway.SYSTEM_ID, password);
        HandsetGateway gateway =
                new HandsetGateway(settings.smpp().address(), settings.smpp().port(), password, handsets, clock);
        network.join(gateway);
        binding = timer.scheduleWithFixedDelay(() -> keepBound(gateway), 0, NETWORK_TICK_SECONDS, TimeUnit.SECONDS);
    }

    private void keepBound(HandsetGateway gateway) {
        if (!smpp.accepting()) {
            return; // the listener opens last
        }
        try {
            gateway.bind();
        } catch (HandsetGateway.GatewayException e) {
            LOG.warn("TKL-9003 the handset's operator cannot bind: {}", e.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        if (binding != null) {
            binding.cancel(false);
        }
        network.leave();
        if (answers != null) {
            answers.close();
        }
    }
}
