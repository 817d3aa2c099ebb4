package io.tokenline.vending;

import io.tokenline.Pump;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.Payments;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link Collection} and its recovery in the server. */
@Singleton
@Startup
@DependsOn({"Schema", "TokenClock", "WalletServer"})
@TransactionManagement(TransactionManagementType.BEAN)
public class VendingWorker {

    private static final Logger LOG = LoggerFactory.getLogger(VendingWorker.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    @Inject
    private Payments payments;

    @Inject
    private Callbacks callbacks;

    @Inject
    private Vending vending;

    @Inject
    private Unfinished unfinished;

    @Resource
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private ManagedExecutorService work;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-wallets")
    private ManagedExecutorService wallets;

    @Resource
    private ContextService context;

    private Pump collecting;
    private Pump recovering;

    @PostConstruct
    void start() {
        int left = payments.releaseClaims();
        if (left > 0) {
            LOG.info("TKL-4010 {} payments were being asked for when this server stopped; the wallets are asked", left);
        }
        Collection collection = new Collection(payments, callbacks, unfinished, wallets);
        collecting = new Pump("collection", timer, work, context::contextualRunnable, TICK, collection::drain);
        recovering = new Pump("recovery", timer, work, context::contextualRunnable, RECOVERY, collection::recover);
        vending.onPayment(collecting::wake);
        payments.onWork(collecting::wake);
    }

    @PreDestroy
    void stop() {
        collecting.close();
        recovering.close();
    }
}
