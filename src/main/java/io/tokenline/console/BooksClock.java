package io.tokenline.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tokenline.books.DailyBooks;
import io.tokenline.books.Difference;
import io.tokenline.books.Reconciliation;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the books compared with the wallets' every day, and shows as a metric how many differences wait for a person. */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionManagement(TransactionManagementType.BEAN)
public class BooksClock {

    private static final Logger LOG = LoggerFactory.getLogger(BooksClock.class);
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration COUNTING = Duration.ofSeconds(30);

    @Inject
    private DailyBooks daily;

    @Inject
    private Reconciliation reconciliation;

    @Inject
    private MeterRegistry metrics;

    @Resource
    private ManagedScheduledExecutorService timer;

    private final Map<Difference.Kind, AtomicLong> open = new EnumMap<>(Difference.Kind.class);
    private List<ScheduledFuture<?>> running = List.of();

    @PostConstruct
    void start() {
        for (Difference.Kind kind : Difference.Kind.values()) {
            Tags tags = Tags.of("kind", kind.name());
            open.put(kind, metrics.gauge("tokenline.books.differences", tags, new AtomicLong()));
        }
        running = List.of(
                timer.scheduleWithFixedDelay(this::run, FIRST.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS),
                timer.scheduleWithFixedDelay(this::count, 1, COUNTING.toSeconds(), TimeUnit.SECONDS));
    }

    private void run() {
        try {
            daily.run();
        } catch (RuntimeException e) { // a timer that throws is never called again
            LOG.error("TKL-1309 the books were not compared", e);
        }
    }

    private void count() {
        try {
            reconciliation
                    .open()
                    .forEach((kind, count) ->
                            open.getOrDefault(kind, new AtomicLong()).set(count));
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-1310 open differences cannot be counted: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        running.forEach(future -> future.cancel(false));
    }
}
