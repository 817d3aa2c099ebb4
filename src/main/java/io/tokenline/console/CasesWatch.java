package io.tokenline.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tokenline.payment.Cases;
import io.tokenline.payment.PaymentCase;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows as a metric how many cases of each kind wait for a person. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class CasesWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CasesWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    @Inject
    private Cases cases;

    @Inject
    private MeterRegistry metrics;

    @Resource
    private ManagedScheduledExecutorService timer;

    /** The registry itself holds no more than weak references. */
    private final Map<PaymentCase.Kind, AtomicLong> open = new EnumMap<>(PaymentCase.Kind.class);

    private ScheduledFuture<?> watching;

    @PostConstruct
    void start() {
        for (PaymentCase.Kind kind : PaymentCase.Kind.values()) {
            open.put(kind, metrics.gauge("tokenline.cases.open", Tags.of("kind", kind.name()), new AtomicLong()));
        }
        watching = timer.scheduleWithFixedDelay(this::watch, 1, PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void watch() {
        try {
            Map<PaymentCase.Kind, Long> counted = cases.open();
            open.forEach((kind, count) -> count.set(counted.getOrDefault(kind, 0L)));
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-3007 open cases cannot be counted: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        watching.cancel(false);
    }
}
