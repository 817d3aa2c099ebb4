package io.tokenline.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
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
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches vending keys run out: a metric of each one's days, and from 60 days on a line in the log every day. */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionManagement(TransactionManagementType.BEAN)
public class KeyWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    @Inject
    private Vault vault;

    @Inject
    private Clock clock;

    @Inject
    private MeterRegistry metrics;

    @Resource
    private ManagedScheduledExecutorService timer;

    private MultiGauge daysLeft;
    private ScheduledFuture<?> watching;
    private Instant warnedAt = Instant.EPOCH;

    @PostConstruct
    void start() {
        daysLeft = MultiGauge.builder("tokenline.vending.key.days.left")
                .description("Days until a vending key makes no token any more")
                .register(metrics);
        watching = timer.scheduleWithFixedDelay(this::watch, FIRST.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    }

    private void watch() {
        try {
            Instant now = clock.instant();
            List<LoadedKey> keys = vault.keys().stream()
                    .filter(key -> key.withdrawnAt().isEmpty())
                    .toList();
            daysLeft.register(keys.stream().map(key -> row(key, now)).toList(), true);
            if (!now.isBefore(warnedAt.plus(DAY))) {
                warnedAt = now;
                vault.expiring().forEach(KeyWatch::warn);
            }
        } catch (VaultException e) {
            LOG.error("TKL-6005 the vending keys cannot be looked at: {}", e.getMessage());
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-6005 the vending keys cannot be looked at", e);
        }
    }

    private static MultiGauge.Row<?> row(LoadedKey key, Instant now) {
        Tags tags = Tags.of(
                "supply_group", key.attributes().sgc().digits(),
                "key_revision", Integer.toString(key.attributes().krn().number()));
        return MultiGauge.Row.of(
                tags, Duration.between(now, key.attributes().expiresAt()).toDays());
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
