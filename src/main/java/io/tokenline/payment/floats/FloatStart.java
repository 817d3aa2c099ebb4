package io.tokenline.payment.floats;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tokenline.payment.Wallets;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the agents' wallet, keeps its list of phones fresh, and shows as a metric how many floats are low. */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionManagement(TransactionManagementType.BEAN)
public class FloatStart {

    private static final Logger LOG = LoggerFactory.getLogger(FloatStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    @Inject
    private Wallets wallets;

    @Inject
    private FloatWallet wallet;

    @Inject
    private Floats floats;

    @Inject
    private MeterRegistry metrics;

    @Resource
    private ManagedScheduledExecutorService timer;

    private final AtomicLong low = new AtomicLong();
    private ScheduledFuture<?> watching;

    @PostConstruct
    void start() {
        wallets.addForSome(wallet, wallet::serves);
        metrics.gauge("tokenline.float.low", Tags.empty(), low);
        watching = timer.scheduleWithFixedDelay(this::watch, 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void watch() {
        try {
            floats.refresh();
            low.set(floats.low());
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-7602 the agents' floats cannot be read: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        watching.cancel(false);
    }
}
