package io.tokenline.care;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away once a day what is too old; the day's work has an end, and what is left is the next day's. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class CareDay {

    private static final Logger LOG = LoggerFactory.getLogger(CareDay.class);
    private static final Duration FIRST = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    /** Commits of one class in a day: a million rows. */
    private static final int COMMITS = 2_000;

    @Inject
    private Retention retention;

    /** Read at the start, so that a value that cannot be used stops it. */
    @Inject
    private RetentionTerms terms;

    @Resource
    private ManagedScheduledExecutorService timer;

    private ScheduledFuture<?> days;

    @PostConstruct
    void start() {
        LOG.info("TKL-6601 personal data is kept so long: {}", terms);
        days = timer.scheduleWithFixedDelay(this::day, FIRST.toSeconds(), DAY.toSeconds(), TimeUnit.SECONDS);
    }

    private void day() {
        for (DataClass which : DataClass.values()) {
            try {
                long cleared = clear(which);
                if (cleared > 0) {
                    LOG.info("TKL-6602 {}: {} rows were too old and are cleared", which, cleared);
                }
            } catch (RuntimeException e) { // the next day tries again
                LOG.error("TKL-6603 {}: what is too old could not be cleared", which, e);
            }
        }
    }

    private long clear(DataClass which) {
        retention.begin(which);
        long all = 0;
        for (int commit = 0; commit < COMMITS; commit++) {
            int cleared = retention.clear(which);
            if (cleared == 0) {
                return all;
            }
            all += cleared;
        }
        return all;
    }

    @PreDestroy
    void stop() {
        days.cancel(true);
    }
}
