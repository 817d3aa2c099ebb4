package io.tokenline.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tokenline.books.Books;
import io.tokenline.books.Invariant;
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

/** Checks the books after the start and every few hours, and cries where sales, money and tokens disagree. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class BooksWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BooksWatch.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofHours(6);

    @Inject
    private Books books;

    @Inject
    private MeterRegistry metrics;

    @Resource
    private ManagedScheduledExecutorService timer;

    private final Map<Invariant, AtomicLong> broken = new EnumMap<>(Invariant.class);
    private ScheduledFuture<?> checking;

    @PostConstruct
    void start() {
        for (Invariant invariant : Invariant.values()) {
            Tags tags = Tags.of("invariant", invariant.name());
            broken.put(invariant, metrics.gauge("tokenline.books.broken", tags, new AtomicLong()));
        }
        checking = timer.scheduleWithFixedDelay(this::check, FIRST.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void check() {
        try {
            books.check().forEach((invariant, count) -> {
                broken.getOrDefault(invariant, new AtomicLong()).set(count);
                if (count > 0) {
                    LOG.error("TKL-1301 the books are wrong: {} is broken {} times", invariant, count);
                }
            });
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-1302 the books cannot be checked: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        checking.cancel(false);
    }
}
