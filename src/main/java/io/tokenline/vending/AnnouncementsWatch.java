package io.tokenline.vending;

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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before customers are let in and then every few seconds, what other servers were told to announce. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class AnnouncementsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementsWatch.class);
    private static final long PERIOD_SECONDS = 5;

    @Inject
    private Announcements announcements;

    @Resource
    private ManagedScheduledExecutorService timer;

    private ScheduledFuture<?> looks;

    @PostConstruct
    void start() {
        announcements.refresh();
        looks = timer.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            announcements.refresh();
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-4020 announcements stay as they were, they cannot be read: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        looks.cancel(false);
    }
}
