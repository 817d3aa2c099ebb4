package io.tokenline.ussd;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Closes, every few seconds, the dialogs whose time is over. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class DialogSweeper {

    private static final long PERIOD_SECONDS = 5;

    @Inject
    private Dialogs dialogs;

    @Resource
    private ManagedScheduledExecutorService timer;

    private ScheduledFuture<?> sweeps;

    @PostConstruct
    void start() {
        sweeps = timer.scheduleWithFixedDelay(dialogs::sweep, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        sweeps.cancel(false);
    }
}
