package io.tokenline.tariff.book;

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

/** Looks, before customers are let in and then twice a minute, which tariffs were approved on other servers. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class TariffWatch {

    private static final Logger LOG = LoggerFactory.getLogger(TariffWatch.class);
    private static final long PERIOD_SECONDS = 30;

    @Inject
    private TariffBook book;

    @Resource
    private ManagedScheduledExecutorService timer;

    private ScheduledFuture<?> looks;

    @PostConstruct
    void start() {
        book.refresh();
        looks = timer.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            book.refresh();
        } catch (RuntimeException e) { // a database that is away for a moment
            LOG.warn("TKL-4103 tariffs stay as they were, they cannot be read: {}", e.toString());
        }
    }

    @PreDestroy
    void stop() {
        looks.cancel(false);
    }
}
