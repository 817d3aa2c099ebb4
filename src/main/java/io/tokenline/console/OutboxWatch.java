package io.tokenline.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tokenline.delivery.Outbox;
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

/** Shows as a metric how many SMS wait: a number that grows is an operator who takes none. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class OutboxWatch {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    @Inject
    private Outbox outbox;

    @Inject
    private MeterRegistry metrics;

    @Resource
    private ManagedScheduledExecutorService timer;

    private AtomicLong queued;
    private AtomicLong sending;
    private ScheduledFuture<?> watching;

    @PostConstruct
    void start() {
        queued = metrics.gauge("tokenline.outbox.messages", Tags.of("state", "queued"), new AtomicLong());
        sending = metrics.gauge("tokenline.outbox.messages", Tags.of("state", "sending"), new AtomicLong());
        watching = timer.scheduleWithFixedDelay(this::watch, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void watch() {
        try {
            Outbox.Waiting waiting = outbox.waiting();
            queued.set(waiting.queued());
            sending.set(waiting.sending());
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-3005 the outbox cannot be counted: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        watching.cancel(false);
    }
}
