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

/** Looks, every few seconds, whether the menu's file has changed. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class MenuWatch {

    private static final long PERIOD_SECONDS = 3;

    @Inject
    private Menus menus;

    @Resource
    private ManagedScheduledExecutorService timer;

    private ScheduledFuture<?> looks;

    @PostConstruct
    void start() {
        looks = timer.scheduleWithFixedDelay(menus::refresh, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        looks.cancel(false);
    }
}
