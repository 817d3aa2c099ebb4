package io.tokenline.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tokenline.vault.LoadedKey;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches vending keys run out: a metric of each one's days, and from 60 days on a line in the log every day. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    private Vault vault;

    @Inject
    private Clock clock;

    @Inject
    private MeterRegistry metrics;

    @Resource
    private ManagedScheduledExecutorService timer;

    /** By the key's name; the registry itself holds no more than a weak reference. */
    private final Map<String, AtomicLong> daysLeft = new ConcurrentHashMap<>();

    private final Map<String, Instant> warnedAt = new HashMap<>();
    private ScheduledFuture<?> watching;

    @PostConstruct
    void start() {
        watching = timer.scheduleWithFixedDelay(this::watch, FIRST.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void watch() {
        try {
            Instant now = clock.instant();
            vault.keys().stream().filter(key -> key.withdrawnAt().isEmpty()).forEach(key -> measure(key, now));
            for (LoadedKey key : vault.expiring()) {
                Instant before = warnedAt.getOrDefault(key.attributes().name(), Instant.EPOCH);
                if (!now.isBefore(before.plus(DAY))) {
                    warnedAt.put(key.attributes().name(), now);
                    warn(key);
                }
            }
        } catch (VaultException e) {
            LOG.error("TKL-6005 the vending keys cannot be looked at: {}", e.getMessage());
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-6005 the vending keys cannot be looked at", e);
        }
    }

    private void measure(LoadedKey key, Instant now) {
        daysLeft.computeIfAbsent(key.attributes().name(), name -> gauge(key))
                .set(Duration.between(now, key.attributes().expiresAt()).toDays());
    }

    /** By this method alone: what a builder registers does not get through this server's registry (WFLY-21061). */
    private AtomicLong gauge(LoadedKey key) {
        Tags tags = Tags.of(
                "supply_group", key.attributes().sgc().digits(),
                "key_revision", Integer.toString(key.attributes().krn().number()));
        AtomicLong days = new AtomicLong();
        metrics.gauge("tokenline.vending.key.days.left", tags, days, AtomicLong::doubleValue);
        return days;
    }

    private static void warn(LoadedKey key) {
        LOG.warn(
                "TKL-6004 vending key {} (KCV {}) ends at {}: load its successor and set the meters' key target",
                key.attributes().name(),
                key.checkValue(),
                key.attributes().expiresAt());
    }

    @PreDestroy
    void stop() {
        watching.cancel(false);
    }
}
